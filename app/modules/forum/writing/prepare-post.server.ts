import { randomUUID } from "node:crypto";
import { hashBody, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";

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

/** Makes a post of what was sent; `called` are the people whom it calls. The client id is made here for programs that send none. */
export function preparePost({ body, language, clientId }: Input, called: ReadonlySet<string>): PreparedPost {
  return {
    body,
    html: renderPost(body, language, called),
    rendererVersion: markdownRendererVersion,
    language,
    clientId: clientId ?? randomUUID(),
    bodyHash: hashBody(body),
  };
}
