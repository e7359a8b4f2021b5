import { z } from "zod";

const reason = z.string().trim().min(1, "grades.error.reason").max(1000, "error.field.too_long");

/** A trainer's decision about one grade; a percentage may be written with a point or a comma. */
export const gradeDecisionSchema = z
  .object({
    decision: z.enum(["grade", "excuse", "clear"], "error.field.invalid"),
    percent: z.string().trim().max(12, "error.field.invalid").default(""),
    reason,
  })
  .transform(({ percent, ...rest }, context) => {
    if (rest.decision !== "grade") return { ...rest, percent: null };
    const number = /^\d{1,3}(?:[.,]\d{1,2})?$/.test(percent) ? Number(percent.replace(",", ".")) : NaN;
    if (number >= 0 && number <= 100) return { ...rest, percent: number };
    context.addIssue({ code: "custom", path: ["percent"], message: "grades.error.percent" });
    return z.NEVER;
  });

export type GradeDecision = z.output<typeof gradeDecisionSchema>;
