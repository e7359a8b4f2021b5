import { setTimeout as pause } from "node:timers/promises";
import { db, pool } from "#app/infra/db.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import type { Reply } from "./load/forms.ts";
import { createTaker, type QuizTaker, serialise } from "./load/quiz-taker.ts";
import { onOwnGround } from "./setup/ground.ts";
import { addPeople, cookieOf, personId } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, percentile, printJson, printTable, round, setting } from "./setup/report.ts";
import { insertRows } from "./setup/rows.ts";

const people = setting("BENCH_PEOPLE", 1000);
const seconds = setting("BENCH_SECONDS", 60);
/** How often everybody saves. The page saves within 2 s of a change: this is somebody who thinks before each one. */
const everySeconds = setting("BENCH_EVERY", 10);
const questions = 10;

type Result = {
  case: string;
  requests: number;
  refused: number;
  perSecond: number;
  p50: number;
  p99: number;
  worst: number;
  cpu: number;
};

/** Saves that the server said are kept. */
let saves = 0;

await onOwnGround(async ({ startWeb }) => {
  await addPeople(people);
  const { course, address } = await makeTimedQuiz();
  await enrolAll(course.id);
  await pool().query("VACUUM ANALYZE");
  console.log(await describeRun());
  const web = await startWeb();
  const memory = web.memory();
  const takers = Array.from({ length: people }, (_, n) => {
    return createTaker({ port: web.port, cookie: cookieOf(n + 1), address });
  });
  const results = [
    await measure("start together", web, () => Promise.all(takers.map((taker) => taker.begin()))),
    await measure("save", web, () => saveInTurns(takers)),
    await measure("submit together", web, () => Promise.all(takers.map((taker) => taker.submit()))),
  ];
  for (const result of results) printJson("quiz", result);
  printTable(
    ["case", "requests", "refused", "requests/s", "p50 ms", "p99 ms", "worst ms", "CPU ms each"],
    results.map((row) => [
      ...[row.case, row.requests, row.refused, row.perSecond, row.p50, row.p99, row.worst, row.cpu],
    ]),
  );
  const kept = await lookFor(takers, course.units[0]!.id);
  printJson("quiz", kept);
  console.log(
    `Of ${kept.saves} saves that were said to be kept, ${kept.lost} are lost; ${kept.graded} of ${people} attempts are graded. ` +
      `Memory of the web server: ${round(memory)} MB before, ${round(web.memory())} MB after.`,
  );
  if (kept.lost > 0 || kept.graded < people) process.exitCode = 1;
});

async function makeTimedQuiz() {
  const gift = Array.from({ length: questions }, (_, n) => {
    return `::q${n + 1}::What comes first, number ${n + 1}?{=Decisions ~Data ~Money ~Nothing}`;
  });
  const course = await makeCourse({
    slug: "bench",
    modules: [{ slug: "only", units: [{ slug: "quiz", gift: { en: gift.join("\n\n") } }] }],
  });
  const timeLimit = seconds + 1800;
  const unitId = course.units[0]!.id;
  const limits = { timeLimit, attemptsAllowed: 1 };
  await db().quizSettings.upsert({ where: { unitId }, create: { unitId, ...limits }, update: limits });
  return { course, address: "/courses/bench/quiz/attempt" };
}

async function enrolAll(courseId: string): Promise<void> {
  const ids = Array.from({ length: people }, (_, n) => personId(n + 1));
  await insertRows(
    "enrolments",
    ids.map((userId) => ({ id: crypto.randomUUID(), user_id: userId, course_id: courseId, created_at: new Date() })),
  );
}

/** Everybody answers one more question and saves, all through each period, again and again. */
async function saveInTurns(takers: QuizTaker[]): Promise<Reply[]> {
  const end = performance.now() + seconds * 1000;
  const turns = await Promise.all(
    takers.map(async (taker, n) => {
      const replies: Reply[] = [];
      await pause(((n % 997) / 997) * everySeconds * 1000);
      for (let turn = 0; performance.now() < end; turn++) {
        const began = performance.now();
        taker.answers.set(`q${(turn % questions) + 1}`, String((n + turn) % 4));
        replies.push(await taker.save());
        if (replies.at(-1)!.status === 200) saves += 1;
        await pause(Math.max(0, everySeconds * 1000 - (performance.now() - began)));
      }
      return replies;
    }),
  );
  return turns.flat();
}

async function measure(name: string, web: Program, work: () => Promise<Reply[]>): Promise<Result> {
  const [cpu, began] = [web.cpuSeconds(), performance.now()];
  const replies = await work();
  const took = (performance.now() - began) / 1000;
  const times = replies.map(({ milliseconds }) => milliseconds);
  const refused = replies.filter(({ status }) => status >= 400);
  if (refused[0]) console.log(`${name}: ${refused.length} refused, the first with ${refused[0].status}.`);
  return {
    case: name,
    requests: replies.length,
    refused: refused.length,
    perSecond: round(replies.length / took),
    p50: round(percentile(times, 0.5), 1),
    p99: round(percentile(times, 0.99), 1),
    worst: round(Math.max(...times), 1),
    cpu: round((1000 * (web.cpuSeconds() - cpu)) / replies.length, 2),
  };
}

/** Compares what the server said is kept with what the database holds. */
async function lookFor(takers: QuizTaker[], unitId: string) {
  const rows = await db().attempt.findMany({
    where: { unitId },
    select: {
      userId: true,
      state: true,
      percent: true,
      answers: { select: { number: true, response: true }, orderBy: { number: "asc" } },
    },
  });
  const byPerson = new Map(rows.map((row) => [row.userId, row]));
  let lost = 0;
  for (const [n, taker] of takers.entries()) {
    const held = byPerson.get(personId(n + 1))?.answers.flatMap(({ number, response }) => {
      return response[0] === undefined ? [] : [[`q${number}`, response[0]] as const];
    });
    if (taker.kept !== "" && serialise(new Map(held ?? [])) !== taker.kept) lost += 1;
  }
  const graded = rows.filter(({ state, percent }) => state === "submitted" && percent !== null).length;
  return { case: "what is kept", saves, lost, graded };
}
