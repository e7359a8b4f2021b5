import { z } from "zod";

/** When somebody looks: while answering, in the first two minutes after submitting, later, after the quiz has closed. */
export const reviewMoments = ["during", "after", "open", "closed"] as const;
export type ReviewMoment = (typeof reviewMoments)[number];

/** What they see: their answers, right or wrong, marks, feedback on the answer, general feedback, right answers, overall. */
export const reviewItems = ["answers", "verdict", "marks", "feedback", "general", "right", "overall"] as const;
type ReviewItem = (typeof reviewItems)[number];

/** What is shown of a submitted attempt now. What is false here never reaches the page. */
export type ReviewShows = Record<ReviewItem, boolean>;

/** What a trainer has decided; what is not named follows `standardShows`. */
export type ReviewMatrix = { [M in ReviewMoment]?: { [I in ReviewItem]?: boolean } };

/** Minutes that count as "just after". */
const justAfterMinutes = 2;

const reviewMatrixSchema = z.partialRecord(z.enum(reviewMoments), z.partialRecord(z.enum(reviewItems), z.boolean()));

/** The moment at which an attempt is looked at; `submittedAt` null = it is still answered. */
export function reviewMomentAt(
  { submittedAt, closesAt }: { submittedAt: Date | null; closesAt: Date | null },
  at: Date,
): ReviewMoment {
  if (!submittedAt) return "during";
  if (closesAt && at >= closesAt) return "closed";
  return at.getTime() < submittedAt.getTime() + justAfterMinutes * 60_000 ? "after" : "open";
}

/**
 * What a quiz shows when nobody has decided otherwise: nothing while it is answered, all afterwards but the right
 * answers, which would make another attempt worthless: they come once the unit is passed or the quiz has closed.
 */
function standardShows(moment: ReviewMoment, { isPassed }: { isPassed: boolean }): ReviewShows {
  const isOver = moment !== "during";
  return {
    answers: true,
    verdict: isOver,
    marks: isOver,
    feedback: isOver,
    general: isOver,
    overall: isOver,
    right: isOver && (isPassed || moment === "closed"),
  };
}

/** What is shown at a moment. Right answers tell right from wrong, so they are hidden together with the verdict. */
export function showsAt(matrix: ReviewMatrix, moment: ReviewMoment, standing: { isPassed: boolean }): ReviewShows {
  const shows = { ...standardShows(moment, standing), ...matrix[moment] };
  return { ...shows, overall: shows.overall && moment !== "during" };
}

/** The matrix of what is stored; anything unreadable counts as not decided. */
export function readReviewMatrix(stored: unknown): ReviewMatrix {
  const read = reviewMatrixSchema.safeParse(stored);
  return read.success ? read.data : {};
}

/** The whole matrix from the ticked boxes of a form, each "<moment>.<item>": what is not ticked is hidden. */
export function matrixOf(ticked: readonly string[]): ReviewMatrix {
  const row = (moment: ReviewMoment) =>
    Object.fromEntries(reviewItems.map((item) => [item, ticked.includes(`${moment}.${item}`)]));
  return Object.fromEntries(reviewMoments.map((moment) => [moment, row(moment)]));
}

/** The boxes that a form shows as ticked; the right answers that passing opens are not among them. */
export function tickedIn(matrix: ReviewMatrix): string[] {
  return reviewMoments.flatMap((moment) => {
    const shows = showsAt(matrix, moment, { isPassed: false });
    return reviewItems.filter((item) => shows[item]).map((item) => `${moment}.${item}`);
  });
}
