import { db } from "#app/infra/db.server.ts";
import { hashPassword } from "#app/modules/accounts/passwords.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { getIssuedFacts } from "#app/modules/certificates/find-certificate.server.ts";
import { postReply } from "#app/modules/forum/post-reply.server.ts";
import { newTopicSchema, replySchema } from "#app/modules/forum/schemas.ts";
import { postTopic } from "#app/modules/forum/post-topic.server.ts";
import { setUpMail } from "#app/modules/notifications/set-up-mail.server.ts";
import { tell } from "#app/modules/notifications/tell.server.ts";
import { seedDemoCohort } from "#prisma/seed/cohort.ts";
import { demoAccounts } from "#prisma/seed/demo-accounts.ts";
import talk from "#prisma/seed/demo-talk.json" with { type: "json" };
import { seedDemoWebinars } from "#prisma/seed/webinars.ts";

// What a demo account's address begins with -> who that is.
const people = {
  admin: { name: "Ines Okafor", country: "FR", language: "en", zone: "Europe/Paris", role: "administrator" },
  trainer: { name: "Mariam Traoré", country: "CI", language: "en", zone: "Africa/Abidjan", role: "trainer" },
  facilitator: {
    name: "Nguyễn Thị Minh Khai",
    country: "VN",
    language: "en",
    zone: "Asia/Ho_Chi_Minh",
    role: "facilitator",
  },
  "learner.fr": { name: "Awa Ndiaye", country: "SN", language: "fr", zone: "Africa/Dakar", role: "member" },
  "learner.ar": { name: "ليلى حداد", country: "JO", language: "ar", zone: "Asia/Amman", role: "member" },
} as const;
type Person = keyof typeof people;

/** Writes the demo: five people, some conversations, two webinars, a cohort. Once: a person who is there already stays as they are. */
export async function seedDemo(at = new Date()): Promise<void> {
  for (const { email, password } of demoAccounts()) {
    const handle = nameOf(email).replace(".", "-");
    const created = { ...people[nameOf(email)], email, handle, emailConfirmedAt: at };
    const passwordHash = await hashPassword(password);
    const row = await db().user.upsert({
      where: { email },
      create: { ...created, passwordHash },
      update: {},
      select: { id: true },
    });
    const joined = { userId: row.id, digest: "weekly" as const };
    await tell({ name: "accounts.user.joined", payload: joined }, { certificate: getIssuedFacts }, { at });
    await setUpMail(joined, { at });
  }
  if ((await db().topic.count()) === 0) await seedTalk(at);
  const trainer = await actorOf("trainer");
  await seedDemoWebinars(db(), { trainerId: trainer.id, at });
  const learnerIds = [(await actorOf("learner.fr")).id, (await actorOf("learner.ar")).id];
  const courseSlug = "from-open-roadmap-to-national-roadmap";
  await seedDemoCohort(db(), { courseSlug, trainerId: trainer.id, learnerIds, at });
}

async function seedTalk(now: Date) {
  for (const { author, space, title, body, language, daysAgo: days, replies } of talk) {
    const topic = newTopicSchema.parse({ title, body, language });
    const at = daysAgo(now, days);
    const posted = await postTopic(await actorOf(author as Person), { ...topic, spaceCode: space }, { at });
    for (const reply of replies) {
      const input = { ...replySchema.parse(reply), publicId: posted.publicId };
      await postReply(await actorOf(reply.author as Person), input, { at: daysAgo(now, reply.daysAgo) });
    }
  }
}

async function actorOf(person: Person) {
  const { email } = demoAccounts().find((account) => nameOf(account.email) === person)!;
  const { id } = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  return (await findActor(id))!;
}

function nameOf(email: string): Person {
  return email.split("@")[0] as Person;
}

function daysAgo(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
