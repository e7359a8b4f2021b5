import { z } from "zod";
import { languages } from "#app/i18n/languages.ts";
import { isOffered } from "#app/i18n/offered-languages.ts";
import { readMailboxes } from "#app/lib/mailboxes.ts";
import { emailField } from "#app/modules/accounts/schemas.ts";
import { moments, zone } from "#app/modules/learning/courses/date-fields.ts";
import { first, optionalLine, optionalNumber } from "#app/modules/learning/courses/fields.ts";

// Messages are translation keys; the form glue translates them.
const filled = (max: number) => optionalLine(max).pipe(z.string().min(1, "error.field.required"));
const ids = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.uuid("error.field.invalid")).max(200, "error.field.invalid"),
);
const cohortId = z.preprocess((value) => first(value) || null, z.uuid("error.field.invalid").nullable());
const language = z.preprocess(first, z.enum(languages, "error.field.invalid").refine(isOffered, "error.field.invalid"));
const seats = optionalNumber({ min: 1, max: 100_000, code: "enrolment.error.capacity" });
const key = optionalLine(100).transform((text) => text || null);

/** What POST /courses/<slug>/enrol takes; a plain form without fields is enough for an open course. */
export const enrolSchema = z.object({
  cohort: optionalLine(100).transform((text) => text || undefined),
  key: optionalLine(200).transform((text) => text || undefined),
  message: z.preprocess(
    (value) => (typeof first(value) === "string" ? (first(value) as string).replace(/\r\n?/g, "\n").trim() : ""),
    z.string().max(1000, "error.field.too_long"),
  ),
});

export const entryModes = ["open", "key", "approval", "invitation", "closed"] as const;
export const entrySchema = z
  .object({ mode: z.preprocess(first, z.enum(entryModes, "error.field.required")), key, capacity: seats })
  .refine(({ mode, key }) => mode !== "key" || key !== null, { path: ["key"], message: "enrolment.error.key_missing" });

export const decisionSchema = z.object({
  intent: z.preprocess(first, z.enum(["accept", "decline"], "error.field.invalid")),
  request: ids.pipe(z.array(z.string()).min(1, "enrolment.error.nobody_chosen")),
});

const changes = ["add", "move", "leave", "remove"] as const;

/** A change of members. "ask-move" asks what "move" would bring about, and changes nothing. */
export const memberSchema = z
  .object({
    intent: z.preprocess(first, z.enum([...changes, "ask-move", "ask-leave", "ask-remove"], "error.field.invalid")),
    person: ids.pipe(z.array(z.string()).min(1, "enrolment.error.nobody_chosen")),
    cohort: cohortId,
  })
  .transform(({ intent, ...who }) => ({
    ...who,
    isAsked: intent.startsWith("ask-"),
    intent: changes.find((change) => intent === change || intent === `ask-${change}`)!,
  }));

const maxAddresses = 500;
const inviteSchema = z.object({
  intent: z.literal("invite"),
  emails: z
    .preprocess(first, z.string("error.field.required").max(50_000, "error.field.too_long"))
    .transform((text, context) => {
      const boxes = readMailboxes(text);
      const read = boxes.map(({ address }) => ({ address, email: emailField.safeParse(address).data }));
      const good = [...new Set(read.flatMap(({ email }) => email ?? []))];
      const bad = read.flatMap(({ address, email }) => (email ? [] : address.slice(0, 120)));
      const issue = (message: string) => context.addIssue({ code: "custom", message });
      if (!boxes.some(({ address }) => address.includes("@"))) issue("enrolment.error.no_addresses");
      else if (good.length > maxAddresses) issue("enrolment.error.many_addresses");
      return { good, bad };
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

export const cohortSchema = z
  .object({
    name: filled(120),
    slug: optionalLine(80).pipe(z.string().regex(/^$|^[a-z0-9]+(?:-[a-z0-9]+)*$/, "enrolment.error.cohort_slug")),
    trainer: optionalLine(254),
    zone,
    starts: optionalLine(30),
    ends: optionalLine(30),
    key,
    capacity: seats,
  })
  .transform((input, context) => {
    const { starts, ends } = moments(["starts", "ends"] as const)(input, context);
    if (starts && ends && ends <= starts)
      context.addIssue({ code: "custom", path: ["ends"], message: "enrolment.error.ends_before" });
    return { ...input, startsAt: starts, endsAt: ends };
  });
export type CohortInput = z.output<typeof cohortSchema>;
