import { readdirSync, readFileSync } from "node:fs";

/** Megabytes (of 2^20 bytes) of one or several processes; NaN where /proc does not tell. */
export type Memory = {
  /** Everything that is in memory for it (RSS), pages that it shares included. */
  resident: number;
  /** The same, with each shared page divided by the number of those who share it (PSS). */
  proportional: number;
};

/** What a process holds now. */
export function memoryOf(pid: number): Memory {
  return {
    resident: read(`/proc/${pid}/status`, /VmRSS:\s+(\d+)/),
    proportional: read(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+)/m),
  };
}

/** What a process and all that it has started hold now. The sum of `resident` counts what they share many times over. */
export function memoryOfAll(parent: number): Memory {
  const all = [parent, ...childrenOf(parent)].map(memoryOf).filter(({ resident }) => !Number.isNaN(resident));
  const sum = (of: keyof Memory) => all.reduce((total, one) => total + one[of], 0);
  return { resident: sum("resident"), proportional: sum("proportional") };
}

/** The process that has started this one; NaN where /proc does not tell. */
export function parentOf(pid: number): number {
  try {
    // The name of the program, in brackets, may hold spaces.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[1]);
  } catch {
    return Number.NaN;
  }
}

function childrenOf(parent: number): number[] {
  try {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((pid) => parentOf(pid) === parent);
  } catch {
    return [];
  }
}

function read(file: string, kilobytes: RegExp): number {
  try {
    return Number(kilobytes.exec(readFileSync(file, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
