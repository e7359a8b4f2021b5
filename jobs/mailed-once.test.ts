import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { EventName } from "#app/events.ts";
import { confirmEmail, requestConfirmation } from "#app/modules/accounts/confirm-email.server.ts";
import { requestPasswordReset, resetPassword } from "#app/modules/accounts/reset-password.server.ts";
import { jobsAfter } from "#jobs/dispatch.ts";
import { processors } from "#jobs/processors.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

/** Carries out all that follows from the latest fact of this name. */
async function carryOut(name: EventName): Promise<void> {
  const { payload } = await db().outboxEvent.findFirstOrThrow({ where: { name }, orderBy: { id: "desc" } });
  for (const job of jobsAfter(name, payload)) await processors[job.name](job.payload as never);
}

const mailsTo = (userId: string) => db().outgoingMail.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
const secretIn = (text: string) => /token=([\w-]+)/.exec(text)![1]!;

// A worker that dies between its commit and the end of the job leaves the job to another one.
test("a job that runs twice mails one link, and that link is good", async () => {
  const person = await makeUser({ emailConfirmedAt: null });
  await requestConfirmation(person, { address: "::1" });
  for (let run = 0; run < 2; run++) await carryOut("accounts.confirmation.requested");
  const [mail, ...more] = await mailsTo(person.id);
  expect(more).toEqual([]);
  await confirmEmail(secretIn(mail!.text));

  const other = await makeUser();
  await requestPasswordReset((await db().user.findUniqueOrThrow({ where: { id: other.id } })).email, {
    address: "::1",
  });
  await Promise.all([1, 2].map(() => carryOut("accounts.password_reset.requested")));
  const [reset, ...others] = await mailsTo(other.id);
  expect(others).toEqual([]);
  await resetPassword(secretIn(reset!.text), { password: "another good password" });
});

test("a second wish makes a second mail, and its link alone is good", async () => {
  const person = await makeUser({ emailConfirmedAt: null });
  for (let wish = 0; wish < 2; wish++) {
    await requestConfirmation(person, { address: "::1" });
    await carryOut("accounts.confirmation.requested");
  }
  const [first, second] = await mailsTo(person.id);
  await expect(confirmEmail(secretIn(first!.text))).rejects.toMatchObject({ code: "accounts.error.token" });
  await confirmEmail(secretIn(second!.text));
});

test("what a node of the version before has asked for is mailed, too", async () => {
  const person = await makeUser({ emailConfirmedAt: null });
  await processors["accounts.mail_confirmation"]({ userId: person.id });
  expect(await mailsTo(person.id)).toHaveLength(1);
});
