import { AppError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { listParticipants } from "#app/modules/forum/levels/list-told.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import type { ReplyInput } from "#app/modules/forum/schemas.ts";
import { markReply } from "#app/modules/forum/states/mark-reply.server.ts";
import { getTopicToConsult } from "./lead-consultation.server.ts";

type Published = { publicId: number; slug: string; number: number };

/**
 * Publishes the synthesis of a consultation whose votes are over: a reply of the topic that says what became of it, of which everybody who
 * took part is told. Sending it twice returns the first. Whoever is second with another one has written a reply, and is told that there is
 * a synthesis: 409 "forum.error.consultation_outcome". Throws as `getTopicToConsult` and `postReply`, 409 "forum.error.consultation_gone"
 * and "forum.error.consultation_open".
 */
export async function publishSynthesis(
  maybe: MaybeActor,
  publicId: number,
  reply: Pick<ReplyInput, "body" | "language" | "clientId">,
): Promise<Published> {
  const { id: topicId, slug, consultation, outcome } = await getTopicToConsult(maybe, publicId);
  if (!consultation) throw new AppError("forum.error.consultation_gone", 409);
  if (consultation.phase === "open") throw new AppError("forum.error.consultation_open", 409);
  if (consultation.phase === "published") {
    const sent = { topicId, authorId: maybe!.id, clientId: reply.clientId ?? "" };
    const first = await db().reply.findFirst({ where: sent, select: { id: true, number: true } });
    if (first && first.id === outcome?.id) return { publicId, slug, number: first.number };
    throw new AppError("forum.error.consultation_outcome", 409);
  }
  const { number } = requirePosted(await postReply(maybe, { ...reply, publicId }));
  const where = { topicId_number: { topicId, number } };
  const { id } = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  await markReply(maybe, { id, set: "on", as: "outcome", isFirst: true });
  return { publicId, slug, number };
}

/** How many people are told of a synthesis: who took part, but the one who writes it. One SQL statement. */
export async function countTold(writerId: string, topicId: string): Promise<number> {
  return (await listParticipants(topicId, { limit: mostCounted })).filter((id) => id !== writerId).length;
}

/** More are not counted before they are told. */
const mostCounted = 1000;
