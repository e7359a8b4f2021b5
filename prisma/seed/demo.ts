import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { reactToPost } from "#app/modules/forum/reactions/react-to-post.server.ts";
import { markReply, type ReplyMark } from "#app/modules/forum/states/mark-reply.server.ts";
import { newTopicSchema, replySchema, translationSchema } from "#app/modules/forum/schemas.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { saveTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { seedDemoCohort } from "#prisma/seed/cohort.ts";
import { seedConsultation } from "#prisma/seed/consultation/seed-consultation.ts";
import { seedDemoConsultation } from "#prisma/seed/demo-consultation.ts";
import { deedsOf, type Happenings, openTeamSpace, type Report, report } from "#prisma/seed/demo-forum.ts";
import { addDemoPeople, demoActor, type DemoPerson } from "#prisma/seed/demo-people.ts";
import talkJson from "#prisma/seed/demo-talk.json" with { type: "json" };
import { seedDemoSite } from "#prisma/seed/demo-site.ts";
import { seedRoomTalk } from "#prisma/seed/room-talk.ts";
import { seedDemoWebinars } from "#prisma/seed/webinars.ts";

const talk = talkJson as Topic[];

/**
 * Writes the demo: people, conversations, webinars, a cohort of the first course, and a second course in which two groups
 * have learnt. Once: what is there already stays as it is.
 */
export async function seedDemo(at = new Date()): Promise<void> {
  await addDemoPeople(at);
  await seedDemoSite();
  const trainer = await demoActor("trainer");
  const live = await seedDemoWebinars(db(), { trainerId: trainer.id, at });
  if (live !== null) await seedRoomTalk(live, at);
  // The course before the talk: nobody can post before what they have posted already.
  await seedConsultation(at);
  if ((await db().topic.count({ where: { title: talk[0]!.title } })) === 0) {
    await nameFacilitator(at);
    await openTeamSpace(at);
    await seedTalk(at);
    await seedDemoConsultation(at);
  }
  const learnerIds = [(await demoActor("learner.fr")).id, (await demoActor("learner.ar")).id];
  const courseSlug = "from-open-roadmap-to-national-roadmap";
  await seedDemoCohort(db(), { courseSlug, trainerId: trainer.id, learnerIds, at });
}

/** The demo's facilitator keeps all spaces that there are. */
async function nameFacilitator(at: Date): Promise<void> {
  const { id: userId } = await demoActor("facilitator");
  const spaces = await db().space.findMany({ select: { code: true } });
  const named = { userId, role: "facilitator", by: null, at: daysAgo(at, 80) } as const;
  for (const { code } of spaces) await transaction((tx) => setSpaceRole(tx, { ...named, spaceCode: code }));
}

/** Everything that was said, oldest first: nobody posts before what they have posted already. */
async function seedTalk(now: Date) {
  const topics = new Map<string, number>();
  const said = talk.flatMap((topic) => [
    { days: topic.daysAgo, say: () => open(topic) },
    ...topic.replies.map((reply) => ({ days: reply.daysAgo, say: () => answer(topic.title, reply) })),
    ...deedsOf(topic, () => topics.get(topic.title)!, now),
  ]);
  for (const { say } of said.sort((a, b) => b.days - a.days)) await say();

  async function open({ author, space, title, body, language, tags, daysAgo: days }: Topic) {
    const topic = { ...newTopicSchema.parse({ title, body, language, tags }), spaceCode: space };
    const posted = requirePosted(
      await postTopic(await demoActor(author as DemoPerson), topic, { at: daysAgo(now, days) }),
    );
    topics.set(title, posted.publicId);
  }

  async function answer(
    title: string,
    { author, daysAgo: days, mark, useful, translation, reported, ...reply }: Answer,
  ) {
    const input = { ...replySchema.parse(reply), publicId: topics.get(title)! };
    const { publicId } = input;
    const sent = await postReply(await demoActor(author as DemoPerson), input, { at: daysAgo(now, days) });
    const { number } = requirePosted(sent);
    const { id } = await db().reply.findFirstOrThrow({ where: { topic: { publicId }, number }, select: { id: true } });
    for (const reader of useful ?? [])
      await reactToPost(await demoActor(reader as DemoPerson), { id, kind: "useful", set: "on" });
    const asker = talk.find((topic) => topic.title === title)!.author;
    if (translation) {
      const { author: translator, ...words } = translation;
      const offered = { ...translationSchema.parse(words), id };
      await saveTranslation(await demoActor(translator as DemoPerson), offered, { at: daysAgo(now, days - 0.5) });
    }
    if (reported) await report(id, reported, now);
    if (mark) await markReply(await demoActor(asker as DemoPerson), { id, set: "on", as: mark });
  }
}

/** What people said: a reply may be marked by who asked, found useful by others, translated by one of them, and reported. */
type Answer = {
  author: string;
  daysAgo: number;
  language: string;
  body: string;
  mark?: ReplyMark;
  useful?: string[];
  reported?: Report;
  translation?: { author: string; language: string; body: string };
};
type Topic = Happenings & {
  space: string;
  author: string;
  daysAgo: number;
  language: string;
  title: string;
  body: string;
  tags?: string;
  replies: Answer[];
};

function daysAgo(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
