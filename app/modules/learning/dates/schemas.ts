import { z } from "zod";
import { moments, zone } from "#app/modules/learning/courses/date-fields.ts";
import { first, optionalLine, optionalNumber } from "#app/modules/learning/courses/fields.ts";

const names = ["opens", "due", "closes"] as const;
const dates = { zone, opens: optionalLine(30), due: optionalLine(30), closes: optionalLine(30) };

function readDates(input: Record<(typeof names)[number], string> & { zone: string }, context: z.RefinementCtx) {
  const { opens, due, closes } = moments(names)(input, context);
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
    target: optionalLine(200).pipe(z.string().regex(/^(cohort|person):./, "enrolment.error.target")),
    minutes: optionalNumber({ min: 0, max: 100_000, code: "enrolment.error.minutes" }),
    attempts: optionalNumber({ min: 0, max: 1000, code: "enrolment.error.attempts" }),
    reason: optionalLine(500),
  })
  .transform((input, context) => ({ ...input, ...readDates(input, context) }));
export type OverrideInput = z.output<typeof overrideSchema>;

const removeSchema = z.object({
  intent: z.literal("remove"),
  override: z.preprocess(first, z.uuid("error.field.invalid")),
});

/** One change of a unit's dates; `intent` says which. */
export const datesSchema = z.discriminatedUnion("intent", [baseDatesSchema, overrideSchema, removeSchema]);
