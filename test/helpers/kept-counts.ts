import type pg from "pg";
import { pool } from "#app/infra/db.server.ts";
import { type Completion, type CompletionFacts, isMet } from "#app/modules/learning/courses/completion.ts";
import { type GradeMethod, gradeBy } from "#app/modules/learning/quizzes/grade-method.ts";

/** Something that is kept although it follows from rows, and what a fresh count of the rows gives. */
type Wrong = { what: string; kept: string; counted: string };

type Asker = Pick<pg.Pool, "query">;

type Wish = {
  /** Who asks; a connection in the middle of a transaction, for instance. */
  from?: Asker;
  /** Ids of people who have read no notification: theirs count every event that there ever was. */
  neverRead?: string[];
};

/**
 * Counts everything anew that is kept beside the rows from which it follows (the table of docs/decisions/derived-counts.md),
 * for all that the database holds, and names what differs. For a site whose jobs are done and where nothing that was complete
 * has been made incomplete since.
 */
export async function findWrongCounts({ neverRead = [], from = pool() }: Wish = {}): Promise<string[]> {
  const wrong: Wrong[] = [];
  for (const [name, question] of Object.entries(questions)) {
    const { rows } = await from.query<Wrong>(question);
    wrong.push(...rows.map((row) => ({ ...row, what: `${name}: ${row.what}` })));
  }
  const { rows } = await from.query<Wrong>(unreadNotifications, [neverRead]);
  wrong.push(...rows, ...(await wrongGrades(from)), ...(await wrongCompletions(from)));
  return wrong.map(({ what, kept, counted }) => `${what} is ${kept}, counted ${counted}`);
}

/** Each gives what differs. `kept` and `counted` are compared as texts, so that a null is one. */
function compare(from: string, what: string, pairs: [kept: string, counted: string][]): string {
  const kept = `concat_ws(', ', ${pairs.map(([one]) => `coalesce((${one})::text, '-')`).join(", ")})`;
  const counted = `concat_ws(', ', ${pairs.map(([, one]) => `coalesce((${one})::text, '-')`).join(", ")})`;
  return `SELECT * FROM (SELECT ${what} AS what, ${kept} AS kept, ${counted} AS counted FROM ${from}) x WHERE kept <> counted`;
}

/** Numbers that rise by one from 1: a number that is missing, or there twice, was counted and not written. */
const gapless = (table: string, by: string, number: string, where = "true") =>
  compare(
    `(SELECT ${by} AS owner, max(${number}) AS last, count(*) AS rows FROM ${table} WHERE ${where} GROUP BY 1) g`,
    "owner",
    [["last", "rows"]],
  );

