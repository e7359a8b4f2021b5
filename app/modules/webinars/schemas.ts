import { z } from "zod";
import { isZone } from "#app/lib/is-zone.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { longestMessage, webinarLanguages } from "#app/modules/webinars/policy.ts";

// Messages are translation keys; the form glue translates them.
const required = z.string("error.field.required");
const blankToNull = (value: unknown) => (value === undefined || value === "" ? null : value);

const date = required
  .regex(/^\d{4}-\d{2}-\d{2}$/, "webinars.error.date")
  .refine((day) => new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) === true, "webinars.error.date");
const time = required.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "webinars.error.time");
const joinUrl = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain, error: "webinars.error.join_url" })
  .max(500, "error.field.too_long");

export const webinarSchema = z.object({
  title: required
    .transform(stripUnsafeCharacters)
    .pipe(z.string().min(1, "error.field.required").max(150, "error.field.too_long")),
  description: required.trim().min(1, "error.field.required").max(10_000, "error.field.too_long"),
  language: z.enum(webinarLanguages, "webinars.error.language"),
  date,
  start: time,
  end: time,
  zone: required.refine(isZone, "webinars.error.zone"),
  activities: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z
      .array(z.string().max(10))
      .max(20)
      .transform((codes) => [...new Set(codes)]),
  ),
  joinUrl: z.preprocess(blankToNull, joinUrl.nullable()),
});

export type WebinarInput = z.infer<typeof webinarSchema>;

/** A message of a room: lines kept, everything that hides or reorders text removed, at most two empty lines in a row. */
export const messageSchema = z.object({
  body: required
    .transform((text) =>
      text
        .split(/\r\n|[\r\n\u2028\u2029]/u)
        .map(stripUnsafeCharacters)
        .join("\n"),
    )
    .transform((text) => text.replace(/\n{3,}/g, "\n\n").trim())
    .pipe(z.string().min(1, "webinars.error.empty_message").max(longestMessage, "webinars.error.long_message")),
  clientId: z.string("webinars.error.client_id").regex(/^[\w.:-]{1,100}$/, "webinars.error.client_id"),
});

export type MessageInput = z.infer<typeof messageSchema>;

/** What GET /webinars/<id>/messages.json takes: at most 200 at a time; anything unusable falls back to the default. */
export const readRoomSchema = z.object({
  after: z.coerce.number().int().min(0).max(2_147_483_647).catch(0),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .catch(100)
    .transform((limit) => Math.min(limit, 200)),
});
