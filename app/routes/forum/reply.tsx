import { isAppError } from "#app/infra/app-error.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { replySchema } from "#app/modules/forum/schemas.ts";
import { composerForm, keepForNewTopic, leadToPost, requireMayPost } from "#app/routes/forum/compose.server.ts";
import { loadTopic } from "#app/routes/forum/topic-data.server.ts";

export { default, handle, meta } from "#app/routes/forum/topic.tsx";

const placeOf = ({ param }: PageRequest) => ({ kind: "reply", target: String(topicNumberOf(param("id"))) }) as const;

export const loader = page(loadTopic);

export const action = composerForm(
  replySchema,
  requireMayPost,
  placeOf,
  async (input, { actor, param, language }, typed) => {
    const reply = { ...input, language: input.language ?? language, publicId: topicNumberOf(param("id")) };
    try {
      return await leadToPost(await postReply(actor, reply), "forum.reply.sent", typed);
    } catch (error) {
      if (isAppError(error) && error.status === 410) return keepForNewTopic(error, typed);
      throw error;
    }
  },
);
