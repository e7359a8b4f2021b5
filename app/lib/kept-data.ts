/**
 * One kind of data about people: a row of the privacy page. The words stand under `site.retention.<name>`, `_why` and
 * `_kept`.
 */
export type KeptData = {
  name: string;
  /** The models that hold it; each model that knows a person is in one row (test/kept-data.test.ts). */
  models: readonly string[];
  /** What ends it: the sweep of this name, the account's end, or nothing. */
  endedBy: { sweep: string } | "account" | "never";
  /** What the sentence says in numbers: the very constants that the sweep works with. */
  values?: Readonly<Record<string, number>>;
};
