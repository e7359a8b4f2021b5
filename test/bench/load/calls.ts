import { createServer } from "node:http";
import { db, pool } from "#app/infra/db.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { countCourseReport } from "#app/modules/learning/grades/count-course-report.server.ts";
import { noteTopicRead } from "#app/modules/notifications/list-notifications.server.ts";
import { sendDigest } from "#app/modules/notifications/send-digest.server.ts";
import { member } from "../setup/large-site.ts";
import { personId } from "../setup/people.ts";
import { uncounted } from "#test/setup/statement-counter.ts";

/**
 * Functions of the product that no page shows by itself, as addresses: `/<name>?turn=<n>` calls one and answers with the
 * milliseconds that it took. What is prepared before it is not in them.
 */
const calls: Record<string, (turn: number) => Promise<() => Promise<unknown>>> = {
  "topic-read": async (turn) => {
    const topic = await unreadAgain(turn);
    const actor = await findActor(personId(member));
    return async () => {
      await markRead(actor, topic, 0);
      await noteTopicRead(actor, { publicId: topic, number: 1 });
    };
  },
  digest: async (turn) => () => sendDigest({ userId: personId(turn + 3), period: "2026-01-01" }),
  "digest-first": async (turn) => {
    for (const memory of ["forum.space-windows", "forum.post-texts"]) forgetSingleton(memory);
    return () => sendDigest({ userId: personId(turn + 203), period: "2026-01-01" });
  },
  report: async () => countReport(),
};

const countReport = async () => {
  const course = await db().course.findFirstOrThrow({ orderBy: { id: "asc" }, select: { id: true } });
  return () => countCourseReport({ courseId: course.id, cohortIds: null, cohortId: null }, new Date());
};

/** One of the topics of which the member has an unread notification at every size. */
async function unreadAgain(turn: number): Promise<number> {
  const topic = (turn % 20) + 1;
  await pool().query(
    `UPDATE notifications SET read_at = NULL ${uncounted}
      WHERE user_id = $1 AND group_key = 'topic:' || (SELECT id FROM topics WHERE public_id = $2)`,
    [personId(member), topic],
  );
  await pool().query(`UPDATE users SET unread_count = greatest(unread_count, 1) ${uncounted} WHERE id = $1`, [
    personId(member),
  ]);
  return topic;
}

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url!, "http://localhost");
  void (async () => {
    const call = await calls[pathname.slice(1)]!(Number(searchParams.get("turn")));
    const began = performance.now();
    await call();
    response.end(String(performance.now() - began));
  })();
}).listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
