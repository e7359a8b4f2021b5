import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { hashPassword } from "#app/modules/accounts/passwords.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** The password of every made person. */
export const testPassword = "a password for tests";

// Hashing costs 20 ms on purpose; one hash serves all made people.
let hashed: Promise<string> | undefined;

/** Makes a person with a confirmed address and returns them as an actor. Whatever is not given is unique. */
export async function makeUser(given: Partial<Prisma.UserUncheckedCreateInput> = {}): Promise<Actor> {
  hashed ??= hashPassword(testPassword);
  const mark = randomUUID().slice(0, 8);
  const row = await db().user.create({
    data: {
      email: `person-${mark}@example.org`,
      name: `Person ${mark}`,
      handle: `person-${mark}`,
      passwordHash: await hashed,
      country: "SN",
      language: "en",
      zone: "Africa/Dakar",
      emailConfirmedAt: new Date(),
      ...given,
    },
    select: { id: true },
  });
  return (await findActor(row.id))!;
}
