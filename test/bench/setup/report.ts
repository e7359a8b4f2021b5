import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { pool } from "#app/infra/db.server.ts";

export type Cell = string | number;

/** Where and when this was measured, as one line. The load is what others make the machine do at this moment. */
export async function describeRun(): Promise<string> {
  const { rows } = await pool().query<{ server_version: string }>("SHOW server_version");
  const processor = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "processor"}`;
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const versions = `Node ${process.versions.node}, PostgreSQL ${rows[0]?.server_version}`;
  const moment = `${new Date().toISOString().slice(0, 16)}Z, load before ${loadavg()[0]!.toFixed(1)}`;
  return `${processor}, ${memory}; ${versions}; ${commit()}; ${moment}`;
}

function commit(): string {
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    const id = execFileSync("git", ["rev-parse", "--short=10", "HEAD"], options).trim();
    const isChanged = execFileSync("git", ["status", "--porcelain"], options) !== "";
    return `commit ${id}${isChanged ? " with changes" : ""}`;
  } catch {
    return "no commit";
  }
}

/** A table for people: the first column to the left, figures to the right. Also valid Markdown. */
export function printTable(heads: string[], rows: Cell[][]): void {
  const all = [heads, ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(" | ")} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  const [head, ...body] = all.map(line);
  console.log([head, rule, ...body].join("\n"));
}

/** One line of JSON for a program that compares runs. */
export function printJson(bench: string, result: object): void {
  console.log(JSON.stringify({ bench, ...result }));
}

export function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}

export function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

/** The value below which `share` (0 to 1) of the values lie. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A positive number from the environment, for shorter or longer runs. */
export function setting(name: string, standard: number): number {
  const given = Number(process.env[name] || standard);
  if (!(given > 0)) throw new Error(`${name} must be a number above 0; it is “${process.env[name]}”.`);
  return given;
}
