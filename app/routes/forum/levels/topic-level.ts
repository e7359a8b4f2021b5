import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { topicLevelSchema } from "#app/modules/forum/levels/schemas.ts";
import { setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { leadsToTopic } from "#app/routes/forum/post-actions/lead-to-topic.server.ts";
import { levelFlashes } from "./words.ts";

export const loader = leadsToTopic;

export const action = form(
  { schema: topicLevelSchema, resource: true, admit: admitActive },
  async ({ level }, { access, param }) => {
    const publicId = topicNumberOf(param("id"));
    const { slug } = await setTopicLevel(access, publicId, level);
    return redirectWith(slug === null ? "/me/settings/forum" : topicPath({ publicId, slug }), {
      flash: level ? levelFlashes[level] : "forum.level.now_inherit",
    });
  },
);
