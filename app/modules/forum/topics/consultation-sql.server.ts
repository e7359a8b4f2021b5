import { visibleReplies, visibleStatements } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Where a consultation stands: people propose and vote; the facilitators write their synthesis; it is there. */
export type Phase = "open" | "synthesis" | "published";

/** What the page of a topic says of its consultation. */
export type ConsultationSign = {
  question: string;
  closesAt: Date;
  phase: Phase;
  /** How many statements it has, and on how many of them the reader has voted. */
  statements: number;
  mine: number;
};

export type ConsultationRow = Omit<ConsultationSign, "closesAt"> & { closesAt: string };

/** SQL: the phase of `c`, a row of `consultations`, whose topic is `t`: once closed it is published while its outcome can be read. */
const phaseOf = Prisma.sql`
  CASE WHEN c.closes_at > now() THEN 'open'
       WHEN EXISTS (SELECT FROM ${visibleReplies} o WHERE o.id = t.outcome_reply_id AND o.topic_id = t.id) THEN 'published'
       ELSE 'synthesis' END`;

/** SQL: the consultation of the topic `t` as a `ConsultationRow` for the reader `me`; null where there is none. */
export function consultationOf(me: string): Prisma.Sql {
  return Prisma.sql`
    (SELECT json_build_object(
              'question', c.question, 'closesAt', c.closes_at, 'phase', ${phaseOf},
              'statements', (SELECT count(*)::int FROM ${visibleStatements} s WHERE s.topic_id = c.topic_id),
              'mine', (SELECT count(*)::int FROM ${visibleStatements} s JOIN statement_votes v ON v.statement_id = s.id
                        WHERE s.topic_id = c.topic_id AND v.user_id = ${me}::uuid))
       FROM consultations c WHERE c.topic_id = t.id)`;
}

/** The same as pages take it. */
export function readConsultation(row: ConsultationRow | null): ConsultationSign | null {
  return row && { ...row, closesAt: new Date(row.closesAt) };
}