const questions: Record<string, string> = {
  topic: compare(
    // What was split off keeps its number in the old topic; of a topic that was merged into another one nothing is left.
    `(SELECT * FROM topics WHERE merged_into_id IS NULL) t JOIN LATERAL (
       SELECT count(*) FILTER (WHERE number > 0)
                + (SELECT count(*) FROM post_places WHERE topic_number = t.public_id) AS numbers,
              greatest(max(number), (SELECT max(number) FROM post_places WHERE topic_number = t.public_id)) AS last,
              count(*) FILTER (WHERE number > 0 AND state = 'visible') AS replies,
              max(created_at) FILTER (WHERE number = 0 OR state = 'visible') AS at,
              coalesce(min(number) FILTER (WHERE number > 0 AND state = 'visible' AND author_id <> t.author_id), 0) AS answer,
              (array_agg(author_id ORDER BY number DESC) FILTER (WHERE number > 0 AND state = 'visible'))[1] AS by,
              max(state) FILTER (WHERE number = 0) AS opening
         FROM replies WHERE topic_id = t.id) r ON true`,
    "t.title || ' ' || t.public_id",
    [
      ["t.reply_count", "r.replies"],
      ["t.last_reply_number", "r.last"],
      ["t.last_reply_number", "r.numbers"],
      ["t.state", "r.opening"],
      ["t.first_answer", "r.answer"],
      ["t.last_reply_at", "r.at"],
      ["t.last_reply_author_id", "r.by"],
    ],
  ),
  space: compare(
    `spaces s JOIN LATERAL (
       SELECT count(*) AS topics, coalesce(sum(reply_count), 0) AS replies, max(last_reply_at) AS at,
              count(*) FILTER (WHERE first_answer = 0 AND closed_at IS NULL) AS unanswered
         FROM topics WHERE space_code = s.code AND state = 'visible' AND sealed_at IS NULL) t ON true`,
    "s.code",
    [
      ["s.topic_count", "t.topics"],
      ["s.reply_count", "t.replies"],
      ["s.unanswered_count", "t.unanswered"],
      ["s.last_activity_at", "t.at"],
    ],
  ),
  "read further than written": `
    SELECT t.title AS what, r.last_read::text AS kept, t.last_reply_number::text AS counted
      FROM topic_readers r JOIN topics t ON t.id = r.topic_id WHERE r.last_read > t.last_reply_number`,
  "spaces of a person": compare("users u", "u.handle", [
    [
      "SELECT string_agg(code, ' ' ORDER BY code) FROM unnest(u.member_of) code",
      "SELECT string_agg(m.space_code, ' ' ORDER BY m.space_code) FROM space_members m WHERE m.user_id = u.id",
    ],
    [
      "SELECT string_agg(code, ' ' ORDER BY code) FROM unnest(u.facilitates) code",
      "SELECT string_agg(m.space_code, ' ' ORDER BY m.space_code) FROM space_members m WHERE m.user_id = u.id AND m.role = 'facilitator'",
    ],
  ]),
  "unread notifications": compare("users u", "u.handle", [
    ["u.unread_count", "SELECT count(*) FROM notifications n WHERE n.user_id = u.id AND n.read_at IS NULL"],
  ]),
  "newest events of a notification": compare("notifications n", "n.group_key", [
    [
      "array_to_string(n.events, ' ')",
      `SELECT string_agg(event, ' ' ORDER BY place) FROM (
         SELECT event, place FROM notification_events e WHERE e.notification_id = n.id ORDER BY place DESC LIMIT 50) newest`,
    ],
  ]),
  "more counted or mailed than told": `
    SELECT n.group_key AS what, n.data::text AS kept, e.told::text AS counted
      FROM notifications n
      JOIN LATERAL (SELECT count(*)::int AS told FROM notification_events WHERE notification_id = n.id) e ON true
     WHERE (n.data->>'count')::int > e.told OR coalesce((n.data->>'mailed')::int, 0) > (n.data->>'count')::int`,
  webinar: compare("webinars w", "w.public_id", [
    [
      "w.registration_count",
      "SELECT count(*) FROM webinar_registrations r WHERE r.webinar_id = w.id AND r.cancelled_at IS NULL",
    ],
    ["w.room_sequence", "SELECT count(*) FROM room_messages m WHERE m.webinar_id = w.id"],
    ["w.room_sequence", "SELECT coalesce(max(sequence), 0) FROM room_messages m WHERE m.webinar_id = w.id"],
  ]),
  "minutes in a room": `
    SELECT webinar_id::text AS what, carried_minutes::text AS kept, (seconds / 60)::text AS counted
      FROM webinar_attendances WHERE carried_minutes > seconds / 60`,
  "replies of a discussion unit": compare(
    `units u JOIN topics t ON t.public_id = u.topic_number AND u.kind = 'discussion'
       JOIN enrolments e ON e.course_id = u.course_id
       LEFT JOIN unit_progress p ON p.unit_id = u.id AND p.user_id = e.user_id`,
    "u.slug || ' of ' || e.user_id",
    [
      [
        "coalesce(p.replies, 0)",
        "SELECT count(*) FROM replies r WHERE r.topic_id = t.id AND r.number > 0 AND r.author_id = e.user_id AND r.state = 'visible'",
      ],
      [
        "coalesce(p.replies, 0)",
        "SELECT count(*) FROM discussion_replies d WHERE d.unit_id = u.id AND d.user_id = e.user_id",
      ],
    ],
  ),
  "handed in": compare(
    `unit_progress p JOIN units u ON u.id = p.unit_id AND u.kind IN ('quiz', 'assignment')`,
    "u.slug || ' of ' || p.user_id",
    [
      [
        "p.submitted_at IS NOT NULL",
        `EXISTS (SELECT 1 FROM attempts a WHERE a.unit_id = u.id AND a.user_id = p.user_id AND a.state = 'submitted')
          OR EXISTS (SELECT 1 FROM submissions s LEFT JOIN team_members m ON m.team_id = s.team_id
                      WHERE s.unit_id = u.id AND s.state = 'submitted' AND p.user_id IN (s.user_id, m.user_id))`,
      ],
    ],
  ),
  "attempt at a quiz": compare(
    `attempts a JOIN LATERAL (
       SELECT sum(coalesce(manual_marks, marks)) AS marks, sum(max_marks) AS most,
              bool_or(coalesce(manual_marks, marks) IS NULL) AS waits
         FROM attempt_answers WHERE attempt_id = a.id) s ON true`,
    "a.id",
    [
      ["CASE WHEN a.state = 'submitted' THEN a.needs_marking END", "CASE WHEN a.state = 'submitted' THEN s.waits END"],
      ["CASE WHEN a.state = 'submitted' THEN a.max_marks END", "CASE WHEN a.state = 'submitted' THEN s.most END"],
      [
        "round(CASE WHEN a.state = 'submitted' THEN a.marks END::numeric, 6)",
        "round(CASE WHEN a.state = 'submitted' AND NOT s.waits THEN greatest(0, s.marks) END::numeric, 6)",
      ],
      [
        "CASE WHEN a.state = 'submitted' THEN a.percent END",
        `CASE WHEN a.state = 'submitted' AND NOT s.waits
              THEN least(100, floor(greatest(0, s.marks) / nullif(s.most, 0) * 10000 + 1e-6) / 100) END`,
      ],
    ],
  ),
  "reviews given": compare("reviewer_grades g", "g.user_id", [
    [
      "g.reviews",
      `SELECT count(*) FROM peer_reviews r JOIN submissions s ON s.id = r.submission_id
        WHERE s.unit_id = g.unit_id AND r.reviewer_id = g.user_id AND r.state = 'submitted'`,
    ],
  ]),
  "course that somebody has completed": compare("enrolments e", "e.user_id || ' in ' || e.course_id", [
    [
      "e.completed_at IS NOT NULL",
      `EXISTS (SELECT 1 FROM units u WHERE u.course_id = e.course_id AND u.removed_at IS NULL AND u.state = 'published')
       AND NOT EXISTS (
         SELECT 1 FROM units u LEFT JOIN unit_progress p ON p.unit_id = u.id AND p.user_id = e.user_id
          WHERE u.course_id = e.course_id AND u.removed_at IS NULL AND u.state = 'published' AND p.completed_at IS NULL)`,
    ],
  ]),
  certificates: compare("enrolments e", "e.user_id || ' in ' || e.course_id", [
    [
      "SELECT count(*) FROM certificates c WHERE c.user_id = e.user_id AND c.course_id = e.course_id AND c.replaced_by IS NULL",
      "CASE WHEN e.completed_at IS NULL THEN 0 ELSE 1 END",
    ],
  ]),
  "seats of a cohort": `
    SELECT h.slug AS what, h.capacity::text AS kept, count(*)::text AS counted
      FROM cohorts h JOIN cohort_members m ON m.cohort_id = h.id GROUP BY h.id HAVING count(*) > h.capacity`,
  "members of a cohort that are not in its course": `
    SELECT h.slug AS what, 'a member' AS kept, m.user_id::text AS counted
      FROM cohorts h JOIN cohort_members m ON m.cohort_id = h.id
     WHERE NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.course_id = h.course_id AND e.user_id = m.user_id)`,
  "list of people": compare("roster_runs r", "r.source", [
    ["CASE WHEN r.state = 'done' THEN r.total END", "CASE WHEN r.state = 'done' THEN jsonb_array_length(r.report) END"],
  ]),
  regrade: compare("regrades r", "r.id", [
    ["CASE WHEN r.state = 'done' THEN r.done END", "CASE WHEN r.state = 'done' THEN r.total END"],
  ]),
  "numbers of attempts": gapless("attempts", "unit_id || ' ' || user_id", "number"),
  "numbers of submissions": gapless("submissions", "unit_id || ' ' || user_id", "number"),
  "numbers of rubrics": gapless("rubrics", "unit_id", "number"),
  "numbers of versions of questions": gapless("question_versions", "question_id", "number"),
  "generations of certificates": gapless("certificates", "user_id || ' ' || course_id", "generation"),
};

