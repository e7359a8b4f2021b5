import type { z } from "zod";
import { AppError, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { insertUser } from "./sign-up.server.ts";
import { findCountry } from "./countries.ts";
import { findOwner, hashAt, lockAddress } from "./accounts-at-address.server.ts";
import type { firstAdministratorSchema } from "./schemas.ts";
import { createAccessToken, useAccessToken } from "./tokens.server.ts";

/**
 * The one-time address at which the first administrator is made, good for a day, or null when there is one already. Each
 * boot without an administrator makes a new address and withdraws the earlier.
 */
export async function firstAdministratorLink(): Promise<string | null> {
  if ((await db().user.count({ where: { role: "administrator" } })) > 0) return null;
  const purpose = "first_administrator" as const;
  const secret = await createAccessToken(db(), { purpose, userId: null, email: null, minutes: 24 * 60 });
  return `${env().PUBLIC_URL}/setup?token=${secret}`;
}

/** Makes the first administrator. Throws 400 for a token that is no longer good and 403 when there is one already. */
export async function createFirstAdministrator(
  input: z.infer<typeof firstAdministratorSchema>,
  language: string,
): Promise<{ userId: string }> {
  const hashed = await hashAt(db(), input.email, input.password);
  return transaction(async (tx) => {
    await useAccessToken(tx, "first_administrator", input.token);
    if ((await tx.user.count({ where: { role: "administrator" } })) > 0) throw new AppError("error.forbidden", 403);
    const { name, email, country, password } = input;
    await lockAddress(tx, email);
    if (await findOwner(tx, email)) throw fieldError("email", "accounts.error.email_taken");
    const passwordHash = await hashAt(tx, email, password, hashed);
    const userId = await insertUser(tx, {
      name,
      email,
      passwordHash,
      country,
      language,
      zone: findCountry(country)?.zone ?? "UTC",
      role: "administrator",
      emailConfirmedAt: new Date(),
    });
    await record(tx, "accounts.user.joined", { userId, digest: "weekly" });
    return { userId };
  });
}
