import { pool } from "#app/infra/db.server.ts";
import { hashBody, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";
import talk from "#prisma/seed/demo-talk.json" with { type: "json" };

const postsPerTopic = 20;

/**
 * Writes `posts` posts into topics of all spaces, evenly over the `days` before `until`; every fourth topic waits for an
 * answer and the others have the replies. Real sentences, the same rows in every run, written by the first `people` made
 * people. The database makes the rows, so that a million of them take a minute.
 */
export async function addForum({ posts, people, days, until }: Forum): Promise<{ topics: number }> {
  const topics = Math.max(4, Math.round(posts / postsPerTopic));
  const perTopic = Math.round((posts - topics / 4) / ((topics * 3) / 4)) - 1;
  const texts = talk.map(({ body, language }) => [body, language, renderPost(body, language as never), hashBody(body)]);
  const columns = [0, 1, 2, 3].map((at) => texts.map((text) => text[at]));
  const at = `$3::timestamptz - $4::int * interval '1 day' + (n - 1) * ($4::int * interval '1 day' / $1::int)`;
  await pool().query(
    `WITH codes AS (SELECT array_agg(code ORDER BY code) AS all_codes FROM spaces)
     INSERT INTO topics (id, public_id, space_code, author_id, title, slug, language, created_at, last_reply_at,
                         last_reply_number, reply_count, first_answer)
     SELECT ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, n, all_codes[n % cardinality(all_codes) + 1],
            ${personSql("n * 7919")}, 'How others did it, part ' || n, 'how-others-did-it-part-' || n, 'en', ${at},
            ${at} + CASE WHEN n % 4 = 0 THEN 0 ELSE $5::int END * interval '1 minute',
            CASE WHEN n % 4 = 0 THEN 0 ELSE $5::int END, CASE WHEN n % 4 = 0 THEN 0 ELSE $5::int END, (n % 4 > 0)::int
       FROM generate_series(1, $1::int) n, codes`,
    [topics, people, until, days, perTopic],
  );
  await pool().query(
    `INSERT INTO replies (id, topic_id, number, author_id, body, html, language, renderer_version, body_hash, client_id,
                          version, created_at)
     SELECT ('00000000-0000-7000-a000-' || lpad(to_hex(t.public_id * 1000 + k), 12, '0'))::uuid, t.id, k,
            CASE WHEN k = 0 THEN t.author_id ELSE ${personSql("t.public_id * 7919 + k * 104729")} END,
            ($1::text[])[text.n], ($2::text[])[text.n], ($3::text[])[text.n], $4, ($5::text[])[text.n],
            'bench-' || t.public_id || '-' || k, 1, t.created_at + k * interval '1 minute'
       FROM topics t, generate_series(0, t.last_reply_number) k,
            LATERAL (SELECT (t.public_id + k) % cardinality($1::text[]) + 1 AS n) text
      WHERE $2::text[] IS NOT NULL`.replaceAll("$2::int", "$6::int"),
    [columns[0], columns[2], columns[1], markdownRendererVersion, columns[3], people],
  );
  await pool().query(
    `INSERT INTO topic_tags (topic_id, tag, position)
     SELECT id, CASE public_id % 10 WHEN 0 THEN 'statistics' ELSE 'law' END, 0 FROM topics WHERE public_id % 5 = 0`,
  );
  await pool().query(
    `UPDATE spaces s SET topic_count = t.topics, reply_count = t.replies, unanswered_count = t.open, last_activity_at = t.last
       FROM (SELECT space_code, count(*) AS topics, sum(reply_count) AS replies, max(last_reply_at) AS last,
                    count(*) FILTER (WHERE first_answer = 0) AS open
               FROM topics GROUP BY space_code) t WHERE t.space_code = s.code`,
  );
  await pool().query(
    "SELECT setval(pg_get_serial_sequence('topics', 'public_id'), (SELECT max(public_id) FROM topics))",
  );
  return { topics };
}

type Forum = { posts: number; people: number; days: number; until: Date };

/** The id of a made person, picked by an expression of `n`; `$2` is how many there are. */
function personSql(pick: string): string {
  return `('00000000-0000-7000-8000-' || lpad(to_hex((${pick}) % $2::int + 1), 12, '0'))::uuid`;
}
