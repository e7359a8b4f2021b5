import { db } from "#app/infra/db.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { newTopicSchema, replySchema } from "#app/modules/forum/schemas.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { noteReplies } from "#app/modules/learning/study/record-linked-activities.server.ts";
import { setCohortTopic } from "#app/modules/learning/enrolment/cohorts/set-cohort-topic.server.ts";
import { linkUnit } from "./link-unit.ts";
import { type Participant, type Scene, workOf } from "./scene.ts";

const unit = "hardest-to-reach";

const question = {
  title: "Which group is hardest to reach, and what did you try?",
  language: "en",
  body: "Every plan names a group that no meeting ever sees. Which one is it where you work? And what is one thing that you **tried**, whether it worked or not?\n\nAnybody may answer, in any language. People of the course [Run a national consultation online](/courses/run-a-national-consultation-online) come here in its second module.",
};

/** Opens the topic of the discussion unit in the space of activity 1.2 and lets the unit lead to it. */
export async function openDiscussion(scene: Scene, at: Date): Promise<number> {
  const topic = { ...newTopicSchema.parse(question), spaceCode: "1.2" };
  const { publicId } = requirePosted(await postTopic(scene.trainer, topic, { at }));
  await linkUnit(scene, unit, { topic: publicId });
  return publicId;
}

/** Answers in the topic; the course hears of it. */
export async function replyTo(topicNumber: number, { member, actor }: Participant, at: Date): Promise<void> {
  const reply = replySchema.parse({ body: workOf(member).reply, language: actor.language });
  const posted = requirePosted(await postReply(actor, { ...reply, publicId: topicNumber }, { at }));
  const where = { topicId_number: { topicId: posted.topicId, number: posted.number } };
  const { id: replyId } = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  await noteReplies([{ replyId, topicNumber, userId: actor.id }], { at });
}

/** Opens the topic of a group in the lobby, with a first answer. */
export async function openGroupTopic(
  { access, trainer }: Scene,
  { slug, title }: { slug: string; title: string },
  first: Participant,
  at: Date,
): Promise<void> {
  const body = "Where are you, which activity keeps you busy, and what do you want to be able to do in five weeks?";
  const { publicId } = requirePosted(
    await postTopic(trainer, { title, body, language: "en", spaceCode: "lobby" }, { at }),
  );
  await setCohortTopic(access, slug, publicId);
  const answer =
    "Hello everybody! I prepare the consultation on activity 1.2 for a team of fourteen people. I want to come home with three questions that people answer.";
  const later = { at: new Date(at.getTime() + 5 * 3_600_000) };
  await postReply(first.actor, { publicId, body: answer, language: "en" }, later);
}
