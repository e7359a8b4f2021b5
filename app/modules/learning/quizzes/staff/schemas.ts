import { z } from "zod";
import { optionalNumber } from "#app/modules/learning/courses/fields.ts";

const id = z.uuid("error.field.invalid");

/** "3", "2.5", "2,5"; empty = take back. */
const marks = optionalNumber({ min: 0, max: 99_999, decimals: 3 });

/** A form names its fields by the question, so that a refusal stands beside the right one. */
export const markSchema = z
  .object({ number: z.coerce.number().int().min(1, "error.field.invalid").max(9999, "error.field.invalid") })
  .catchall(z.string().max(10_000, "error.field.too_long"))
  .transform(({ number, ...fields }, context) => {
    const read = marks.safeParse(fields[`marks-${number}`] ?? "");
    if (!read.success) {
      context.addIssue({ code: "custom", path: [`marks-${number}`], message: "quizzes.error.marks_number" });
      return z.NEVER;
    }
    return { number, marks: read.data, comment: String(fields[`comment-${number}`] ?? "").trim() };
  });

export type MarkInput = z.output<typeof markSchema>;

/** Which attempts and questions are graded anew, as a trial or for good. */
export const regradeSchema = z.object({
  intent: z.enum(["trial", "apply"], "error.field.invalid"),
  question: z.union([id, z.literal("")]).default(""),
  attempt: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(id).max(500, "error.field.invalid"),
  ),
});

export type RegradeInput = z.output<typeof regradeSchema>;
