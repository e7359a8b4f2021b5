import type { PageRequest } from "#app/http/page.server.ts";
import { listKeptSpaces, listWaitingFor } from "#app/modules/forum/waiting/list-waiting.server.ts";

/** What the list of waiting posts shows, at its own address and at those of its forms. */
export async function loadWaiting({ actor, url, param, t }: PageRequest) {
  const after = url.searchParams.get("after");
  const { posts, next } = await listWaitingFor(actor, { after });
  const spaces = await listKeptSpaces(actor);
  const title = t("moderation.waiting.title");
  // The post whose form was refused: what was typed belongs there.
  const asked = param("id") || null;
  return { title, posts, next, isFirst: after === null, spaces, asked, at: new Date() };
}
