import { vi } from "vitest";

let longest = 0;

/**
 * Watches every call of String.prototype.normalize in this process, also in the built application, until mocks are
 * restored. Normalising takes time with the square of the marks that stand in a row.
 */
export function watchNormalization(): void {
  longest = 0;
  const original = String.prototype.normalize;
  vi.spyOn(String.prototype, "normalize").mockImplementation(function (this: string, form?: string) {
    const marks = form?.startsWith("NFK") ? /[\p{M}\uFF9E\uFF9F]+/gu : /\p{M}+/gu;
    for (const [run] of this.matchAll(marks)) longest = Math.max(longest, Array.from(run).length);
    // What would block the process is counted and not done.
    return longest > 1000 ? String(this) : original.call(this, form);
  });
}

/** The longest run of marks that anything was asked to normalise since `watchNormalization`. */
export function longestNormalizedRun(): number {
  return longest;
}
