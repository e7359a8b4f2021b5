import { pool } from "#app/infra/db.server.ts";

/**
 * Everybody has a digest that is due for the week before, follows three spaces and has read in ten topics, which are as old in a
 * large forum as in a small one: what a person has to be told does not grow with what others say.
 */
export async function addReaders(): Promise<void> {
  await pool().query(
    `INSERT INTO digest_settings (user_id, frequency, covered_until, next_due_at)
     SELECT id, 'weekly', now() - interval '7 days', now() - interval '1 minute' FROM users WHERE handle LIKE 'person-%'`,
  );
  await pool().query(
    `WITH codes AS (SELECT array_agg(code ORDER BY code) AS all_codes FROM spaces),
          readers AS (SELECT id, substr(handle, 8)::int AS n FROM users WHERE handle LIKE 'person-%')
     INSERT INTO space_follows (user_id, space_code)
     SELECT id, all_codes[(n + k * 5) % cardinality(all_codes) + 1] FROM readers, codes, generate_series(0, 2) k
     ON CONFLICT DO NOTHING`,
  );
  await pool().query(
    `WITH newest AS (SELECT array_agg(id ORDER BY public_id DESC) AS ids, array_agg(last_reply_number ORDER BY public_id DESC) AS last
                       FROM topics),
          readers AS (SELECT id, substr(handle, 8)::int AS n FROM users WHERE handle LIKE 'person-%')
     INSERT INTO topic_readers (user_id, topic_id, last_read, level)
     SELECT readers.id, ids[at], (last[at] * (k % 3)) / 3, (ARRAY['follow', 'normal', 'follow', 'mute'])[k % 4 + 1]::follow_level
       FROM newest, readers, generate_series(0, 9) k,
            LATERAL (SELECT (n * 31 + k * 397) % 1000 * cardinality(ids) / 1000 + 1 AS at) place
     ON CONFLICT DO NOTHING`,
  );
}
