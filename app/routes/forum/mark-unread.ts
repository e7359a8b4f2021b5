import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";
import { markUnread } from "#app/modules/forum/reading/mark-read.server.ts";
import { markUnreadSchema } from "#app/modules/forum/schemas.ts";
import { leadsToTopic } from "#app/routes/forum/post-actions/lead-to-topic.server.ts";

export const loader = leadsToTopic;

/** Leads away from the topic: shown again, it would count as read again. */
export const action = form(
  { schema: markUnreadSchema, resource: true, admit: admitActive },
  async ({ number }, { access, param }) => {
    await markUnread(access, topicNumberOf(param("id")), number);
    return redirectWith("/forum?tab=unread", { flash: "forum.topic.now_unread" });
  },
);
