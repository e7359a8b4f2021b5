/** What is known of one person's grade in one unit. */
export type GradeFacts = {
  /** Its part of the course's grade; 0 = does not count. */
  weight: number;
  /** Learners do not see it yet. */
  isHidden: boolean;
  /** A trainer has said that it does not count for this person. */
  isExcused: boolean;
  /** What a trainer decided, else what the unit's own rules give; null = no grade. */
  percent: number | null;
  /** Whether something was handed in. */
  isSubmitted: boolean;
  /** After this nothing is taken, for this person; null = never. */
  closesAt: Date | null;
};

/**
 * The four ways of having no number are different things: "waiting" was handed in and is not graded yet, "missing" was
 * never handed in and no longer can be, "excused" does not count, "open" can still be done.
 */
export type GradeState = "graded" | "waiting" | "missing" | "excused" | "open";

/** The state of one grade at the moment `at`. An excuse comes before everything, a grade before what is missing. */
export function gradeState(
  facts: Pick<GradeFacts, "isExcused" | "percent" | "isSubmitted" | "closesAt">,
  at: Date,
): GradeState {
  if (facts.isExcused) return "excused";
  if (facts.percent !== null) return "graded";
  if (facts.isSubmitted) return "waiting";
  return facts.closesAt && facts.closesAt <= at ? "missing" : "open";
}

export type CourseGrade = {
  /** 0 to 100, at most two decimals, rounded down; null while nothing counts yet. */
  percent: number | null;
  /** How many grades it is made of. */
  counted: number;
  /** How many there will be in all, excused ones left out. */
  total: number;
};

/**
 * The grade of a course: the mean of its graded units by their weights. What is missing counts as 0; what is excused, waits
 * or is still open does not count. For a learner hidden grades are left out of everything, the numbers of grades included,
 * so that no total betrays them. Rounded down like every percentage here, so that 79.999 is not 80.
 */
export function courseGrade(
  units: readonly GradeFacts[],
  { at, forLearner }: { at: Date; forLearner: boolean },
): CourseGrade {
  let sum = 0;
  let weights = 0;
  let counted = 0;
  let total = 0;
  for (const unit of units) {
    if (unit.weight <= 0 || (forLearner && unit.isHidden)) continue;
    const state = gradeState(unit, at);
    if (state === "excused") continue;
    total += 1;
    if (state !== "graded" && state !== "missing") continue;
    counted += 1;
    weights += unit.weight;
    sum += unit.weight * (state === "graded" ? unit.percent! : 0);
  }
  const percent = counted === 0 ? null : Math.floor((sum / weights) * 100 + 1e-6) / 100;
  return { percent, counted, total };
}
