import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { unconfirmedDays } from "#app/modules/accounts/kept-data.ts";
import { signUpSchema } from "#app/modules/accounts/schemas.ts";
import { acceptInvitation } from "#app/modules/learning/enrolment/invitations/accept-invitation.server.ts";
import { inviteAddress } from "#app/modules/learning/enrolment/invitations/invite-people.server.ts";
import { listPeople } from "#app/modules/learning/enrolment/change-members.server.ts";
import { findPersonSeen } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { getGradebook } from "#app/modules/learning/grades/get-gradebook.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { confirmEmail, mailConfirmation, requestConfirmation } from "#app/modules/accounts/confirm-email.server.ts";
import { endUnconfirmed } from "#app/modules/accounts/end-unconfirmed.server.ts";
import { findPersonCalled, listPeopleAt } from "#app/modules/accounts/find-person.server.ts";
import { listPeopleFor } from "#app/modules/accounts/records/list-people.server.ts";
import {
  changePassword,
  listResettable,
  mailPasswordReset,
  resetPassword,
} from "#app/modules/accounts/reset-password.server.ts";
import { getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import { findActor, openSession, readSession } from "#app/modules/accounts/sessions.server.ts";
import { signIn, signUp } from "#app/modules/accounts/sign-up.server.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";

useDatabase();
const password = "correct horse battery";
let count = 0;
const network = () => ({ address: `198.51.100.${++count % 250}` });

async function join(email: string, given: Record<string, string> = {}): Promise<Actor> {
  const fields = { name: "Some Stranger", email, password, country: "SN", language: "en", ...given };
  const { userId } = await signUp(signUpSchema.parse(fields), network());
  return (await findActor(userId))!;
}

/** The newest mail to an address, with the secret of its link. */
async function newestMailTo(recipient: string) {
  const mail = await db().outgoingMail.findFirst({ where: { recipient }, orderBy: { createdAt: "desc" } });
  return mail && { ...mail, secret: /token=([\w-]+)/.exec(mail.text)?.[1] };
}

let owner: Actor;
let stranger: Actor;
beforeEach(async () => {
  owner = await makeUser({ language: "fr", name: "Awa Ndiaye" });
  stranger = await join(owner.email);
});

describe("an address that belongs to another account", () => {
  it("looks to whoever joined with it like one that waits to be confirmed", () => {
    expect(stranger).toMatchObject({ email: owner.email, emailConfirmed: false });
    expect(stranger.id).not.toBe(owner.id);
  });

  it("gets a mail for its owner, in their language and without a link that confirms, three times a day", async () => {
    await mailConfirmation({ userId: stranger.id });
    const mail = (await newestMailTo(owner.email))!;
    expect(mail).toMatchObject({ userId: owner.id, subject: "Vous avez déjà un compte sur Crossroads" });
    expect(mail.text).toContain("Awa Ndiaye");
    expect(mail.text).toContain("/login");
    expect(mail.text).not.toMatch(/token=|Some Stranger/);
    await mailConfirmation({ userId: stranger.id });
    expect(await db().outgoingMail.count({ where: { recipient: owner.email } })).toBe(1);
    for (let other = 0; other < 5; other++)
      await mailConfirmation({ userId: (await join(owner.email, { password: `${password} ${other}` })).id });
    expect(await db().outgoingMail.count({ where: { recipient: owner.email } })).toBeLessThanOrEqual(3);
    expect(await db().accessToken.count({ where: { userId: stranger.id } })).toBe(0);
  });

  it("is confirmed by nobody else, not even with a link that was mailed before", async () => {
    const email = `later-${owner.email}`;
    const [first, second] = [await join(email), await join(email, { password: "another horse battery" })];
    await mailConfirmation({ userId: first.id });
    const early = (await newestMailTo(email))!.secret!;
    await mailConfirmation({ userId: second.id });
    const late = (await newestMailTo(email))!.secret!;
    expect(late).not.toBe(early);
    const outcomes = await Promise.allSettled([confirmEmail(early), confirmEmail(late)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { status: 400, code: "accounts.error.email_taken" },
    });
    expect(await db().user.count({ where: { email, emailConfirmedAt: { not: null } } })).toBe(1);
    // The database itself refuses a second owner.
    const loser = await db().user.findFirstOrThrow({ where: { email, emailConfirmedAt: null } });
    const data = { emailConfirmedAt: new Date() };
    await expect(db().user.update({ where: { id: loser.id }, data })).rejects.toThrow(/[Uu]nique/);
  });

  it("gives a new password to its owner alone", async () => {
    await mailPasswordReset({ userId: owner.id });
    const { secret } = (await newestMailTo(owner.email))!;
    expect(await listResettable(secret!)).toEqual([expect.objectContaining({ handle: owner.handle })]);
    await resetPassword(secret!, { password: "a new long password", account: stranger.handle });
    expect(await signIn({ email: owner.email, password: "a new long password" }, network())).toEqual({
      userId: owner.id,
    });
    expect(await signIn({ email: owner.email, password }, network())).toEqual({ userId: stranger.id });
  });

  it("lets both change their passwords and sign in with them", async () => {
    await changePassword(owner, { current: testPassword, password: "the owner's new one" }, "");
    await changePassword(stranger, { current: password, password: "the stranger's new one" }, "");
    const account = async (secret: string) =>
      (await signIn({ email: owner.email, password: secret }, network())).userId;
    expect(await account("the owner's new one")).toBe(owner.id);
    expect(await account("the stranger's new one")).toBe(stranger.id);
  });

  it("names its owner to staff, and nobody while nobody has confirmed it", async () => {
    const claimed = await join(`claimed-${owner.email}`);
    const course = await makeCourse();
    const data = [owner, stranger, claimed].map(({ id: userId }) => ({ userId, courseId: course.id }));
    await db().enrolment.createMany({ data });
    const access = await getStaffAccessFor(await makeUser({ role: "administrator" }), course.slug, "en");
    expect((await findPersonCalled(db(), owner.email))?.id).toBe(owner.id);
    expect(await findPersonCalled(db(), claimed.email)).toBeNull();
    expect((await findPersonCalled(db(), claimed.handle))?.id).toBe(claimed.id);
    expect(await listPeopleAt(db(), [owner.email, claimed.email])).toEqual([{ id: owner.id, email: owner.email }]);
    expect((await findPersonSeen(access, owner.email))?.id).toBe(owner.id);
    expect(await findPersonSeen(access, claimed.email)).toBeNull();
    const found = await listPeople(access, { search: owner.email });
    expect(found.people.map(({ userId }) => userId)).toEqual([owner.id]);
    const { people } = await getGradebook(access, { language: "en" });
    const addresses = Object.fromEntries(people.map(({ userId, email }) => [userId, email]));
    expect(addresses).toEqual({ [owner.id]: owner.email, [stranger.id]: null, [claimed.id]: null });
    const listed = await listPeopleFor(await makeUser({ role: "administrator" }), { search: owner.email });
    const confirmed = listed.people.filter(({ emailConfirmedAt }) => emailConfirmedAt !== null);
    expect(confirmed.map(({ id }) => id)).toEqual([owner.id]);
  });

  it("takes no invitation that was sent to its owner", async () => {
    const course = await makeCourse();
    const wish = { courseId: course.id, cohortId: null, email: owner.email, language: "en", at: new Date() };
    await db().enrolment.create({ data: { userId: stranger.id, courseId: course.id } });
    // Nor does an enrolled stranger keep the owner from being invited.
    const invited = await db().$transaction((tx) => inviteAddress(tx, { ...wish, by: owner.id }));
    expect(invited).toBe("invited");
    const token = "a".repeat(32);
    await db().invitation.updateMany({ where: { courseId: course.id }, data: { tokenHash: hashSecret(token) } });
    await expect(acceptInvitation(stranger, token)).rejects.toMatchObject({ status: 403 });
    expect(await acceptInvitation(owner, token)).toMatchObject({ outcome: "enrolled" });
  });
});

describe("an address with several accounts that nobody has confirmed", () => {
  it("gives a new password to the account that whoever reads its mail chooses", async () => {
    const email = `squatted-${owner.email}`;
    const [squatter, own] = [await join(email), await join(email, { name: "Awa", password: "my own long password" })];
    await mailPasswordReset({ userId: squatter.id });
    const { secret } = (await newestMailTo(email))!;
    const choices = await listResettable(secret!);
    expect(choices?.map(({ handle }) => handle)).toEqual([squatter.handle, own.handle]);
    expect(await resetPassword(secret!, { password: "a new long password", account: own.handle })).toEqual({
      userId: own.id,
    });
    expect(await findActor(own.id)).toMatchObject({ emailConfirmed: true });
    expect(await findActor(squatter.id)).toMatchObject({ emailConfirmed: false });
    await mailConfirmation({ userId: squatter.id });
    expect((await newestMailTo(email))?.text).not.toContain("token=");
  });

  it("is not filled with mail, neither from one network nor from many", async () => {
    const email = `bombed-${owner.email}`;
    const one = { address: "203.0.113.9" };
    const asked = async (from: { address: string }, times: number) => {
      const before = await db().outboxEvent.count({ where: { name: "accounts.confirmation.requested" } });
      for (let time = 0; time < times; time++) {
        const { id } = await makeUser({ email, emailConfirmedAt: null });
        await requestConfirmation((await findActor(id))!, from);
      }
      return (await db().outboxEvent.count({ where: { name: "accounts.confirmation.requested" } })) - before;
    };
    expect(await asked(one, 12)).toBe(10);
    expect(await asked({ address: "203.0.113.10" }, 2)).toBe(2);
    for (const { id } of await db().user.findMany({ where: { email } })) {
      for (let time = 0; time < 3; time++) await mailConfirmation({ userId: id });
    }
    expect(await db().outgoingMail.count({ where: { recipient: email } })).toBe(30);
  });
});

describe("an account whose address was never confirmed", () => {
  const day = 86_400_000;
  const later = () => new Date(Date.now() + (unconfirmedDays + 1) * day);

  it("ends after its time, whether the address is somebody else's or not; nothing tells who it was", async () => {
    const other = await join(`alone-${owner.email}`);
    await endUnconfirmed({ at: new Date(Date.now() + (unconfirmedDays - 1) * day) });
    expect(await findActor(other.id)).toMatchObject({ email: other.email });
    const course = await makeCourse();
    await db().enrolment.create({ data: { userId: other.id, courseId: course.id } });
    await mailConfirmation({ userId: other.id });
    await endUnconfirmed({ at: later() });
    for (const ended of [stranger, other]) {
      const row = await db().user.findUniqueOrThrow({ where: { id: ended.id } });
      expect(row).toMatchObject({ email: "", name: "—", passwordHash: "", about: null });
      expect(row.handle).not.toBe(ended.handle);
      await expect(signIn({ email: ended.email, password }, network())).rejects.toMatchObject({ status: 400 });
      await expect(getProfileFor(owner, row.handle)).rejects.toMatchObject({ status: 404 });
      expect(await db().accessToken.count({ where: { userId: ended.id } })).toBe(0);
      await mailConfirmation({ userId: ended.id });
    }
    expect(await db().enrolment.count({ where: { userId: other.id } })).toBe(1);
    expect(await db().outgoingMail.count({ where: { recipient: "" } })).toBe(0);
    expect(await findActor(owner.id)).toEqual(owner);
    const listed = await listPeopleFor(await makeUser({ role: "administrator" }), { search: "—" });
    expect(listed.people).toEqual([]);
    // The address is free, as it was all the time.
    expect((await join(other.email)).email).toBe(other.email);
  });

  it("goes on while somebody is signed in to it, and when staff has given it a role", async () => {
    const trainer = await makeUser({ role: "trainer", emailConfirmedAt: null });
    const cookie = await openSession(stranger.id, { userAgent: "test", address: "" }, null);
    await db().session.updateMany({ where: { userId: stranger.id }, data: { expiresAt: new Date("2100-01-01") } });
    await endUnconfirmed({ at: later() });
    expect(await findActor(trainer.id)).toMatchObject({ email: trainer.email });
    const session = await readSession(/^session=([^;]+)/.exec(cookie)![1]!);
    expect(session.actor).toMatchObject({ email: owner.email });
  });
});
