import { db } from "#app/infra/db.server.ts";

/** A grade that nobody has by accident. */
const grade = 61.937;
export const hiddenGrade = /61\.937|61[.,]9\d?\s?%/;

const owned = (field: string, column: string) => `'planted-${field}-' || replace(${column}::text, '-', '')`;
const staffOnly = (field: string) => `'planted-${field}-0'`;
const inTexts = (field: string) => `jsonb_build_object('en', ${staffOnly(field)}, 'fr', ${staffOnly(field)})`;

/** Feedback in every language of every question: on the whole, on the verdict and on each of the first three answers. */
const feedback = ["en", "fr"].flatMap((language) => [
  `UPDATE question_versions SET layers = jsonb_set(layers, '{${language},feedback}', jsonb_build_object(
     'general', ${staffOnly("feedback")}, 'right', ${staffOnly("feedback")}, 'partly', ${staffOnly("feedback")},
     'wrong', ${staffOnly("feedback")})) WHERE layers ? '${language}'`,
  ...[0, 1, 2].map(
    (
      at,
    ) => `UPDATE question_versions SET layers = jsonb_set(layers, '{${language},answers,${at},feedback}', to_jsonb(${staffOnly("feedback")}::text))
      WHERE layers #> '{${language},answers,${at}}' IS NOT NULL`,
  ),
  `UPDATE question_versions SET layers = jsonb_set(layers, '{${language},answers,0,text}', to_jsonb(${staffOnly("right")}::text))
    WHERE kind = 'short'`,
]);

/**
 * Every field that somebody may not see, with a word in it that says whose it is: "planted-<field>-<id of the person>", or 0
 * for what is for staff alone. All units hide their grades.
 */
const statements = [
  `UPDATE users SET email = ${owned("email", "id")} || '@planted.example', legal_name = ${owned("legalname", "id")},
     password_hash = ${staffOnly("hash")}`,
  `UPDATE users SET about = ${owned("about", "id")} WHERE suspended_until > now()`,
  `UPDATE sessions SET user_agent = ${owned("agent", "user_id")}, address = ${owned("address", "user_id")}`,
  `UPDATE notifications SET data = data || jsonb_build_object('title', ${owned("notice", "user_id")})`,
  `UPDATE units SET hides_grades = true`,
  `UPDATE unit_progress SET grade_percent = ${grade} WHERE submitted_at IS NOT NULL`,
  `UPDATE attempts SET percent = ${grade}, marks = ${grade} WHERE state = 'submitted'`,
  `UPDATE attempt_answers SET manual_marks = ${grade}, comment = ${staffOnly("marking")}
    WHERE attempt_id IN (SELECT id FROM attempts WHERE state = 'submitted')`,
  `INSERT INTO grade_overrides (id, course_id, unit_id, user_id, percent, reason)
   SELECT gen_random_uuid(), u.course_id, u.id, e.user_id, ${grade}, ${staffOnly("reason")}
     FROM enrolments e JOIN units u ON u.course_id = e.course_id AND u.kind IN ('quiz', 'assignment')`,
  `UPDATE submissions SET trainer_percent = ${grade}, peer_percent = ${grade}, trainer_comment = ${staffOnly("comment")},
     trainer_marks = jsonb_build_object('clear', jsonb_build_object('points', 4, 'comment', ${staffOnly("comment")})),
     trainer_at = now(), scored_at = now() WHERE state = 'submitted'`,
  `UPDATE submissions SET body = ${owned("work", "user_id")}, html = '<p>' || ${owned("work", "user_id")} || '</p>'`,
  `UPDATE peer_reviews SET comment = ${owned("review", "reviewer_id")}`,
  `INSERT INTO quiz_settings (unit_id, overall_feedback)
   SELECT id, '[]' FROM units WHERE kind = 'quiz' ON CONFLICT (unit_id) DO NOTHING`,
  `UPDATE quiz_settings SET overall_feedback = jsonb_build_array(jsonb_build_object('from', 0, 'text', ${inTexts("overall")}))`,
  ...feedback,
  `UPDATE unit_drafts SET title = ${staffOnly("draft")}, body = ${staffOnly("draft")}`,
  `UPDATE unit_text_versions SET title = ${staffOnly("version")}, body = ${staffOnly("version")}, note = ${staffOnly("version")}`,
  ...["'draft', NULL::timestamptz", "'published', now()"].map(
    (state, index) => `
    WITH made AS (
      INSERT INTO units (id, course_id, module_id, slug, position, kind, state, removed_at, minutes, completion)
      SELECT DISTINCT ON (course_id) gen_random_uuid(), course_id, id, 'planted-${index}', 99, 'lesson', ${state}, 5, '{"markedDone": true}'
        FROM course_modules ON CONFLICT DO NOTHING RETURNING id)
    INSERT INTO unit_texts (unit_id, language, title, body, html, renderer_version, number, updated_at)
    SELECT id, 'en', ${staffOnly("unit")}, ${staffOnly("unit")}, ${staffOnly("unit")}, 1, 1, now() FROM made`,
  ),
  `UPDATE courses SET enrolment_key = ${staffOnly("key")}`,
  `UPDATE cohorts SET key = ${staffOnly("key")}`,
  `UPDATE enrolment_requests SET message = ${owned("request", "user_id")}`,
  `UPDATE invitations SET email = ${staffOnly("invited")} || id || '@planted.example'`,
  `UPDATE roster_runs SET source = ${staffOnly("roster")}, report = jsonb_build_array(jsonb_build_object('line', 2, 'email',
     ${staffOnly("roster")}, 'outcome', 'enrolled'))`,
  `UPDATE unit_overrides SET reason = ${staffOnly("exception")}`,
  `UPDATE survey_answers SET "values" = ARRAY[${staffOnly("survey")}]`,
  `UPDATE webinars SET join_url = 'https://planted.example/' || ${staffOnly("join")}`,
  `UPDATE room_messages SET body = ${staffOnly("room")}`,
  `UPDATE import_runs SET source = ${staffOnly("import")}`,
  `UPDATE audit_entries SET data = jsonb_build_object('word', ${staffOnly("audit")})`,
  `UPDATE certificates SET revoked_reason = ${staffOnly("revoked")} WHERE revoked_at IS NOT NULL`,
];

/** Plants a word in every field of the database of this test that somebody may not see. */
export async function plant(): Promise<void> {
  for (const statement of statements) await db().$executeRawUnsafe(statement);
}

/** Who may see whose work, and who is in which room, besides the people themselves. */
export async function findSight(): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ pair: string }[]>`
    SELECT r.reviewer_id || ' work ' || s.user_id AS pair FROM peer_reviews r JOIN submissions s ON s.id = r.submission_id
    UNION SELECT a.user_id || ' work ' || b.user_id FROM team_members a JOIN team_members b ON b.team_id = a.team_id
    UNION SELECT user_id || ' room ' FROM webinar_registrations WHERE cancelled_at IS NULL
    UNION SELECT trainer_id || ' room ' FROM webinars`;
  return new Set(rows.map(({ pair }) => pair.replaceAll("-", "")));
}

/** The planted words of an answer, once each, as the field and the id of its owner ("0" = staff). */
export function plantedIn(body: string): { field: string; owner: string }[] {
  const words = new Set([...body.matchAll(/planted-[a-z]+-[0-9a-f]+/g)].map(([word]) => word));
  return [...words].map((word) => {
    const [, field = "", owner = ""] = word.split("-");
    return { field, owner };
  });
}
