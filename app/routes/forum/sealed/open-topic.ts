import { z } from "zod";
import { admitPoster } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { openTopic } from "#app/modules/forum/posting/open-topic.server.ts";
import { leadsToTopic } from "#app/routes/forum/post-actions/lead-to-topic.server.ts";

export const loader = leadsToTopic;

export const action = form(
  { schema: z.object({}), resource: true, admit: admitPoster },
  async (_, { actor, param }) => {
    const publicId = topicNumberOf(param("id"));
    const { slug } = await openTopic(actor, publicId);
    return redirectWith(topicPath({ publicId, slug }), { flash: "forum.sealed.opened" });
  },
);
