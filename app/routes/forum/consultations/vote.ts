import { admitPoster } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { statementVoteSchema } from "#app/modules/forum/consultations/schemas.ts";
import { voteOnStatement } from "#app/modules/forum/consultations/vote-on-statement.server.ts";
import { consultationPath, topicNumberOf } from "#app/modules/forum/paths.ts";

/** Only posts are sent here: looking leads to the consultation. */
export const loader = leadsTo(({ param }) => consultationPath(topicNumberOf(param("id"))));

export const action = form(
  { schema: statementVoteSchema, resource: true, admit: admitPoster },
  async (vote, { actor, param }) => {
    const publicId = topicNumberOf(param("id"));
    const { next } = await voteOnStatement(actor, publicId, vote);
    // On to what is left; where nothing is, the statement stays in view.
    const flash = next ? "forum.consultation.voted" : "forum.consultation.voted_all";
    return redirectWith(consultationPath(publicId, next ?? vote.statement), { flash });
  },
);
