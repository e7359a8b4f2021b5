export const gradeMethods = ["highest", "average", "first", "last"] as const;
export type GradeMethod = (typeof gradeMethods)[number];

/**
 * The grade of a quiz from its submitted attempts, in the order of their numbers; null while it waits to be marked. An
 * attempt whose `percent` is null waits. The highest is that of the marked ones: what waits can only raise it. The
 * average is rounded down to two decimals, as the percentage of an attempt is.
 */
export function gradeBy(method: GradeMethod, percents: readonly (number | null)[]): number | null {
  const marked = percents.filter((percent) => percent !== null);
  switch (method) {
    case "highest":
      return marked.length > 0 ? Math.max(...marked) : null;
    case "average":
      if (marked.length === 0 || marked.length < percents.length) return null;
      return Math.floor((marked.reduce((sum, percent) => sum + percent, 0) / marked.length) * 100 + 1e-6) / 100;
    case "first":
      return percents[0] ?? null;
    case "last":
      return percents.at(-1) ?? null;
  }
}
