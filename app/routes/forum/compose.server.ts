import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form, parseFields } from "#app/http/form.server.ts";
import { type AppError, isAppError } from "#app/infra/app-error.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { writeSavedFormCookie } from "#app/http/saved-form.server.ts";
import { type FormFields, saveForm } from "#app/modules/accounts/save-form.server.ts";
import { replyPath, spacePath, waitingPath } from "#app/modules/forum/paths.ts";
import type { Sent } from "#app/modules/forum/posting/check-posting.server.ts";
import { discardDraftAt } from "#app/modules/forum/drafts/end-draft.server.ts";
import { addFilePath, type DraftPlace, writingPath } from "#app/modules/forum/drafts/draft-place.ts";
import { saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import type { MergedTopic } from "#app/modules/forum/sight.server.ts";
import { getOwnWaiting } from "#app/modules/forum/waiting/own-waiting.server.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { draftSchema, keptDraftSchema, previewSchema } from "#app/modules/forum/schemas.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";

/** What the preview button of a page without JavaScript gives back: the text as it will look, and all that was typed. */
export type PreviewAnswer = { failed: false; preview: string; typed: FormFields };

/** What is said of words that may not be sent, and wait among the drafts of who wrote them. */
const keptAmongDrafts: Partial<Record<string, string>> = {
  "forum.error.not_a_member": "forum.reply.not_a_member",
  "forum.error.topic_closed": "forum.reply.topic_closed",
};

/** What became of a post that waits for a facilitator; the page that it was sent from shows it, to its author alone. */
export type HeldAnswer = {
  failed: false;
  /** Nothing is left in the form: what was saved for it has done its work. */
  typed: FormFields;
  held: { id: string; clientId: string; isDeclined: boolean; repeated: boolean; html: string; language: string };
};

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * Makes the action of a composer: its form is sent, previewed or saved as a draft by its buttons, and the draft discarded.
 * `admit` throws for who may do none of that; `placeOf` says which draft it is. What `send` refuses because its author does not belong
 * to the space, or because the topic was closed meanwhile, waits among their drafts.
 */
export function composerForm<S extends z.ZodType>(
  schema: S,
  admit: (request: PageRequest) => Promise<unknown>,
  placeOf: (request: PageRequest) => DraftPlace,
  send: (input: z.infer<S>, request: PageRequest, typed: FormFields) => Promise<Response>,
) {
  const sendOrKeep: typeof send = async (input, request, typed) => {
    try {
      return await send(input, request, typed);
    } catch (error) {
      const flash = isAppError(error) ? keptAmongDrafts[error.code] : undefined;
      if (!flash) throw error;
      return keepAmongDrafts(placeOf(request), request, typed, flash);
    }
  };
  return (args: ActionFunctionArgs) =>
    form({ schema: anything, admit }, async (raw, request): Promise<Response | PreviewAnswer> => {
      const typed = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat()]));
      if (raw.intent === "file") return leadToFile(placeOf(request), request, typed);
      if (raw.intent === "draft" || raw.intent === "discard") return keepDraft(placeOf(request), request, typed);
      if (raw.intent !== "preview") return sendOrKeep(parseFields(schema, typed), request, typed);
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

/** Saves what was written, and leads to where a file is added to it. */
async function leadToFile(place: DraftPlace, { actor }: PageRequest, typed: FormFields): Promise<Response> {
  await saveDraft(requirePoster(actor), place, parseFields(draftSchema, typed));
  return redirect(addFilePath(place));
}

/** Leads to a page on whose form words wait that could not be sent, or not as they are; the page says why. */
async function leadWithWords(
  page: string,
  words: FormFields,
  { flash, to = page }: { flash: string; to?: string },
): Promise<Response> {
  const secret = await saveForm(page, words);
  return redirectWith(to, { flash, cookies: [writeSavedFormCookie(secret)] });
}

/**
 * The topic went out of sight while somebody wrote a reply to it: what they typed waits in the form of a new topic of its space, or,
 * when it was merged into another one, in the form of a reply to that.
 */
export async function keepReply({ details }: AppError, { language = [], body = [] }: FormFields): Promise<Response> {
  const { spaceCode, into } = details.data as { spaceCode: string; into?: MergedTopic };
  const words = { language, body };
  if (!into) return leadWithWords(`${spacePath(spaceCode)}/new`, words, { flash: "forum.reply.topic_gone" });
  const page = `/topics/${into.publicId}/reply`;
  return leadWithWords(page, words, { flash: "forum.reply.topic_merged", to: `${page}#compose` });
}

/**
 * Whoever does not belong to the space, or not any more, may not send what they wrote, nor may anybody in a closed topic: it waits among
 * their drafts, where the page says why. What an older page sends leaves a newer draft as it is.
 */
async function keepAmongDrafts(
  place: DraftPlace,
  { actor }: PageRequest,
  typed: FormFields,
  flash: string,
): Promise<Response> {
  const draft = parseFields(keptDraftSchema, { ...typed, sequence: typed.sequence ?? ["0"] });
  try {
    await saveDraft(actor, place, draft, { placeMayBeGone: true });
  } catch (error) {
    if (!isAppError(error) || error.status !== 409) throw error;
  }
  return redirectWith("/me/drafts", { flash });
}

/**
 * Leads to a post that has arrived. When its form had been sent before with other words (an old page, gone back to), the
 * first post stands, and the new words wait in the form of the page that is shown: nothing that was typed is lost. What waits for a
 * facilitator is answered with 202 and shown on the page that it came from.
 */
export async function leadToPost(
  { actor }: PageRequest,
  result: Sent,
  flash: string,
  typed: FormFields,
): Promise<Response> {
  const title = typed.title?.[0];
  const body = typed.body?.[0] ?? "";
  const language = typed.language ?? [];
  if ("waitingId" in result) {
    const { waitingId: id, repeated, sameText } = result;
    const page = waitingPath(id);
    if (!sameText)
      return leadWithWords(
        page,
        { title: title ? [title] : [], body: [body], language },
        { flash: "forum.waiting.sent_before" },
      );
    const post = await getOwnWaiting(actor, id);
    const html = await previewPost(actor, post);
    const clientId = typed.clientId?.[0] ?? "";
    const held = { id, clientId, isDeclined: post.state === "declined", repeated, html, language: post.language };
    return Response.json({ failed: false, typed: {}, held } satisfies HeldAnswer, { status: 202 });
  }
  if (result.sameText) return redirectWith(replyPath(result, result.number), { flash });
  const words = { language, body: [title ? `**${title}**\n\n${body}` : body] };
  // The same page at the form's address: sending from there forgets what was saved for it.
  const page = `/topics/${result.publicId}/reply`;
  const to = `${page}?at=${result.number}#reply-${result.number}`;
  return leadWithWords(page, words, { flash: "forum.reply.sent_before", to });
}
