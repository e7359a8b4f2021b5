import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { longestFeedName } from "#app/modules/forum/limits.ts";

const newFeedSchema = z.object({
  intent: z.literal("make"),
  name: z
    .string("error.field.required")
    .transform((text) => stripUnsafeCharacters(text).trim())
    .pipe(z.string().min(1, "error.field.required").max(longestFeedName, "error.field.too_long")),
  /** Empty: all that one sees. */
  space: z.string().max(100, "error.field.invalid").default(""),
});

/** A new private feed, or one that is ended. */
export const feedTokensSchema = z.discriminatedUnion(
  "intent",
  [newFeedSchema, z.object({ intent: z.literal("revoke"), feed: z.uuid("error.field.invalid") })],
  "error.field.invalid",
);

export type NewFeed = z.infer<typeof newFeedSchema>;
