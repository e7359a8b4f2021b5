import { randomUUID } from "node:crypto";
import type { PageRequest } from "#app/http/page.server.ts";
import { isActive } from "#app/modules/accounts/policy.ts";
import { getConsultedTopic } from "#app/modules/forum/consultations/get-consultation.server.ts";
import { statements as limits } from "#app/modules/forum/limits.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";
import { canConsult, canWriteIn } from "#app/modules/forum/policy.ts";
import { whyWaits } from "#app/modules/forum/why-waits.ts";
import { canModerate } from "#app/modules/moderation/policy.ts";

/** What the page of a consultation shows, at its own address and where a vote is refused. Three SQL statements. */
export async function loadConsultation({ actor, param, language }: PageRequest) {
  const topic = await getConsultedTopic(actor, topicNumberOf(param("id")));
  const { publicId, slug, title, consultation, outcome, spaceCode, joinMode } = topic;
  const isOpen = consultation.phase === "open";
  const mayWrite = canWriteIn(actor, { code: spaceCode, joinMode });
  const mayConsult = canConsult(actor, topic);
  const own = statements.filter(({ isOwn }) => isOwn).length;
  const isFull = statements.length >= limits.most;
  const waits = mayWrite && whyWaits(actor, { code: spaceCode, postsWait: topic.postsWait }) !== null;
  return {
    title: consultation.question,
    topic: { publicId, slug, title, spaceCode },
    consultation,
    outcome,
    voters,
    gone,
    statements: statements.map((statement) => ({
      ...statement,
      mayWithdraw: mayConsult || (mayWrite && statement.isOwn && isOpen),
      mayReport: isActive(actor) && !statement.isOwn,
      // What is reported comes to facilitators by itself: until then they read it without its author's name, as all do.
      mayModerate: canModerate(actor) && !statement.isOwn,
    })),
    mayVote: isOpen && mayWrite,
    mayPropose: isOpen && mayWrite && !waits && !isFull && own < limits.perPerson,
    // Why one does not take part, or propose.
    whyNot: !isOpen ? null : actor === null ? "guest" : !mayWrite ? "reader" : waits ? "waits" : isFull ? "full" : null,
    mayConsult,
    language,
    clientId: randomUUID(),
    at: new Date(),
  } as const;
}


export type ConsultationView = Awaited<ReturnType<typeof loadConsultation>>;
