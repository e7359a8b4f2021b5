import { db } from "#app/infra/db.server.ts";

/** Whose reply it is and in which topic, by its public number; null for the opening post and for what is gone. */
export async function findReplyFacts(replyId: string): Promise<{ topicNumber: number; userId: string } | null> {
  const reply = await db().reply.findUnique({
    where: { id: replyId },
    select: { number: true, authorId: true, topic: { select: { publicId: true } } },
  });
  if (!reply || reply.number === 0) return null;
  return { topicNumber: reply.topic.publicId, userId: reply.authorId };
}
