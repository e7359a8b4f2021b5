import { db } from "#app/infra/db.server.ts";
import { unconfirmedDays } from "#app/modules/accounts/kept-data.ts";

/** How many accounts end in one statement. */
export const endBatch = 200;

/**
 * Sweep: ends accounts of members that were opened `unconfirmedDays` ago, whose address was never confirmed and to which nobody
 * is signed in. What tells who it was is deleted: name, address, password, profile, sessions and mailed links. What was learned
 * stays without a name, because others worked with it (teams, reviews) and reports count it; so does a certificate, which has
 * its own copy of the name. Of accounts older than this rule the days count from the migration that made it. Returns how many
 * ended.
 */
export async function endUnconfirmed({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - unconfirmedDays * 86_400_000);
  const ended = await db().$queryRaw<{ id: string }[]>`
    WITH ended AS (
      UPDATE users SET name = '—', handle = 'ended-' || right(replace(id::text, '-', ''), 20), email = '', password_hash = '',
             legal_name = NULL, institution = NULL, about = NULL, picture = NULL, picture_upload = NULL,
             picture_failed_at = NULL, withdrawn = NULL, themes = '{}', spoken = '{}', hidden = '{}', ended_at = ${at}
       WHERE id IN (
         SELECT u.id FROM users u
          WHERE u.email_confirmed_at IS NULL AND u.ended_at IS NULL AND u.role = 'member' AND u.unconfirmed_since < ${before}
            AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = u.id AND s.expires_at > ${at})
          ORDER BY u.unconfirmed_since LIMIT ${endBatch} FOR UPDATE SKIP LOCKED)
      RETURNING id),
    links AS (DELETE FROM access_tokens WHERE user_id IN (SELECT id FROM ended)),
    browsers AS (DELETE FROM sessions WHERE user_id IN (SELECT id FROM ended))
    SELECT id FROM ended`;
  return ended.length;
}
