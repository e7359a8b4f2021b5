import { redirect } from "@remix-run/node";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { followTopic } from "#app/modules/forum/reading/mark-read.server.ts";
import { followTopicSchema } from "#app/modules/forum/schemas.ts";

export const loader = pageless(async ({ param, url }) => {
  throw redirect(`/topics/${topicNumberOf(param("id"))}${url.search}`);
});

const flashes = {
  follow: "forum.topic.now_followed",
  normal: "forum.topic.now_normal",
  mute: "forum.topic.now_muted",
} as const;

export const action = form(
  { schema: followTopicSchema, resource: true, admit: admitActive },
  async ({ level }, { access, param }) => {
    const publicId = topicNumberOf(param("id"));
    const { slug } = await followTopic(access, publicId, level);
    return redirectWith(topicPath({ publicId, slug }), { flash: flashes[level] });
  },
);
