import { randomUUID } from "node:crypto";
import type { PageRequest } from "#app/http/page.server.ts";
import { isActive } from "#app/modules/accounts/policy.ts";
import { getConsultedTopic, listStatements } from "#app/modules/forum/consultations/get-consultation.server.ts";
import { getOpinions, type SeenOpinions } from "#app/modules/forum/consultations/get-opinions.server.ts";
import { statements as limits } from "#app/modules/forum/limits.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";
import { canConsult, canWriteIn } from "#app/modules/forum/policy.ts";
import { whyWaits } from "#app/modules/forum/why-waits.ts";
import { canModerate } from "#app/modules/moderation/policy.ts";
import { layOut } from "./picture-layout.ts";

/** What the page of a consultation shows, at its own address and where a vote is refused. Three SQL statements. */
export async function loadConsultation({ actor, param, language }: PageRequest) {
  const topic = await getConsultedTopic(actor, topicNumberOf(param("id")));
  const [{ statements, gone, voters }, opinions] = await Promise.all([
    listStatements(actor, topic.id),
    getOpinions(actor, topic),
  ]);
  const { publicId, slug, title, consultation, outcome, spaceCode } = topic;
  const isOpen = consultation.phase === "open";
  const mayWrite = canWriteIn(actor, { ...topic, code: spaceCode });
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
    opinions: opinions && shownOf(opinions),
    statements: statements.map((statement) => ({
      ...statement,
      mayWithdraw: mayConsult || (isActive(actor) && statement.isOwn && isOpen),
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

/** Opinions as the page needs them: places as they are drawn, and not as they stand in the plane of the votes. */
function shownOf({ groups, own, ...opinions }: SeenOpinions) {
  return {
    ...opinions,
    sizes: groups.map(({ size }) => size),
    ownGroup: own && own.group,
    picture: groups.length > 0 ? layOut(groups, own) : null,
  };
}

export type ConsultationView = Awaited<ReturnType<typeof loadConsultation>>;
