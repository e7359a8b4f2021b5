import { z } from "zod";
import { levels } from "#app/modules/forum/level.ts";
import { maxTagsText } from "#app/modules/forum/tag.ts";

/** Longest code of a space that is sent: those of spaces that people make have up to 80 characters. */
const maxCode = 100;

const levelField = z.enum(levels, "error.field.invalid");

/** What somebody wants to hear of a space or a tag; "normal" is what it is for whoever has chosen nothing. */
export const levelSchema = z.object({ level: levelField });

/** The same of a topic; "inherit" leaves it to its tags and its space. */
export const topicLevelSchema = z.object({
  level: levelField.or(z.literal("inherit").transform(() => null)),
});

const afterWritingField = z.enum(["watch", "follow", "normal"], "error.field.invalid");

/** What the page of all one's levels sends: a level of one thing, or what writing in a topic makes of it. */
export const levelSettingsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("space"), target: z.string().max(maxCode), level: levelField }),
  z.object({ kind: z.literal("tag"), target: z.string().max(maxTagsText), level: levelField }),
  z.object({
    kind: z.literal("topic"),
    target: z.coerce.number().int().min(1).max(2_000_000_000),
    level: topicLevelSchema.shape.level,
  }),
  z.object({ kind: z.literal("writing"), afterTopic: afterWritingField, afterReply: afterWritingField }),
]);

export type LevelSettings = z.output<typeof levelSettingsSchema>;
export type AfterWriting = z.output<typeof afterWritingField>;
