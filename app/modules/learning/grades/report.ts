import { normalize } from "#app/lib/combining-marks.ts";

/** What is known of one person for a report. */
export type ReportPerson = {
  country: string;
  institution: string | null;
  /** 0 to 100, the number that the person sees. */
  percent: number;
  hasCompleted: boolean;
  hasBegun: boolean;
};

export type ReportRow = {
  /** A country's code, an institution's name; "" = not known. */
  key: string;
  people: number;
  begun: number;
  completed: number;
  /** Mean progress, a whole number from 0 to 100, rounded down. */
  percent: number;
};

/** Everybody together: a row whose key is "". */
export function sumUp(people: readonly ReportPerson[]): ReportRow {
  return rowOf("", people);
}

/** One row for each value of `of`, most people first, then by name; institutions that differ in case or spacing are one. */
export function groupBy(people: readonly ReportPerson[], of: "country" | "institution"): ReportRow[] {
  const groups = new Map<string, { key: string; people: ReportPerson[] }>();
  for (const person of people) {
    const key = normalize(person[of] ?? "")
      .trim()
      .replace(/\s+/g, " ");
    const same = key.toLowerCase();
    const group = groups.get(same);
    if (group) group.people.push(person);
    else groups.set(same, { key, people: [person] });
  }
  const rows = [...groups.values()].map((group) => rowOf(group.key, group.people));
  return rows.sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
}

function rowOf(key: string, people: readonly ReportPerson[]): ReportRow {
  const sum = people.reduce((total, { percent }) => total + percent, 0);
  return {
    key,
    people: people.length,
    begun: people.filter(({ hasBegun }) => hasBegun).length,
    completed: people.filter(({ hasCompleted }) => hasCompleted).length,
    percent: people.length === 0 ? 0 : Math.floor(sum / people.length),
  };
}
