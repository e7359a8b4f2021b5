import { admitPoster } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { fieldError } from "#app/infra/app-error.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { vote } from "#app/modules/forum/polls/vote.server.ts";
import { voteSchema } from "#app/modules/forum/schemas.ts";
import { leadsToTopic } from "#app/routes/forum/post-actions/lead-to-topic.server.ts";

export const loader = leadsToTopic;

export const action = form(
  { schema: voteSchema, resource: true, admit: admitPoster },
  async ({ intent, answer }, { actor, param }) => {
    if (intent === "vote" && answer.length === 0) throw fieldError("answer", "forum.error.poll_choice");
    const topic = await vote(actor, topicNumberOf(param("id")), intent === "vote" ? answer : []);
    const flash = intent === "vote" ? "forum.poll.voted" : "forum.poll.withdrawn";
    return redirectWith(`${topicPath(topic)}#poll`, { flash });
  },
);
