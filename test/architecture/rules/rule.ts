import type { House } from "../reader/house.ts";

/** One breach: `line` is how the list of debts names it, `at` where an editor finds it, `why` in words if it needs some. */
export type Finding = { line: string; at: string; why?: string };

export type Rule = { name: string; find: (house: House) => Finding[] };

/** A breach made by one file naming another. */
export function between(from: string, to: string, line: number, why?: string): Finding {
  return { line: `${from} -> ${to}`, at: `${from}:${line}`, why };
}

/** Each line once, sorted. */
export function tidy(findings: Finding[]): Finding[] {
  const byLine = new Map(findings.map((finding) => [finding.line, finding]));
  return [...byLine.values()].sort((a, b) => (a.line < b.line ? -1 : 1));
}
