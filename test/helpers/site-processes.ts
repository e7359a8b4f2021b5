import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/**
 * The processes that belong to this folder of data, found from outside (Linux only): by their environment, or (PostgreSQL) by
 * where they work.
 */
export function processesOf(dataDir: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const isOurs = (pid: number) => environmentOf(pid).includes(`DATA_DIR=${dataDir}\0`);
  return pids.map(Number).filter((pid) => isPostgresOf(dataDir, pid) || isOurs(pid));
}

/** Whether a process is a PostgreSQL that works in this folder of data. */
export function isPostgresOf(dataDir: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === path.join(dataDir, "postgres");
  } catch {
    return false;
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}
