import { form } from "#app/http/form.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { askToSignIn } from "#app/http/saved-form.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { previewSchema } from "#app/modules/forum/schemas.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";

export const loader = pageless(async () => {
  throw notFound();
});

const signedOut = askToSignIn(() => "/forum");

/** The HTML of a text, for the composer; the same as the page will show. */
export const action = form(
  { schema: previewSchema, resource: true, signedOut, admit: async ({ actor }) => requirePoster(actor) },
  async ({ body, language }, request) => {
    const html = await previewPost(request.access, { body, language: language ?? request.language });
    const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
    return new Response(html, { headers });
  },
);
