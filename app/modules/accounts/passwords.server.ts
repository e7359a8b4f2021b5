import { hash, verify } from "@node-rs/argon2";
import { normalize } from "#app/lib/combining-marks.ts";
import { singleton } from "#app/lib/singleton.ts";

// OWASP's second recommended argon2id setting: 19 MiB, two passes, one lane.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password, with its salt and parameters inside. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalize(password), parameters);
}

/**
 * Whether `password` belongs to `passwordHash`. With null (no such account) it does the same work and says no, so that
 * the time of an answer does not tell whether an account exists.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const decoy = singleton("password-decoy", () => hashPassword("nobody has this password"));
  const matches = await verify(passwordHash ?? (await decoy), normalize(password));
  return passwordHash !== null && matches;
}
