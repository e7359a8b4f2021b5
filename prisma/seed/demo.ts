import { db } from "#app/infra/db.server.ts";
import { postReply } from "#app/modules/forum/post-reply.server.ts";
import { newTopicSchema, replySchema } from "#app/modules/forum/schemas.ts";
import { postTopic } from "#app/modules/forum/post-topic.server.ts";
import { seedDemoCohort } from "#prisma/seed/cohort.ts";
import { seedConsultation } from "#prisma/seed/consultation/seed-consultation.ts";
import { addDemoPeople, demoActor, type DemoPerson } from "#prisma/seed/demo-people.ts";
import talk from "#prisma/seed/demo-talk.json" with { type: "json" };
import { seedDemoWebinars } from "#prisma/seed/webinars.ts";

/**
 * Writes the demo: people, conversations, webinars, a cohort of the first course, and a second course in which two groups
 * have learnt. Once: what is there already stays as it is.
 */
export async function seedDemo(at = new Date()): Promise<void> {
  await addDemoPeople(at);
  const trainer = await demoActor("trainer");
  await seedDemoWebinars(db(), { trainerId: trainer.id, at });
  // The course before the talk: nobody can post before what they have posted already.
  await seedConsultation(at);
  if ((await db().topic.count({ where: { title: talk[0]!.title } })) === 0) await seedTalk(at);
  const learnerIds = [(await demoActor("learner.fr")).id, (await demoActor("learner.ar")).id];
  const courseSlug = "from-open-roadmap-to-national-roadmap";
  await seedDemoCohort(db(), { courseSlug, trainerId: trainer.id, learnerIds, at });
}

async function seedTalk(now: Date) {
  for (const { author, space, title, body, language, daysAgo: days, replies } of talk) {
    const topic = newTopicSchema.parse({ title, body, language });
    const at = daysAgo(now, days);
    const posted = await postTopic(await demoActor(author as DemoPerson), { ...topic, spaceCode: space }, { at });
    for (const reply of replies) {
      const input = { ...replySchema.parse(reply), publicId: posted.publicId };
      await postReply(await demoActor(reply.author as DemoPerson), input, { at: daysAgo(now, reply.daysAgo) });
    }
  }
}

function daysAgo(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
