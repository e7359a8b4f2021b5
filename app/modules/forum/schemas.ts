import { z } from "zod";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { reactionKinds } from "#app/modules/forum/reaction-kinds.ts";
import { type Reminder, reminderChoices } from "#app/modules/forum/reminder.ts";
import { isPostLanguage } from "#app/modules/forum/languages.ts";
import {
  longestReason,
  maxBodyLength,
  maxReasonLength,
  maxTitleLength,
  minTitleLength,
  pollAnswers,
} from "#app/modules/forum/limits.ts";
import { isTagLength, maxTags, maxTagsText, readTags, tagOf } from "#app/modules/forum/tag.ts";
import { postsWaitChoices } from "#app/modules/forum/why-waits.ts";

// Messages are translation keys; the form glue translates them.
export const titleField = z
  .string("error.field.required")
  .transform(stripUnsafeCharacters)
  .pipe(
    z
      .string()
      .min(1, "error.field.required")
      .min(minTitleLength, "forum.error.title_short")
      .max(maxTitleLength, "error.field.too_long"),
  );

/** Browsers send line ends as CR LF and count them as one character; so do we. PostgreSQL has no place for NUL. */
export const bodyField = z
  .string("error.field.required")
  .transform((body) => body.replace(/\r\n?/g, "\n").replaceAll("\0", "").trimEnd())
  .pipe(z.string().max(maxBodyLength, "error.field.too_long").regex(/\S/, "error.field.required"));

export const languageField = z.string("error.field.required").refine(isPostLanguage, "forum.error.language");

/** Made by the browser or by an outside program; whoever sends none gets one from us. */
export const clientIdField = z
  .string()
  .trim()
  .max(100)
  .transform((id) => id || undefined)
  .optional();

/** The sequence of the draft that a page has seen; an outside program has seen none. */
const sequencePattern = /^\d{1,9}$/;
const sequenceField = z.string().regex(sequencePattern).transform(Number).optional().catch(undefined);

/** A box that was ticked; nothing is sent of one that was not. */
const tickedField = z
  .string()
  .transform((value) => value !== "")
  .optional()
  .catch(undefined);

/** A day as browsers send it; null when none was chosen. */
export const dayField = (refusal: MessageKey) =>
  z
    .string()
    .regex(/^(\d{4}-\d\d-\d\d)?$/, refusal)
    .optional()
    .transform((date) => date || null);

/** One behind the other, between commas. */
const tagsField = z
  .string()
  .max(maxTagsText, "error.field.too_long")
  .transform(readTags)
  .refine((tags) => tags.length <= maxTags, "forum.error.tags_many")
  .refine((tags) => tags.every((tag) => isTagLength(tag)), "forum.error.tag_length");

export const newTopicSchema = z.object({
  title: titleField,
  body: bodyField,
  language: languageField.optional(),
  clientId: clientIdField,
  sequence: sequenceField,
  sealed: tickedField,
  tags: tagsField.optional(),
});

export const tagTopicSchema = z.object({ tags: tagsField });

/** `merge`: also where there is a tag of this name already. */
export const renameTagSchema = z.object({
  name: z
    .string("error.field.required")
    .max(maxTagsText, "error.field.too_long")
    .transform(tagOf)
    .refine(isTagLength, "forum.error.tag_length"),
  merge: tickedField,
});

export const replySchema = z.object({
  body: bodyField,
  language: languageField.optional(),
  clientId: clientIdField,
  sequence: sequenceField,
});

/** The answers of a poll, one in a line, each once. */
const pollAnswersField = z
  .string("error.field.required")
  .transform((text) => [
    ...new Set(
      text
        .split(/\r\n?|\n/)
        .map((line) => stripUnsafeCharacters(line).trim())
        .filter(Boolean),
    ),
  ])
  .pipe(
    z
      .array(z.string().max(pollAnswers.length, "forum.error.poll_answer_long"))
      .min(pollAnswers.fewest, "forum.error.poll_answers")
      .max(pollAnswers.most, "forum.error.poll_answers"),
  );

/** What whoever leads a topic's poll does with it. */
export const pollSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("make"),
    question: titleField,
    answers: pollAnswersField,
    several: tickedField,
    until: dayField("forum.error.poll_until"),
  }),
  z.object({ intent: z.enum(["close", "reopen", "remove"]) }),
]);

/** The answers that somebody chose. */
export const voteSchema = z.object({
  intent: z.enum(["vote", "withdraw"]).default("vote"),
  answer: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [given ?? []].flat().map(Number))
    .pipe(z.array(z.int("forum.error.poll_choice").min(1).max(pollAnswers.most)).max(pollAnswers.most)),
});

/** What is being written is kept as it was typed, within the limits of what may be sent. */
export const draftSchema = z
  .object({
    title: z
      .string()
      .transform((title) => title.replaceAll("\0", ""))
      .pipe(z.string().max(maxTitleLength, "error.field.too_long"))
      .optional(),
    body: z
      .string()
      .default("")
      .transform((body) => body.replace(/\r\n?/g, "\n").replaceAll("\0", ""))
      .pipe(z.string().max(maxBodyLength, "error.field.too_long")),
    language: languageField.optional(),
    sealed: tickedField,
    tags: z
      .string()
      .transform((tags) => tags.replaceAll("\0", ""))
      .pipe(z.string().max(maxTagsText, "error.field.too_long"))
      .optional(),
    clientId: clientIdField,
    sequence: z.string("error.field.required").regex(sequencePattern, "error.field.invalid").transform(Number),
    /** Of an edit, the version that it began from: kept in the place of the id that a new post has. */
    version: z.string().regex(sequencePattern).optional().catch(undefined),
  })
  .transform(({ version, ...draft }) => ({ ...draft, ...(version && !draft.clientId ? { clientId: version } : {}) }));

