import { pageless } from "#app/http/resource.server.ts";
import { replyNumberOf, replyPath, topicNumberOf } from "#app/modules/forum/paths.ts";
import { getChangesFor } from "#app/modules/forum/topics/get-changes.server.ts";

/**
 * What came to a topic after a reply, as a few bytes that an open page asks for again and again: 304 while nothing has
 * changed. `message` is a sentence in the reader's language, or null.
 */
export const loader = pageless(async ({ actor, param, url, request, language, t }) => {
  const publicId = topicNumberOf(param("id"));
  const asked = replyNumberOf(url.searchParams.get("after"));
  const topic = await getChangesFor(actor, publicId, asked);
  const after = asked ?? topic.lastReplyNumber;
  const { count } = topic;
  const etag = `"${topic.lastReplyNumber}-${count}-${after}-${language}"`;
  const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
  if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  const message = count > 0 ? t("forum.live.new", { count }) : null;
  const href = count > 0 ? replyPath({ publicId, slug: topic.slug }, after + 1) : null;
  return Response.json({ lastReply: topic.lastReplyNumber, count, message, href }, { headers });
});
