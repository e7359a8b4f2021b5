import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { nobody } from "#app/modules/forum/nobody.ts";
import { canConsult } from "#app/modules/forum/policy.ts";
import { visibleStatements } from "#app/modules/forum/sight.server.ts";
import type { ConsultedTopic } from "./get-consultation.server.ts";
import { type Opinions, selectStatements, type StatementOpinion } from "./opinions/opinions.ts";

/** The groups of opinion of a consultation, when they were drawn, and where the reader stands among them. */
export type SeenOpinions = Pick<Opinions, "people" | "groups"> & {
  drawnAt: Date;
  own: { x: number; y: number; group: number } | null;
  /** Whether enough people have voted on anything to say what they think. */
  isKnown: boolean;
  /** What each group makes of the statements that unite and of those that divide: nothing is said of others. */
  unite: StatementOpinion[];
  divide: StatementOpinion[];
};

type Row = { opinions: Opinions; drawnAt: Date; own: SeenOpinions["own"]; visible: string[] };

/**
 * The groups of opinion of a topic's consultation as they were drawn last, without statements that are out of sight by now; null before,
 * and while it is open for who has neither voted nor leads it: nobody votes with the crowd. One SQL statement, none where they are not to
 * be seen.
 */
export async function getOpinions(actor: MaybeActor, topic: ConsultedTopic): Promise<SeenOpinions | null> {
  const { phase, mine } = topic.consultation;
  if (phase === "open" && mine === 0 && !canConsult(actor, topic)) return null;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT m.opinions, m.drawn_at AS "drawnAt",
           (SELECT json_build_object('x', p.x, 'y', p.y, 'group', p.group_number)
              FROM opinion_places p WHERE p.topic_id = m.topic_id AND p.user_id = ${actor?.id ?? nobody}::uuid) AS own,
           (SELECT coalesce(json_agg(s.id), '[]') FROM ${visibleStatements} s WHERE s.topic_id = m.topic_id) AS visible
      FROM opinion_maps m WHERE m.topic_id = ${topic.id}::uuid`;
  if (!row) return null;
  const { people, groups } = row.opinions;
  const statements = row.opinions.statements.filter(({ id }) => row.visible.includes(id));
  const { unite, divide } = selectStatements({ groups, statements });
  const withShares = (ids: string[]) => ids.map((id) => statements.find((one) => one.id === id)!);
  return {
    people,
    groups,
    drawnAt: row.drawnAt,
    own: row.own,
    isKnown: statements.some(({ shares }) => shares.some((share) => share !== null)),
    unite: withShares(unite),
    divide: withShares(divide),
  };
}
