import { admitPoster } from "#app/http/admit.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { replySchema } from "#app/modules/forum/schemas.ts";
import { composerForm, keepReply, leadToPost } from "#app/routes/forum/compose.server.ts";
import { loadTopic } from "#app/routes/forum/topic-data.server.ts";

export { default, handle, meta } from "#app/routes/forum/topic.tsx";

const placeOf = ({ param }: PageRequest) => ({ kind: "reply", target: String(topicNumberOf(param("id"))) }) as const;

export const loader = page(loadTopic);

export const action = composerForm(replySchema, admitPoster, placeOf, async (input, request, typed) => {
  const { actor, param, language } = request;
  const reply = { ...input, language: input.language ?? language, publicId: topicNumberOf(param("id")) };
  try {
    return await leadToPost(request, await postReply(actor, reply), "forum.reply.sent", typed);
  } catch (error) {
    if (isAppError(error) && error.status === 410) return keepReply(error, typed);
    throw error;
  }
});