const unreadNotifications = compare(
  "(SELECT * FROM notifications WHERE user_id = ANY($1::uuid[])) n",
  "'events of ' || n.group_key || ' for ' || n.user_id",
  [["n.data->>'count'", "SELECT count(*) FROM notification_events e WHERE e.notification_id = n.id"]],
);

const gradeRows = `
  SELECT u.slug || ' of ' || p.user_id AS what, p.grade_percent AS kept, u.kind::text AS kind,
         coalesce(q.grade_method::text, 'highest') AS method,
         (SELECT coalesce(json_agg(a.percent ORDER BY a.number), '[]') FROM attempts a
           WHERE a.unit_id = u.id AND a.user_id = p.user_id AND a.state = 'submitted') AS attempts,
         (SELECT coalesce(s.trainer_percent, s.peer_percent) FROM submissions s LEFT JOIN team_members m ON m.team_id = s.team_id
           WHERE s.unit_id = u.id AND s.state = 'submitted' AND p.user_id IN (s.user_id, m.user_id)
           ORDER BY s.submitted_at DESC, s.id DESC LIMIT 1) AS work,
         CASE WHEN w.reviews > 0 THEN g.percent END AS reviewing, w.reviewing_weight AS weight
    FROM unit_progress p JOIN units u ON u.id = p.unit_id AND u.kind IN ('quiz', 'assignment')
    LEFT JOIN quiz_settings q ON q.unit_id = u.id
    LEFT JOIN assignments w ON w.unit_id = u.id
    LEFT JOIN reviewer_grades g ON g.unit_id = u.id AND g.user_id = p.user_id`;

