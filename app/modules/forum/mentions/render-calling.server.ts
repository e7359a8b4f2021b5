import { fieldError } from "#app/infra/app-error.ts";
import { handlesNamedIn, maxMentions } from "#app/lib/mentions.ts";
import { findCalled } from "#app/modules/accounts/records/find-called.server.ts";
import { handlesIn, renderCalls, renderPost } from "#app/modules/forum/render-post.server.ts";

/** More names than that are hardly all calls: the renderer is asked first which of them are. */
const namesAskedFor = 30;

/**
 * The HTML of a post with links to those whom it calls. Throws 400 with "forum.error.mentions" beside `body` when it calls more than
 * ten. One SQL statement for a text with an "@" in it, else none; two where signs of Markdown hide a name among others.
 */
export async function renderCalling(body: string, language: string): Promise<string> {
  if (!body.includes("@")) return renderPost(body, language);
  // Rendered once, with whoever has one of the names that stand in the text: to render is dearer than to ask for one too many.
  const named = handlesNamedIn(body);
  const asked = named.size > namesAskedFor ? new Set<string>() : named;
  const { html, handles } = renderCalls(body, language, await findHandles([...asked]));
  requireFew(handles);
  if (handles.every((handle) => asked.has(handle))) return html;
  return renderPost(body, language, await findHandles(handles));
}

/** Throws as `renderCalling` for a text that is not rendered yet. */
export function checkMentions(body: string): void {
  requireFew(handlesIn(body));
}

function requireFew(handles: string[]): void {
  if (handles.length > maxMentions) throw fieldError("body", "forum.error.mentions", { max: maxMentions });
}

async function findHandles(handles: string[]): Promise<ReadonlySet<string>> {
  return new Set((await findCalled(handles)).map(({ handle }) => handle));
}