/** The same by a button: there is something to keep. */
export const keptDraftSchema = draftSchema.refine(({ title = "", body }) => /\S/.test(title + body), {
  path: ["body"],
  message: "error.field.required",
});

export const editSchema = z.object({
  body: bodyField,
  version: z.coerce.number("error.field.invalid").int().min(1),
  language: languageField.optional(),
  /** Only looked at for opening posts. */
  title: titleField.optional(),
  sequence: sequenceField,
});

/** `version`: of the translation that it changes, 0 of a new one; `original`: of the post that it was made from. */
export const translationSchema = z.object({
  body: bodyField,
  language: languageField,
  /** Only looked at for opening posts. */
  title: titleField.optional(),
  clientId: clientIdField,
  version: z.string().regex(sequencePattern).transform(Number).optional().catch(undefined),
  original: z.string().regex(sequencePattern).transform(Number).optional().catch(undefined),
});

export const previewSchema = z.object({
  body: z.string().max(maxBodyLength * 2, "error.field.too_long"),
  language: languageField.optional().catch(undefined),
});

export const reactSchema = z.object({ kind: z.enum(reactionKinds, "error.field.invalid") });
const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** Without a reminder the bookmark is set or removed; a program may name the day in the place of a choice. */
export const bookmarkSchema = z
  .object({
    reminder: z.enum(reminderChoices).or(z.string().regex(dayPattern, "error.field.invalid")).optional(),
    date: z.string().optional(),
  })
  .transform(({ reminder, date = "" }): { reminder?: Reminder } => {
    if (reminder === undefined || reminder === "none" || reminder === "tomorrow" || reminder === "week")
      return { reminder };
    return { reminder: { day: reminder === "date" ? date : reminder } };
  });

export const discardSchema = z.object({ id: z.string().max(40) });
export const markReadSchema = z.object({ number: z.coerce.number().int().min(0).max(2_000_000_000) });
export const markUnreadSchema = z.object({ number: z.coerce.number().int().min(1).max(2_000_000_000) });

export const moveTopicSchema = z.object({
  space: z.string("error.field.required").min(1, "error.field.required").max(100),
});
/** A topic by its number or its address. */
export const mergeTopicSchema = z.object({
  into: z
    .string("error.field.required")
    .trim()
    .transform((text) => /(?:^|\/topics\/)([1-9]\d{0,8})(?:[/?#].*)?$/.exec(text)?.[1] ?? "")
    .pipe(z.string().min(1, "forum.error.which_topic"))
    .transform(Number),
  losesPoll: z.literal("on").optional(),
});
export const splitTopicSchema = z.object({
  title: titleField,
  numbers: z.preprocess(
    (sent) => (sent === undefined ? [] : [sent].flat()),
    z.array(z.coerce.number().int().min(1).max(2_000_000_000)).max(500),
  ),
});

const shortTextField = z
  .string("error.field.required")
  .transform(stripUnsafeCharacters)
  .pipe(z.string().min(1, "error.field.required").max(maxReasonLength, "error.field.too_long"));

/** Why a topic is closed; nothing is asked for to open it again. */
export const closeTopicSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("close"), reason: shortTextField }),
  z.object({ intent: z.literal("reopen") }),
]);
/** The day on which a pin ends; none for one that stays. */
export const pinTopicSchema = z.object({
  intent: z.enum(["pin", "unpin"], "error.field.invalid"),
  until: dayField("forum.error.pin_until"),
});

export type CloseInput = z.infer<typeof closeTopicSchema>;
export type TagInput = z.infer<typeof tagTopicSchema>;
export type RenameTagInput = z.infer<typeof renameTagSchema>;
export type PinInput = z.infer<typeof pinTopicSchema>;
/** What its author makes of a post that waits; the title is only looked at for what begins a topic. */
export const waitingEditSchema = z.object({
  body: bodyField,
  title: titleField.optional(),
  language: languageField.optional(),
  version: z.coerce.number("error.field.invalid").int().min(1),
});

export const waitingDecisionSchema = z
  .object({
    decision: z.enum(["publish", "decline"], "error.field.required"),
    version: z.coerce.number("error.field.invalid").int().min(1),
    reason: z.string().trim().max(longestReason, "error.field.too_long").default(""),
  })
  .refine(({ decision, reason }) => decision === "publish" || reason !== "", {
    path: ["reason"],
    message: "forum.error.waiting_reason",
  });

export const postsWaitSchema = z.object({
  space: z.string("error.field.required").min(1, "error.field.required").max(100),
  wait: z.enum(postsWaitChoices, "error.field.required"),
});

export type WaitingEdit = z.infer<typeof waitingEditSchema>;
export type WaitingDecision = z.infer<typeof waitingDecisionSchema>;
export type PostsWaitInput = z.infer<typeof postsWaitSchema>;
export type SplitInput = z.infer<typeof splitTopicSchema>;
export type NewTopicInput = z.infer<typeof newTopicSchema>;
export type DraftInput = z.infer<typeof draftSchema>;
export type ReplyInput = z.infer<typeof replySchema>;
export type TranslationInput = z.infer<typeof translationSchema>;
export type EditInput = z.infer<typeof editSchema>;
