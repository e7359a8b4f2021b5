import { type Crowd, openCrowd } from "./load/crowd.ts";
import { createMember, type Member } from "./load/room-client.ts";
import { openRoom, type Outcome, type Room } from "./load/room.ts";
import { onOwnGround } from "./setup/ground.ts";
import { addOpenRoom } from "./setup/open-room.ts";
import { addPeople, cookieOf } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, percent, printJson, printTable, round, setting } from "./setup/report.ts";

const size = setting("BENCH_SOCKETS", 1000);
const seconds = setting("BENCH_SECONDS", 30);
const pace = setting("BENCH_PACE", 30);
const rounds = setting("BENCH_ROUNDS", 3);
const goal = 0.75;
/** With drops, this share of the people loses the line each second. */
const cutShare = 0.1;

const isWanted = (name: string) => name.includes(process.argv[2] ?? "");

type Result = Outcome & { case: string; perCpuSecond: number; baselinePerCpuSecond: number | null };

await onOwnGround(async ({ startWeb, startBaseline }) => {
  await addPeople(size);
  console.log(await describeRun());
  const baseline = await startBaseline("chat");
  const crowd = await openCrowd(baseline.port, size);
  const one = await startWeb("web-1");
  const memory = one.memory();
  const results: Result[] = [];

  if (isWanted("one room")) {
    const began = performance.now();
    // Everybody behind one address, as in a training room.
    const members = await makeMembers([one], () => "127.0.0.1");
    const room = await openRoom(members);
    console.log(`${size} people were in the room after ${round((performance.now() - began) / 1000, 1)} s.`);
    results.push(await compare("one room", room, [one], { crowd, baseline }));
    console.log(
      `Memory of the web server: ${round(memory)} MB before, ${round(one.memory())} MB with ${size} sockets.`,
    );
    for (const member of members) member.cut();
  }
  if (isWanted("with drops")) results.push(await withDrops(one));
  if (isWanted("2 nodes")) {
    const nodes = [one, await startWeb("web-2")];
    const room = await openRoom(await makeMembers(nodes, addressOf));
    results.push(await compare("2 nodes", room, nodes, { crowd, baseline }));
  }
  print(results);
});

/** A room of its own that is open now, its people spread over the nodes. */
async function makeMembers(nodes: Program[], addressOf: (n: number) => string): Promise<Member[]> {
  const webinar = await addOpenRoom(size);
  return Array.from({ length: size }, (_, at) => at + 1).map((n) => {
    const { port } = nodes[n % nodes.length]!;
    return createMember({ port, cookie: cookieOf(n), webinar, address: addressOf(n) });
  });
}

/** Talks in the room and on the baseline by turns, so that what slows the machine slows both. */
async function compare(
  name: string,
  room: Room,
  nodes: Program[],
  other: { crowd: Crowd; baseline: Program },
): Promise<Result> {
  const cpu = () => nodes.reduce((total, node) => total + node.cpuSeconds(), 0);
  // What has to be compiled and to grow does it now, on both sides.
  await room.talk(pace, 1);
  await other.crowd.talk(room.packet(), pace, 1);
  const outcomes: Outcome[] = [];
  const used = { ours: 0, theirs: 0, delivered: 0 };
  for (let n = 0; n < rounds; n++) {
    const before = cpu();
    outcomes.push(await room.talk(pace, seconds / rounds));
    used.ours += cpu() - before;
    const theirsBefore = other.baseline.cpuSeconds();
    used.delivered += await other.crowd.talk(room.packet(), pace, seconds / rounds);
    used.theirs += other.baseline.cpuSeconds() - theirsBefore;
  }
  const outcome = total(outcomes);
  return {
    case: name,
    ...outcome,
    perCpuSecond: outcome.live / used.ours,
    baselinePerCpuSecond: used.delivered / used.theirs,
  };
}

/** The same talk while lines break all the time and are taken up again a moment later. */
async function withDrops(node: Program): Promise<Result> {
  const members = await makeMembers([node], addressOf);
  const room = await openRoom(members);
  let next = 0;
  const timer = setInterval(() => {
    for (let n = 0; n < size * cutShare; n++) {
      const member = members[next++ % size]!;
      if (!member.isIn()) continue;
      member.cut();
      setTimeout(() => void member.enter(), 50 + (n % 10) * 50);
    }
  }, 1000);
  const before = node.cpuSeconds();
  setTimeout(() => clearInterval(timer), seconds * 1000 - 100);
  const outcome = await room.talk(pace, seconds);
  const perCpuSecond = (outcome.live + outcome.resumed) / (node.cpuSeconds() - before);
  for (const member of members) member.cut();
  return { case: "with drops", ...outcome, perCpuSecond, baselinePerCpuSecond: null };
}

// Coming back all the time they connect more often than one address may: they sit behind ten.
function addressOf(n: number): string {
  return process.platform === "linux" ? `127.0.0.${2 + (n % 10)}` : "127.0.0.1";
}

function total(outcomes: Outcome[]): Outcome {
  const sum = (of: keyof Outcome) => outcomes.reduce((all, outcome) => all + outcome[of], 0);
  const worst = (of: keyof Outcome) => Math.max(...outcomes.map((outcome) => outcome[of]));
  return {
    said: sum("said"),
    live: sum("live"),
    resumed: sum("resumed"),
    tooOld: sum("tooOld"),
    early: sum("early"),
    // What was lost in one stretch is still missing in the next.
    lost: worst("lost"),
    doubled: sum("doubled"),
    disordered: sum("disordered"),
    p50: worst("p50"),
    p99: worst("p99"),
  };
}

function print(results: Result[]): void {
  const rows = results.map((result) => {
    const { perCpuSecond, baselinePerCpuSecond: theirs } = result;
    const ratio = theirs === null ? null : perCpuSecond / theirs;
    printJson("chat", {
      ...result,
      perCpuSecond: round(perCpuSecond),
      baselinePerCpuSecond: theirs && round(theirs),
      ratio,
      goal,
    });
    const { said, live, resumed, lost, doubled, disordered, early, p50, p99 } = result;
    return [
      ...[result.case, said, live, resumed, lost, doubled, disordered, early, round(perCpuSecond)],
      ...(theirs === null ? ["-", "-"] : [round(theirs), percent(perCpuSecond, theirs)]),
      ...[round(p50, 1), round(p99, 1)],
    ];
  });
  const heads = ["case", "said", "live", "resumed", "lost", "doubled", "disordered", "early"];
  printTable([...heads, "live per CPU s", "baseline", "ratio", "p50 ms", "p99 ms"], rows);
  console.log(
    `${size} people, ${pace} messages a second, ${seconds} s; goal: ${percent(goal, 1)}, and 0 lost, doubled, disordered.`,
  );
}