type GradeRow = {
  what: string;
  kept: number | null;
  kind: string;
  method: GradeMethod;
  attempts: (number | null)[];
  work: number | null;
  reviewing: number | null;
  weight: number | null;
};

/** What the gradebook shows of a unit: of the attempts by the quiz's method, of a work by its mark and the reviews given. */
async function wrongGrades(from: Asker): Promise<Wrong[]> {
  const { rows } = await from.query<GradeRow>(gradeRows);
  return rows.flatMap(({ what, kept, kind, method, attempts, work, reviewing, weight }) => {
    const part = (weight ?? 0) / 100;
    const ofWork = work === null || reviewing === null ? work : work * (1 - part) + reviewing * part;
    const counted = kind === "quiz" ? gradeBy(method, attempts) : ofWork;
    const isEqual = kept === null || counted === null ? kept === counted : Math.abs(kept - counted) < 1e-6;
    return isEqual ? [] : [{ what: `grade of ${what}`, kept: String(kept), counted: String(counted) }];
  });
}

const completionRows = `
  SELECT u.slug || ' of ' || p.user_id AS what, u.completion, p.completed_at IS NOT NULL AS kept,
         p.opened_at AS "openedAt", p.marked_at AS "markedAt", p.submitted_at AS "submittedAt",
         coalesce(o.percent, p.grade_percent) AS "gradePercent", p.replies, p.attended_minutes AS "attendedMinutes",
         coalesce(o.is_excused, false) AS "isExcused"
    FROM unit_progress p JOIN units u ON u.id = p.unit_id
    LEFT JOIN LATERAL (SELECT percent, is_excused FROM grade_overrides g WHERE g.user_id = p.user_id AND g.unit_id = u.id
                        ORDER BY created_at DESC, id DESC LIMIT 1) o ON true
   WHERE NOT (u.completion ? 'opened')`;

type CompletionRow = CompletionFacts & { what: string; completion: Completion; kept: boolean; isExcused: boolean };

async function wrongCompletions(from: Asker): Promise<Wrong[]> {
  const { rows } = await from.query<CompletionRow>(completionRows);
  return rows.flatMap((row) => {
    const counted = row.isExcused || isMet(row.completion, row);
    if (counted === row.kept) return [];
    return [{ what: `completion of ${row.what}`, kept: String(row.kept), counted: String(counted) }];
  });
}
