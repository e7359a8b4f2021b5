import type { Problem } from "#app/lib/problem.ts";

type Values = NonNullable<Problem["values"]>;

/** Why a question is refused, and where in its text; the others are still read. */
export class GiftRefusal extends Error {
  constructor(
    readonly at: number,
    readonly code: string,
    readonly values?: Values,
  ) {
    super(code);
  }
}

/** Notes what is read all the same. */
export type Note = (at: number, code: string, values?: Values) => void;
