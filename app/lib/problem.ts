/** How much a problem weighs: an error refuses the whole import, a warning is shown and goes in. */
export type ProblemLevel = "error" | "warning";

/**
 * Something wrong in a file that somebody wrote. `code` is a translation key, never a sentence, and `values` fill its
 * placeholders. Lines count from 1; line 0 means the file as a whole (it is missing, too large, or not text). `file` is
 * a path inside the package, or empty when the package itself is meant.
 */
export interface Problem {
  file: string;
  line: number;
  code: string;
  values?: Record<string, string | number>;
  level: ProblemLevel;
}

/** Whether the list refuses the import: true when at least one problem is an error. Throws nothing. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.level === "error");
}

/** The same problems ordered by file, line and code, so that a report reads like the package. Throws nothing. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...problems].sort((a, b) => order(a.file, b.file) || a.line - b.line || order(a.code, b.code));
}
