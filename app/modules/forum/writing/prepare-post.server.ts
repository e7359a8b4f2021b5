import { randomUUID } from "node:crypto";
import { renderCalling } from "#app/modules/forum/mentions/render-calling.server.ts";
import { hashBody, markdownRendererVersion } from "#app/modules/forum/render-post.server.ts";

/** What is stored of a post, whatever it becomes. */
export type PreparedPost = {
  body: string;
  html: string;
  rendererVersion: number;
  language: string;
  clientId: string;
  bodyHash: string;
};

type Input = { body: string; language: string; clientId?: string };

/** Makes a post of what was sent. The client id is made here for programs that send none. Asks and throws as `renderCalling`. */
export async function preparePost({ body, language, clientId }: Input): Promise<PreparedPost> {
  return {
    body,
    html: await renderCalling(body, language),
    rendererVersion: markdownRendererVersion,
    language,
    clientId: clientId ?? randomUUID(),
    bodyHash: hashBody(body),
  };
}
