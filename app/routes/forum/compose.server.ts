import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form, parseFields } from "#app/http/form.server.ts";
import type { AppError } from "#app/infra/app-error.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { writeSavedFormCookie } from "#app/http/saved-form.server.ts";
import { type FormFields, saveForm } from "#app/modules/accounts/save-form.server.ts";
import { replyPath, spacePath } from "#app/modules/forum/paths.ts";
import type { PostedResult } from "#app/modules/forum/posting/check-posting.server.ts";
import { discardDraftAt } from "#app/modules/forum/drafts/end-draft.server.ts";
import { type DraftPlace, writingPath } from "#app/modules/forum/drafts/draft-place.ts";
import { saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { keptDraftSchema, previewSchema } from "#app/modules/forum/schemas.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";

/** What the preview button of a page without JavaScript gives back: the text as it will look, and all that was typed. */
export type PreviewAnswer = { failed: false; preview: string; typed: FormFields };

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * Makes the action of a composer: its form is sent, previewed or saved as a draft by its buttons, and the draft discarded.
 * `admit` throws for who may do none of that; `placeOf` says which draft it is.
 */
export function composerForm<S extends z.ZodType>(
  schema: S,
  admit: (request: PageRequest) => Promise<unknown>,
  placeOf: (request: PageRequest) => DraftPlace,
  send: (input: z.infer<S>, request: PageRequest, typed: FormFields) => Promise<Response>,
) {
  return (args: ActionFunctionArgs) =>
    form({ schema: anything, admit }, async (raw, request): Promise<Response | PreviewAnswer> => {
      const typed = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat()]));
      if (raw.intent === "draft" || raw.intent === "discard") return keepDraft(placeOf(request), request, typed);
      if (raw.intent !== "preview") return send(parseFields(schema, typed), request, typed);
      const { body, language = request.language } = parseFields(previewSchema, typed);
      return { failed: false, preview: await previewPost(request.actor, { body, language }), typed };
    })(args);
}

/** Saves or discards the draft, and leads back to the composer with what is left of it. */
async function keepDraft(place: DraftPlace, { actor: maybe }: PageRequest, typed: FormFields): Promise<Response> {
  const actor = requirePoster(maybe);
  const isSaved = typed.intent?.[0] === "draft";
  if (isSaved) await saveDraft(actor, place, parseFields(keptDraftSchema, typed));
  else await discardDraftAt(actor, place);
  return redirectWith(writingPath(place), { flash: isSaved ? "forum.draft.saved" : "forum.drafts.discarded" });
}

/** For a post of one's own: throws 401 for a guest, 403 for who may not post. */
export async function requireMayPost({ actor }: PageRequest): Promise<void> {
  requirePoster(actor);
}

/**
 * The topic went out of sight while somebody wrote a reply to it: what they typed waits in the form of a new topic of its space, and
 * the page says why.
 */
export async function keepForNewTopic({ details }: AppError, typed: FormFields): Promise<Response> {
  const { spaceCode } = details.data as { spaceCode: string };
  const page = `${spacePath(spaceCode)}/new`;
  const secret = await saveForm(page, { language: typed.language ?? [], body: typed.body ?? [] });
  return redirectWith(page, { flash: "forum.reply.topic_gone", cookies: [writeSavedFormCookie(secret)] });
}

/**
 * Leads to a post that has arrived. When its form had been sent before with other words (an old page, gone back to), the
 * first post stands, and the new words wait in the form of the page that is shown: nothing that was typed is lost.
 */
export async function leadToPost(result: PostedResult, flash: string, typed: FormFields): Promise<Response> {
  if (result.sameText) return redirectWith(replyPath(result, result.number), { flash });
  const title = typed.title?.[0];
  const body = typed.body?.[0] ?? "";
  const words = { language: typed.language ?? [], body: [title ? `**${title}**\n\n${body}` : body] };
  // The same page at the form's address: sending from there forgets what was saved for it.
  const page = `/topics/${result.publicId}/reply`;
  const secret = await saveForm(page, words);
  return redirectWith(`${page}?at=${result.number}#reply-${result.number}`, {
    flash: "forum.reply.sent_before",
    cookies: [writeSavedFormCookie(secret)],
  });
}
