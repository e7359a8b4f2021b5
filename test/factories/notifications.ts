import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type Notice, notify } from "#app/modules/notifications/notify.server.ts";
import { makeUser } from "#test/factories/users.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** Tells a person of a reply by somebody called Awa in a topic of its own, unless told otherwise. */
export async function makeNotice(
  userId: string,
  { at, ...wish }: Partial<Notice> & { at?: Date } = {},
): Promise<boolean> {
  const notice: Notice = {
    userId,
    kind: "reply",
    groupKey: `topic:${randomUUID()}`,
    event: randomUUID(),
    by: { id: randomUUID(), name: "Awa" },
    data: { title: "Who leads?", space: "1.2", topicId: randomUUID(), publicId: 1, number: 1 },
    path: "/topics/1/who-leads?at=1#reply-1",
    ...wish,
  };
  return transaction((tx) => notify(tx, notice, { at }));
}

type Wish = Omit<Prisma.DigestSettingUncheckedCreateInput, "userId"> & { actor?: Actor };

/** A person with a digest. */
export async function makeDigestReader({ actor, ...setting }: Wish): Promise<Actor> {
  const person = actor ?? (await makeUser());
  await db().digestSetting.create({ data: { userId: person.id, ...setting }, select: { userId: true } });
  return person;
}
