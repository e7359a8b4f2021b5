import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";

/** Who runs the database: null when it runs as we do. */
export type PostgresUser = { uid: number; gid: number; name: string } | null;

/**
 * PostgreSQL refuses to run as root. As root it runs as the owner of its data when there is any, else as the system's
 * `postgres` user, which is made (without a home, a shell or a password) where it is missing.
 */
export function postgresUser(dataDir: string): PostgresUser {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir);
    if (uid !== 0) return { uid, gid, name: `user ${uid}` };
  }
  return lookUp("postgres") ?? create() ?? lookUp("nobody") ?? fail();
}

/** Whether that user may pass through every folder above `place` (root's own home is usually closed: /root has 0700). */
export function isReachable(place: string, user: PostgresUser): boolean {
  if (!user) return true;
  let folder = path.resolve(place);
  while (true) {
    const above = path.dirname(folder);
    if (above === folder) return true;
    folder = above;
    if (!existsSync(folder)) continue;
    const { uid, gid, mode } = statSync(folder);
    const may = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & may) === 0) return false;
  }
}

function lookUp(name: string): PostgresUser {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
    return { uid: id("-u"), gid: id("-g"), name };
  } catch {
    return null;
  }
}

function create(): PostgresUser {
  try {
    const options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"];
    execFileSync("useradd", options, { stdio: "pipe" });
  } catch {
    return null;
  }
  return lookUp("postgres");
}

function fail(): never {
  throw new Error("PostgreSQL cannot run as root, and there is no user 'postgres' or 'nobody' to run it as.");
}
