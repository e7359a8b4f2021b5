import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { maxReasonLength, statements } from "#app/modules/forum/limits.ts";
import { bodyField, clientIdField, dayField, languageField, titleField } from "#app/modules/forum/schemas.ts";

const untilField = dayField("forum.error.consultation_until");

/** What facilitators do with the consultation of a topic; it always has an end. */
export const leadSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("make"), question: titleField, until: untilField }),
  z.object({ intent: z.literal("until"), until: untilField }),
  z.object({
    intent: z.literal("publish"),
    body: bodyField,
    language: languageField.optional(),
    clientId: clientIdField,
  }),
  z.object({ intent: z.enum(["close", "remove"]) }),
]);

/** A statement is one line: it is agreed with as a whole. */
export const statementSchema = z.object({
  body: z
    .string("error.field.required")
    .transform((text) => stripUnsafeCharacters(text).replace(/\s+/gu, " ").trim())
    .pipe(z.string().min(1, "error.field.required").max(statements.length, "error.field.too_long")),
  language: languageField.optional(),
  clientId: clientIdField,
});

export const statementChoices = ["agree", "pass", "disagree"] as const;
export type StatementChoice = (typeof statementChoices)[number];

export const statementVoteSchema = z.object({
  statement: z.string("error.field.required").max(40, "error.field.invalid"),
  choice: z.enum(statementChoices, "error.field.invalid"),
});

/** Why a statement is withdrawn: asked of facilitators, for its author. */
export const withdrawStatementSchema = z.object({
  reason: z
    .string()
    .default("")
    .transform((text) => stripUnsafeCharacters(text))
    .pipe(z.string().max(maxReasonLength, "error.field.too_long")),
});
