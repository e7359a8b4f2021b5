import { chromium } from "playwright-core";
import { findProgram, programs } from "#test/setup/programs.mjs";
import { type Cookie, openOnSlowPhone, type Seen } from "./load/slow-phone.ts";
import { addAuthor } from "./setup/author.ts";
import { fill, member } from "./setup/content.ts";
import { onOwnGround } from "./setup/ground.ts";
import { addOpenRoom } from "./setup/open-room.ts";
import { cookieOf } from "./setup/people.ts";
import { describeRun, percent, percentile, printJson, printTable, round, setting } from "./setup/report.ts";
import { sheetCookies } from "./setup/sheets.ts";

const rounds = setting("BENCH_ROUNDS", 5);
const sizes = { people: 200, topicsPerSpace: 20, repliesPerTopic: 5, longTopic: 200 };
const goals = { reading: 2500, room: 5000, editor: 5000 };

/** `tool`: what a page shows once its script is there; the goal is for that, too. */
type Case = { name: string; address: string; goal: number; cookies: Cookie[]; tool?: string };

/** The person who writes the lesson. */
const author = 2;
const wanted = process.argv[2] ?? "";

await onOwnGround(async (ground) => {
  const executablePath = findProgram(...programs.chromium.names);
  if (!executablePath) throw new Error("There is no Chromium on this machine.");
  const cases = casesOf(await fill(sizes), await addOpenRoom(sizes.people), await addAuthor(author)).filter(
    ({ name }) => name.includes(wanted),
  );
  if (cases.length === 0) throw new Error(`No case has “${wanted}” in its name.`);
  const web = await ground.startWeb();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  console.log(`${await describeRun()}, Chromium ${browser.version()}`);
  try {
    const rows = [];
    for (const one of cases) {
      const url = `http://localhost:${web.port}${one.address}`;
      const [ours, linked]: [Seen[], Seen[]] = [[], []];
      for (let n = 0; n < rounds; n++) {
        ours.push(await openOnSlowPhone(browser, url, one.cookies, one.tool));
        // The version before: a browser that claims to hold the stylesheets gets them linked, and has to fetch them.
        linked.push(await openOnSlowPhone(browser, url, [...one.cookies, ...sheetCookies()], one.tool));
      }
      const result = resultOf(one, ours, linked);
      printJson("paint", result);
      rows.push(result);
    }
    printTable(
      ["page", "first paint ms", "goal", "linked sheet", "ratio", "title ms", "linked sheet", "usable ms"],
      rows.map((row) => [
        ...[row.case, row.paint, row.isMet ? row.goal : `${row.goal} missed`, row.linkedPaint],
        ...[percent(row.paint, row.linkedPaint), row.title, row.linkedTitle, row.usable ?? "-"],
      ]),
    );
    if (rows.some(({ isMet }) => !isMet)) process.exitCode = 1;
  } finally {
    await browser.close();
  }
});

function casesOf(
  { home, lesson, topic, course }: Awaited<ReturnType<typeof fill>>,
  room: number,
  editor: string,
): Case[] {
  const cookiesOf = (person: number): Cookie[] => {
    const [name = "", value = ""] = cookieOf(person).split("=");
    return [{ name, value }];
  };
  return [
    ...Object.entries({ home, lesson, topic, course }).map(([page, address]): Case => ({
      name: page,
      address,
      goal: goals.reading,
      cookies: [],
    })),
    { name: "room", address: `/webinars/${room}/room`, goal: goals.room, cookies: cookiesOf(member) },
    {
      name: "editor",
      address: editor,
      goal: goals.editor,
      cookies: cookiesOf(author),
      tool: "unit-editor [role=toolbar]",
    },
  ];
}

function resultOf({ name, goal }: Case, ours: Seen[], linked: Seen[]) {
  const median = (all: Seen[], of: keyof Seen) =>
    round(
      percentile(
        all.map((one) => one[of] ?? 0),
        0.5,
      ),
    );
  const paint = median(ours, "paint");
  const usable = ours[0]?.usable ? median(ours, "usable") : null;
  return {
    case: name,
    paint,
    goal,
    isMet: Math.max(paint, usable ?? 0) <= goal,
    linkedPaint: median(linked, "paint"),
    title: median(ours, "title"),
    linkedTitle: median(linked, "title"),
    usable,
  };
}
