import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import autocannon, { type Result } from "autocannon";
import { fill, member } from "./setup/content.ts";
import { onOwnGround } from "./setup/ground.ts";
import { cookieOf } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, percent, percentile, printJson, printTable, round, setting } from "./setup/report.ts";

const seconds = setting("BENCH_SECONDS", 15);
const crowd = setting("BENCH_CROWD", 200);
const usual = 16;
const sizes = { people: 200, topicsPerSpace: 20, repliesPerTopic: 5, longTopic: 200 };
/** Those who post while the others read: in turns, since one person may not post every second. */
const posters = { first: 2, count: 60 };

type Times = { status: number; milliseconds: number };
type Row = {
  case: string;
  good: number;
  refused: number;
  times: number[];
  posts: Times[];
  ready: Times[];
  cpu: number;
};

const wanted = process.argv[2] ?? "";

await onOwnGround(async (ground) => {
  const addresses = await fill(sizes);
  console.log(await describeRun());
  const web = await ground.startWeb();
  const pages = { home: addresses.home, topic: addresses.topic };
  const rows: Row[] = [];
  for (const [name, address] of Object.entries(pages).filter(([one]) => one.includes(wanted))) {
    await load(web, address, usual, 2);
    // In turns, so that what else the machine does slows both.
    for (const connections of [usual, crowd]) {
      rows.push({
        case: `${name}, ${connections} at once`,
        ...(await measure(web, address, addresses.topic, connections)),
      });
    }
  }
  let isMissed = false;
  const cells = rows.map((row, at) => {
    const share = at % 2 === 0 ? 1 : row.good / rows[at - 1]!.good;
    const figures = figuresOf(row, share);
    printJson("overload", figures);
    isMissed ||= at % 2 === 1 && !figures.isMet;
    return [
      ...[row.case, round(row.good, 1), at % 2 === 0 ? "-" : percent(share, 1), row.refused, figures.p50, figures.p99],
      ...[figures.worst, figures.faults, figures.posted, figures.postWorst, figures.unready, figures.readyWorst],
    ];
  });
  printTable(
    [
      "case",
      "good/s",
      "of the few",
      "503",
      "p50 ms",
      "p99 ms",
      "worst ms",
      "faults",
      "posts",
      "worst ms",
      "not ready",
      "worst ms",
    ],
    cells,
  );
  if (isMissed) process.exitCode = 1;
});

function figuresOf(row: Row, share: number) {
  const worst = (times: Times[]) => round(Math.max(0, ...times.map(({ milliseconds }) => milliseconds)));
  const answered = [...row.posts, ...row.ready];
  const faults = answered.filter(({ status }) => status === 0 || status === 500).length;
  const unready = row.ready.filter(({ status }) => status !== 200).length;
  const figures = {
    case: row.case,
    goodPerSecond: round(row.good, 1),
    share: round(share, 3),
    refused: row.refused,
    p50: round(percentile(row.times, 0.5)),
    p99: round(percentile(row.times, 0.99)),
    worst: round(row.times.reduce((most, one) => Math.max(most, one), 0)),
    faults,
    posted: `${row.posts.filter(({ status }) => status === 303 || status === 302).length} of ${row.posts.length}`,
    postWorst: worst(row.posts),
    unready,
    readyWorst: worst(row.ready),
  };
  const isMet = share >= 0.8 && figures.worst <= 5000 && figures.readyWorst <= 2000 && faults + unready === 0;
  return { ...figures, isMet };
}

/** Many read one page; meanwhile one person posts every second, and a balancer asks twice a second. */
async function measure(web: Program, address: string, topic: string, connections: number): Promise<Omit<Row, "case">> {
  const until = performance.now() + seconds * 1000;
  const cpu = web.cpuSeconds();
  const [{ result, times }, posts, ready] = await Promise.all([
    load(web, address, connections, seconds),
    repeat(until, 1000, (n) => post(web, topic, n)),
    repeat(until, 500, () => ask(web, "/health/ready")),
  ]);
  const good = result["2xx"];
  const { non2xx } = result;
  if (result.errors > 0)
    console.log(`${address}: ${result.errors} errors, ${result.timeouts} of them without an answer.`);
  return { good: good / result.duration, refused: non2xx, times, posts, ready, cpu: web.cpuSeconds() - cpu };
}

async function load(web: Program, address: string, connections: number, duration: number) {
  const times: number[] = [];
  const headers = { cookie: cookieOf(member), "accept-encoding": "br", accept: "text/html" };
  const url = `http://127.0.0.1:${web.port}${address}`;
  const result = await new Promise<Result>((resolve, reject) => {
    const running = autocannon({ url, headers, connections, duration, timeout: 60 }, (error, done) =>
      error ? reject(error as Error) : resolve(done),
    );
    running.on("response", (_client, _status, _bytes, milliseconds) => void times.push(milliseconds));
  });
  return { result, times };
}

async function repeat(until: number, every: number, work: (n: number) => Promise<Times>): Promise<Times[]> {
  const all: Promise<Times>[] = [];
  for (let n = 0; performance.now() < until; n++) {
    all.push(work(n));
    await pause(every);
  }
  return Promise.all(all);
}

/** Asks over a connection of its own, as a balancer does. Status 0: no answer. */
function ask(web: Program, path: string): Promise<Times> {
  const began = performance.now();
  const done = (status: number) => ({ status, milliseconds: performance.now() - began });
  return new Promise((resolve) => {
    get({ port: web.port, host: "127.0.0.1", path, agent: false }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(done(answer.statusCode ?? 0)));
    }).once("error", () => resolve(done(0)));
  });
}

async function post(web: Program, topic: string, n: number): Promise<Times> {
  const began = performance.now();
  const [, , id] = topic.split("/");
  const body = new URLSearchParams({
    body: `Said while very many read: ${crypto.randomUUID()}.`,
    clientId: crypto.randomUUID(),
  });
  const headers = { cookie: cookieOf(posters.first + (n % posters.count)), "sec-fetch-site": "same-origin" };
  const url = `http://127.0.0.1:${web.port}/topics/${id}/reply`;
  const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" }).catch(() => null);
  await answer?.arrayBuffer();
  return { status: answer?.status ?? 0, milliseconds: performance.now() - began };
}
