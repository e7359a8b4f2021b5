import { hash, parseOptions, verify } from "@node-rs/argon2";
import { normalize } from "#app/lib/combining-marks.ts";

// OWASP's second recommended argon2id setting: 19 MiB, two passes, one lane.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * The argon2id hash of a password, with its salt and parameters inside. With `like` both are those of another hash: the two are
 * equal when the passwords are. What is no such hash is passed over.
 */
export function hashPassword(password: string, { like }: { like?: string | null } = {}): Promise<string> {
  const salt = like && saltOf(like);
  return hash(normalize(password), salt ? { ...parseOptions(like), salt: Buffer.from(salt, "base64") } : parameters);
}

/** Whether two hashes have the same salt. */
export function hasSameSalt(one: string, other: string): boolean {
  return saltOf(one) === saltOf(other);
}

function saltOf(passwordHash: string): string | undefined {
  return /^\$argon2\w+\$v=\d+\$[\w=,]+\$([\w+/]+)\$/.exec(passwordHash)?.[1];
}

/** Whether `password` belongs to `passwordHash`. */
export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, normalize(password));
}
