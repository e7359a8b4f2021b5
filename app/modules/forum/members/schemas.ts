import { z } from "zod";
import { archiveSchema, renameSpaceSchema } from "#app/modules/forum/spaces/schemas.ts";
import { postsWaitChoices } from "#app/modules/forum/why-waits.ts";
import { invitationDays, longestWish, mostUses } from "./limits.ts";

/** A few words as they were typed, without what PostgreSQL has no place for. */
const words = z
  .string()
  .default("")
  .transform((text) => text.replace(/\r\n?/g, "\n").replaceAll("\0", "").trim())
  .pipe(z.string().max(longestWish, "error.field.too_long"));

/** Join, wish to join, or take the wish back. */
export const joinSchema = z.object({
  intent: z.enum(["join", "ask", "withdraw"], "error.field.invalid").default("join"),
  words,
});

/** A person by handle, with or without an @, or by the address of their page. */
const person = z
  .string("error.field.required")
  .trim()
  .min(1, "error.field.required")
  .max(200, "error.field.too_long")
  .transform((text) => /^(?:.*\/people\/)?@?([^/@\s?#]+)\/?$/.exec(text)?.[1]?.toLowerCase() ?? "");

const wish = z.string("error.field.invalid").max(40, "error.field.invalid");

/** What facilitators do on the page of members. */
export const membersSchema = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("add"), person, role: z.enum(["member", "facilitator"]).default("member") }),
    z.object({ intent: z.enum(["appoint", "dismiss", "remove"]), person }),
    z.object({ intent: z.literal("accept"), wish }),
    z.object({
      intent: z.literal("decline"),
      wish,
      reason: words.pipe(z.string().min(1, "forum.error.wish_reason")),
    }),
  ],
  "error.field.invalid",
);

/** The join mode of a space, and that one knows what becomes public. */
const joinModeSchema = z.object({
  mode: z.enum(["open", "ask", "members"], "error.field.required"),
  opens: z
    .string()
    .transform((value) => value !== "")
    .default(false),
});

/** What the facilitators of a space change about it, one thing at a time: its name, whose posts wait, who reads and writes, and whether
 * it is archived. */
export const spaceSettingsSchema = z.discriminatedUnion(
  "intent",
  [
    renameSpaceSchema,
    ...archiveSchema.options,
    z.object({ intent: z.literal("waits"), wait: z.enum(postsWaitChoices, "error.field.required") }),
    joinModeSchema.extend({ intent: z.undefined().optional() }),
  ],
  "error.field.invalid",
);

/** A new link that invites, or one that is taken back. */
export const invitationsSchema = z.discriminatedUnion(
  "intent",
  [
    z.object({
      intent: z.literal("make"),
      days: z.enum(invitationDays, "error.field.invalid").transform(Number),
      uses: z
        .string()
        .trim()
        .default("")
        .refine((text) => text === "" || (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= mostUses), {
          message: "forum.error.invitation_uses",
        })
        .transform((text) => (text === "" ? null : Number(text))),
    }),
    z.object({ intent: z.literal("revoke"), invitation: z.uuid("error.field.invalid") }),
  ],
  "error.field.invalid",
);
