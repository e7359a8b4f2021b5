import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import pg from "pg";

// The least that a server can do for a reply: the rows that ours leave behind, by plain statements in one transaction, all
// followers at once, through a pool of the product's usual size. Texts come as they are to be stored.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 10, idleTimeoutMillis: 0 });
process.on("disconnect", () => process.exit());
process.on("SIGTERM", () => process.exit());

type Wish = { session: string; topic: number; body: string; html: string; hash: string };

async function post({ session, topic, body, html, hash }: Wish): Promise<void> {
  const client = await pool.connect();
  try {
    const ask = async (text: string, values: unknown[] = []) => (await client.query({ text, values })).rows[0];
    const { id: author } = await ask(
      `SELECT u.* FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = encode(sha256(convert_to($1, 'UTF8')), 'hex') AND s.expires_at > now()`,
      [session],
    );
    await ask("BEGIN");
    const {
      id: topicId,
      number,
      space_code,
    } = await ask(
      `UPDATE topics SET last_reply_number = last_reply_number + 1, reply_count = reply_count + 1, last_reply_at = now(),
              last_reply_author_id = $1
        WHERE public_id = $2 RETURNING id, last_reply_number AS number, space_code`,
      [author, topic],
    );
    const replyId = randomUUID();
    await ask(
      `INSERT INTO replies (id, topic_id, number, author_id, body, html, language, renderer_version, body_hash, client_id)
       VALUES ($1, $2, $3, $4, $5, $6, 'en', 1, $7, $1::uuid::text)`,
      [replyId, topicId, number, author, body, html, hash],
    );
    await ask(
      `INSERT INTO topic_readers (user_id, topic_id, last_read) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, topic_id) DO UPDATE SET last_read = EXCLUDED.last_read, updated_at = now()`,
      [author, topicId, number],
    );
    await ask("INSERT INTO outbox_events (name, payload, dispatched_at) VALUES ('forum.reply.posted', $1, now())", [
      { replyId },
    ]);
    await ask(
      `WITH told AS (
         INSERT INTO notifications (id, user_id, kind, group_key, data, path, events, mail_due_at)
         SELECT gen_random_uuid(), user_id, 'reply', 'topic:' || topic_id, $3, $4, ARRAY[$5], now() + interval '10 minutes'
           FROM topic_readers WHERE topic_id = $1 AND level = 'follow' AND user_id <> $2
         ON CONFLICT (user_id, group_key) DO UPDATE
            SET data = EXCLUDED.data, updated_at = now(), events = (notifications.events || $5)[greatest(1, cardinality(notifications.events) - 48):]
         RETURNING id, user_id, xmax = 0 AS is_new),
       noted AS (INSERT INTO notification_events (notification_id, event) SELECT id, $5 FROM told)
       UPDATE users SET unread_count = unread_count + 1 WHERE id IN (SELECT user_id FROM told WHERE is_new)`,
      [
        topicId,
        author,
        { title: "T", number, people: [{ id: author, name: "A" }], count: 1 },
        `/topics/${topic}`,
        replyId,
      ],
    );
    const called = /@([\w-]+)/.exec(body)?.[1];
    if (called) {
      await ask(
        `WITH told AS (
           INSERT INTO notifications (id, user_id, kind, group_key, data, path, events, mail_due_at)
           SELECT gen_random_uuid(), id, 'mentioned', $1, $2, $3, ARRAY[$4], now() + interval '10 minutes' FROM users WHERE handle = $5
           ON CONFLICT (user_id, group_key) DO UPDATE
              SET data = EXCLUDED.data, updated_at = now(), events = (notifications.events || $4)[greatest(1, cardinality(notifications.events) - 48):]
           RETURNING id, user_id, xmax = 0 AS is_new),
         noted AS (INSERT INTO notification_events (notification_id, event) SELECT id, $4 FROM told)
         UPDATE users SET unread_count = unread_count + 1 WHERE id IN (SELECT user_id FROM told WHERE is_new)`,
        [
          `mention:${topicId}`,
          { title: "T", number, people: [{ id: author, name: "A" }], count: 1 },
          `/topics/${topic}`,
          replyId,
          called,
        ],
      );
    }
    await ask(
      "UPDATE post_drafts SET body = '', ended_at = now(), sequence = sequence + 1 WHERE user_id = $1 AND kind = 'reply' AND target = $2",
      [author, String(topic)],
    );
    await ask("UPDATE spaces SET reply_count = reply_count + 1, last_activity_at = now() WHERE code = $1", [
      space_code,
    ]);
    await ask("COMMIT");
  } finally {
    client.release();
  }
}

/** A draft, by one statement. */
async function keep({
  session,
  topic,
  body,
  clientId,
}: {
  session: string;
  topic: string;
  body: string;
  clientId: string;
}) {
  const { rows } = await pool.query<{ sequence: number }>(
    `INSERT INTO post_drafts (id, user_id, kind, target, body, language, client_id, sequence)
     SELECT gen_random_uuid(), user_id, 'reply', $2, $3, 'en', $4, 1 FROM sessions WHERE id = encode(sha256(convert_to($1, 'UTF8')), 'hex')
     ON CONFLICT (user_id, kind, target) DO UPDATE
        SET body = EXCLUDED.body, client_id = EXCLUDED.client_id, sequence = post_drafts.sequence + 1, ended_at = NULL, updated_at = now()
     RETURNING sequence`,
    [session, topic, body, clientId],
  );
  return rows[0]!.sequence;
}

async function read(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString("utf8"));
}

const server = createServer(async (request, response) => {
  const fields = await read(request);
  const body = fields.get("body") ?? "";
  const session = /session=([^;]*)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  const draftOf = /of=reply:(\d+)/.exec(request.url ?? "")?.[1];
  if (draftOf) {
    const version = await keep({ session, topic: draftOf, body, clientId: fields.get("clientId") ?? "" });
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ version }));
  }
  const topic = Number(request.url?.split("/")[2]);
  await post({ session, topic, body, html: `<p>${body}</p>`, hash: fields.get("clientId") ?? "" });
  response.writeHead(303, { location: `/topics/${topic}` }).end();
});
server.keepAliveTimeout = 75_000;
server.listen(Number(process.env.PORT), "127.0.0.1");
