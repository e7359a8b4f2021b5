import { z } from "zod";
import { isZone } from "#app/i18n/format.ts";
import { languages } from "#app/i18n/languages.ts";
import { readLocalTime } from "#app/lib/local-time.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { emailField } from "#app/modules/accounts/schemas.ts";

// Messages are translation keys; the form glue translates them. A program may send a field twice: the first counts.
const first = (value: unknown) => (Array.isArray(value) ? (value[0] as unknown) : value);
const line = (max: number) =>
  z.preprocess(
    (value) => (typeof first(value) === "string" ? stripUnsafeCharacters(first(value) as string) : ""),
    z.string().max(max, "error.field.too_long"),
  );
const filled = (max: number) => line(max).pipe(z.string().min(1, "error.field.required"));
const ids = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.uuid("error.field.invalid")).max(200, "error.field.invalid"),
);
const cohortId = z.preprocess((value) => first(value) || null, z.uuid("error.field.invalid").nullable());
const language = z.preprocess(first, z.enum(languages, "error.field.invalid"));
/** A whole number that may be left empty: empty is null. */
const count = (code: string, max: number) =>
  line(20)
    .pipe(z.string().regex(/^\d{0,6}$/, code))
    .transform((text) => (text === "" ? null : Number(text)))
    .pipe(z.number().max(max, code).nullable());
const places = count("enrolment.error.capacity", 100_000).refine((number) => number !== 0, "enrolment.error.capacity");
const key = line(100).transform((text) => text || null);

/** What POST /courses/<slug>/enrol takes; a plain form without fields is enough for an open course. */
export const enrolSchema = z.object({
  cohort: line(100).transform((text) => text || undefined),
  key: line(200).transform((text) => text || undefined),
  message: z.preprocess(
    (value) => (typeof first(value) === "string" ? (first(value) as string).replace(/\r\n?/g, "\n").trim() : ""),
    z.string().max(1000, "error.field.too_long"),
  ),
});

export const entryModes = ["open", "key", "approval", "invitation", "closed"] as const;
export const entrySchema = z
  .object({ mode: z.preprocess(first, z.enum(entryModes, "error.field.required")), key, capacity: places })
  .refine(({ mode, key }) => mode !== "key" || key !== null, { path: ["key"], message: "enrolment.error.key_missing" });

export const decisionSchema = z.object({
  intent: z.preprocess(first, z.enum(["accept", "decline"], "error.field.invalid")),
  request: ids.pipe(z.array(z.string()).min(1, "enrolment.error.nobody_chosen")),
});

export const memberSchema = z.object({
  intent: z.preprocess(first, z.enum(["add", "move", "leave", "remove"], "error.field.invalid")),
  person: ids.pipe(z.array(z.string()).min(1, "enrolment.error.nobody_chosen")),
  cohort: cohortId,
});

const maxAddresses = 500;
const inviteSchema = z.object({
  intent: z.literal("invite"),
  emails: z
    .preprocess(first, z.string("error.field.required").max(50_000, "error.field.too_long"))
    .transform((text, context) => {
      const parts = text.split(/[\s,;<>]+/u).filter(Boolean);
      const addresses = parts.filter((part) => part.includes("@"));
      const read = addresses.map((part) => emailField.safeParse(part));
      const issue = (message: string) => context.addIssue({ code: "custom", message });
      if (addresses.length === 0) issue("enrolment.error.no_addresses");
      else if (read.some(({ success }) => !success)) issue("accounts.error.email");
      else if (addresses.length > maxAddresses) issue("enrolment.error.many_addresses");
      return [...new Set(read.flatMap(({ data }) => data ?? []))];
    }),
  language,
  cohort: cohortId,
});
const invitationSchema = z.object({
  intent: z.enum(["revoke", "again"]),
  invitation: z.preprocess(first, z.uuid("error.field.invalid")),
});
/** What the page of invitations sends: new ones, or one that is taken back or sent again. */
export const invitationsSchema = z.discriminatedUnion("intent", [inviteSchema, invitationSchema]);

export const rosterSchema = z.object({
  text: z.preprocess(first, z.string().max(1_000_000, "error.field.too_long").default("")),
  language,
  cohort: cohortId,
});

const zone = z.preprocess(first, z.string("error.field.required").max(64).refine(isZone, "enrolment.error.zone"));
/** A date and time of the zone beside it; empty is null. A time that the clocks skip is refused with the one that they show. */
function moments<N extends string>(names: readonly N[]) {
  return (input: Record<N, string> & { zone: string }, context: z.RefinementCtx) => {
    const read = {} as Record<N, Date | null>;
    for (const name of names) {
      read[name] = null;
      if (input[name] === "") continue;
      const moment = readLocalTime(input[name], input.zone);
      if (moment?.fit === "skipped") {
        context.addIssue({ code: "custom", path: [name], message: "enrolment.error.skipped_time" });
      } else if (!moment) context.addIssue({ code: "custom", path: [name], message: "enrolment.error.moment" });
      else read[name] = moment.at;
    }
    return read;
  };
}

export const cohortSchema = z
  .object({
    name: filled(120),
    slug: line(80).pipe(z.string().regex(/^$|^[a-z0-9]+(?:-[a-z0-9]+)*$/, "enrolment.error.cohort_slug")),
    trainer: line(254),
    zone,
    starts: line(30),
    ends: line(30),
    key,
    capacity: places,
  })
  .transform((input, context) => {
    const { starts, ends } = moments(["starts", "ends"] as const)(input, context);
    if (starts && ends && ends <= starts)
      context.addIssue({ code: "custom", path: ["ends"], message: "enrolment.error.ends_before" });
    return { ...input, startsAt: starts, endsAt: ends };
  });
export type CohortInput = z.output<typeof cohortSchema>;

const dateNames = ["opens", "due", "closes"] as const;
const dates = { zone, opens: line(30), due: line(30), closes: line(30) };

function readDates(input: { zone: string; opens: string; due: string; closes: string }, context: z.RefinementCtx) {
  const { opens, due, closes } = moments(dateNames)(input, context);
  const wrong = (path: string) =>
    context.addIssue({ code: "custom", path: [path], message: "enrolment.error.dates_order" });
  if (opens && due && due <= opens) wrong("due");
  if (opens && closes && closes <= opens) wrong("closes");
  if (due && closes && closes < due) wrong("closes");
  return { opensAt: opens, dueAt: due, closesAt: closes };
}

/** The dates of a unit for everybody. */
const baseDatesSchema = z
  .object({ intent: z.literal("base"), ...dates })
  .transform((input, context) => ({ intent: input.intent, ...readDates(input, context) }));
export type BaseDates = { opensAt: Date | null; dueAt: Date | null; closesAt: Date | null };

/** Other dates and limits for a cohort (`cohort:<id>`) or a person (`person:<handle>`); empty inherits. */
const overrideSchema = z
  .object({
    intent: z.literal("override"),
    ...dates,
    target: line(200).pipe(z.string().regex(/^(cohort|person):./, "enrolment.error.target")),
    minutes: count("enrolment.error.minutes", 100_000),
    attempts: count("enrolment.error.attempts", 1000),
    reason: line(500),
  })
  .transform((input, context) => ({ ...input, ...readDates(input, context) }));
export type OverrideInput = z.output<typeof overrideSchema>;

const removeSchema = z.object({
  intent: z.literal("remove"),
  override: z.preprocess(first, z.uuid("error.field.invalid")),
});

/** One change of a unit's dates; `intent` says which. */
export const datesSchema = z.discriminatedUnion("intent", [baseDatesSchema, overrideSchema, removeSchema]);
