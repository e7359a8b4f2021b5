import { z } from "zod";
import { typedNumber } from "#app/modules/learning/courses/fields.ts";

const reason = z.string().trim().min(1, "grades.error.reason").max(1000, "error.field.too_long");

/** What a trainer gives: from 0 to 100, with two decimals at most. */
export const percentRange = { min: 0, max: 100, decimals: 2, code: "grades.error.percent" };
const typedPercent = typedNumber(percentRange);

/** A trainer's decision about one grade. */
export const gradeDecisionSchema = z
  .object({
    decision: z.enum(["grade", "excuse", "clear"], "error.field.invalid"),
    percent: z.string().trim().max(100, "error.field.too_long").default(""),
    reason,
  })
  .transform(({ percent, ...rest }, context) => {
    if (rest.decision !== "grade") return { ...rest, percent: null };
    const read = typedPercent.safeParse(percent);
    if (read.success) return { ...rest, percent: read.data };
    context.addIssue({ code: "custom", path: ["percent"], message: "grades.error.percent" });
    return z.NEVER;
  });

export type GradeDecision = z.output<typeof gradeDecisionSchema>;
