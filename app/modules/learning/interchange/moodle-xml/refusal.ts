export type Values = Record<string, string | number>;

/** Why one question is refused; the others are still read. */
export class Refusal extends Error {
  constructor(
    readonly line: number,
    readonly code: string,
    readonly values?: Values,
  ) {
    super(code);
  }
}

/** Notes what is read all the same. */
export type Warn = (line: number, code: string, values?: Values) => void;
