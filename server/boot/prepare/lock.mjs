// Plain JavaScript: start.mjs asks before anything is installed or built, and standalone.ts asks again.
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Takes the lock of a data folder for this process. Returns null when it is taken now (or was already ours), else the
 * process id of whoever runs there. A lock left by a killed process is taken over, also when its id was given to
 * another process since.
 * @param {string} dataDir
 * @returns {{ heldBy: number } | null}
 */
export function takeLock(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const file = lockFile(dataDir);
  // Written in full beside its place and linked there: nobody ever reads half a lock.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, born: birthOf(process.pid) }));
  try {
    while (!link(draft, file)) {
      const holder = lockHolder(dataDir);
      if (holder === process.pid) return null;
      if (holder !== null) return { heldBy: holder };
      removeStale(dataDir);
    }
    return null;
  } finally {
    rmSync(draft, { force: true });
  }
}

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Of two starts that find the same stale lock, the slower must not remove the one that the faster has just made. */
function removeStale(dataDir) {
  const file = lockFile(dataDir);
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (holderIn(aside) !== null) renameSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  rmSync(aside, { force: true });
}

/**
 * The process id of the running holder of the lock, or null.
 * @param {string} dataDir
 * @returns {number | null}
 */
export function lockHolder(dataDir) {
  return holderIn(lockFile(dataDir));
}

function holderIn(file) {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, "utf8"));
    return born !== null && birthOf(pid) === born ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Gives the lock back.
 * @param {string} dataDir
 */
export function releaseLock(dataDir) {
  if (lockHolder(dataDir) === process.pid) rmSync(lockFile(dataDir), { force: true });
}

/**
 * What tells a process from a later one with the same id: when it started, and since which start of the machine that
 * counts. Null when there is no such process.
 * @param {number} pid
 * @returns {string | null}
 */
export function birthOf(pid) {
  try {
    if (process.platform === "linux") {
      // The name in parentheses may hold spaces, so fields are counted from its end: state is 3, start time 22.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z"
        ? null
        : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${fields[19]}`;
    }
    const options = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}

const lockFile = (dataDir) => path.join(dataDir, "lock");
