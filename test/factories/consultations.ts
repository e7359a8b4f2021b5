import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeConsultation } from "#app/modules/forum/consultations/lead-consultation.server.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";

/** The day so many days after a moment, as a form sends it. */
export function dayIn(days: number, at = new Date()): string {
  return new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

type Wish = { spaceCode?: string; author?: Actor; facilitator?: Actor; statements?: number; question?: string };

/** A topic with an open consultation, and statements by its author, who may propose as many as anybody. */
export async function makeConsulted({ statements = 3, question = "What comes first?", ...wish }: Wish = {}) {
  const topic = await makeTopic({ spaceCode: wish.spaceCode, author: wish.author });
  const facilitator = wish.facilitator ?? (await makeUser({ role: "moderator" }));
  await makeConsultation(facilitator, topic.publicId, { question, until: dayIn(7) });
  const ids: string[] = [];
  for (let number = 1; number <= statements; number++) {
    const body = unique(`Statement ${number}`);
    ids.push((await proposeStatement(topic.author, topic.publicId, { body })).id);
  }
  return { ...topic, facilitator, statements: ids };
}

/** Ends the votes of a consultation as time does. */
export async function endVotes(topicId: string): Promise<void> {
  const closesAt = new Date(Date.now() - 1000);
  await db().consultation.update({ where: { topicId }, data: { closesAt }, select: { topicId: true } });
}

type Choice = "agree" | "pass" | "disagree";

/** Writes votes as they were cast, without asking whether they may be: `choose` says which, by numbers of person and statement. */
export async function castVotes(
  people: readonly Actor[],
  statements: readonly string[],
  choose: (person: number, statement: number) => Choice | null,
): Promise<void> {
  const votedAt = new Date(Date.now() - 60_000);
  const data = people.flatMap(({ id: userId }, person) =>
    statements.flatMap((statementId, statement) => {
      const choice = choose(person, statement);
      return choice ? [{ userId, statementId, choice, votedAt }] : [];
    }),
  );
  await db().statementVote.createMany({ data });
}

/** Two camps, person by person, that agree on the last statement only; one in five votes is none. */
export function splitVotes(person: number, statement: number): Choice {
  if (statement === 4) return "agree";
  if ((person + 2 * statement) % 5 === 0) return "pass";
  return person % 2 === statement % 2 ? "agree" : "disagree";
}
