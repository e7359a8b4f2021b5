import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { within } from "#app/infra/health/within.ts";
import { listKeptMail } from "#app/infra/mail-kept.server.ts";
import { outboxHealth } from "#app/infra/outbox.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { freePort } from "#server/boot/system/processes.ts";
import { startCrowd } from "#test/faults/crowd.ts";
import { openLedger } from "#test/faults/ledger.ts";
import { findLostAndDoubled } from "#test/faults/lost-and-doubled.ts";
import { type Part, type Site, startSite } from "#test/faults/site.ts";
import { makeStage, type Stage } from "#test/faults/stage.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";

// A real site dies in pieces while people work in it: its web process, its worker and its database, each by kill -9.
const order: Part[] = ["worker", "database", "web", "database", "worker", "web"];

/**
 * Seconds after which a site whose database is back answers people again by itself; docs/operations.md promises it. Counted by
 * the clock of a process that has time: the machine may be busy with other tests. The site's processes then have as little, so
 * they get besides what twenty pages took just before.
 */
const back = 10;
const spare = 20;

describe.skipIf(process.platform !== "linux")("kill -9 under load", { timeout: 600_000 }, () => {
  let site: Site;
  let stage: Stage;
  const ledger = openLedger();

  beforeAll(async () => {
    if (!existsSync(path.resolve("build/assets.json"))) throw new Error("There is no build to test: run `npm test`.");
    site = await startSite(await freePort(), async () => void (stage = await makeStage()));
  }, 180_000);
  afterAll(async () => {
    await closeQueue();
    await site?.end();
  }, 60_000);

  test("the site is whole again by itself each time, and nobody is answered with 500", async () => {
    const crowd = startCrowd(site.url, stage, ledger);
    const member = await signedIn(site, stage.staff);
    const times: string[] = [];
    try {
      for (const part of order) {
        const before = ledger.size();
        await expect.poll(ledger.size, { timeout: 120_000, interval: 20 }).toBeGreaterThan(before + 25);
        await pause(Math.random() * 500);
        const others = (["web", "worker", "database"] as const).filter((one) => one !== part);
        const pids = others.map(site.pidOf);
        const usual = await timeOf(untilServed(site, member));
        await site.kill(part);
        await expect.poll(() => site.pidOf(part), { timeout: 120_000, interval: 20 }).toBeGreaterThan(0);
        if (part === "database") await expect.poll(answersQuestions, { timeout: 120_000, interval: 20 }).toBe(true);
        const most = part === "database" ? back * 1000 + spare * usual : Infinity;
        const taken = part === "worker" ? 0 : await timeOf(within(most, untilServed(site, member)));
        times.push(`${part} ${(taken / 1000).toFixed(1)}`);
        // What has not died goes on: nobody has to start it again.
        expect(others.map(site.pidOf)).toEqual(pids);
      }
    } finally {
      await crowd.end();
    }
    console.info(`acknowledged ${ledger.size()}; seconds until whole: ${times.join(", ")}`);
    expect(site.faults()).toEqual([]);
    expect(ledger.unexpected).toEqual([]);
    const once = ["post", "message", "read", "enrolment", "lesson", "attempt", "draft", "invited"];
    const changing = ["follow", "registration", "answers", "quiz", "work", "mark", "seat"];
    for (const kind of [...once, ...changing]) expect(ledger.acknowledged(kind), kind).not.toEqual([]);
  });

  test("all that was set going comes to its end, by itself and soon", async () => {
    await expect.poll(leftToDo, { timeout: 180_000, interval: 100 }).toEqual({ events: 0, jobs: 0, mails: 0 });
    expect((await queueHealth()).dead).toBe(0);
  });

  test("what was acknowledged is there once, what was not at most once, and no mail is doubled", async () => {
    expect(await findLostAndDoubled(ledger, stage)).toEqual([]);
    expect(await mailsOnDisk()).toEqual(await mailsSent());
  });

  test("everything that is counted is what a fresh count gives", async () => {
    const neverRead = stage.followers.map(({ id }) => id);
    expect(await findWrongCounts({ neverRead })).toEqual([]);
  });
});

/** The mails that were kept, by whom they are to and what they are about. */
async function mailsOnDisk(): Promise<string[]> {
  const kept = await listKeptMail(10_000);
  return kept.map(({ to, subject }) => `${to}: ${subject}`).sort();
}

async function mailsSent(): Promise<string[]> {
  const rows = await db().outgoingMail.findMany({
    where: { state: "sent" },
    select: { recipient: true, subject: true },
  });
  return rows.map(({ recipient, subject }) => `${recipient}: ${subject}`).sort();
}

/** The balancer's question is answered, and a person gets a page. */
async function untilServed(site: Site, member: Visitor): Promise<void> {
  while (!(await site.isReady())) await pause(50);
  while ((await member.get("/me").catch(() => null))?.status !== 200) await pause(50);
}

/** Milliseconds until `work` is done. */
async function timeOf(work: Promise<void>): Promise<number> {
  const from = performance.now();
  await work;
  return performance.now() - from;
}

const answersQuestions = () =>
  pool()
    .query("SELECT 1")
    .then(
      () => true,
      () => false,
    );

async function leftToDo() {
  const { active, waiting, delayed } = await queueHealth();
  const mails = await db().outgoingMail.count({ where: { state: "waiting" } });
  return { events: (await outboxHealth()).waiting, jobs: active + waiting + delayed, mails };
}
