import { mkdir } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";

import { translatorFor } from "#app/i18n/t.server.ts";
import { env } from "#app/infra/env.server.ts";
import { getSite } from "#app/infra/site-settings.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { loadGuestHome } from "#app/routes/site/home/guest-data.server.ts";
import { homeBlocks, loadMemberHome } from "#app/routes/site/home/member-data.server.ts";
import { demoActor } from "#prisma/seed/demo-people.ts";
import { seed } from "#prisma/seed/index.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seed({ demo: true, log: () => {} }), 60_000);

const course = "run-a-national-consultation-online";

describe("a member's home", () => {
  it.each(["learner.fr", "trainer", "facilitator", "admin"] as const)(
    "asks twice at most for each block: %s",
    async (person) => {
      const actor = await demoActor(person);
      const wish = { language: "en" as const, at: new Date() };
      for (const [name, load] of Object.entries(homeBlocks)) {
        const { statements } = await countingStatements<unknown>(() => load(actor, wish));
        expect([name, ...statements.slice(2)]).toEqual([name]);
      }
    },
  );

  it("begins with the next part, by its name and its minutes, and shows what is due and what is new", async () => {
    const home = await loadMemberHome(await demoActor("learner.fr"), { language: "fr" });
    const [first] = home.courses;
    expect(first?.next).toMatchObject({ title: { language: "fr" }, kind: expect.any(String) });
    expect(first!.next!.minutes).toBeGreaterThan(0);
    expect(home.due.map(({ href }) => href).join()).toContain(course);
    expect(home.unread.length).toBeGreaterThan(0);
    expect([home.staffWork, home.unanswered, home.site]).toEqual([[], [], null]);
  });

  it("names the cohort that one is in, with its dates, until it is over", async () => {
    const actor = await demoActor("learner.fr");
    const cohorts = async (at: Date) =>
      (await homeBlocks.learning(actor, { language: "en", at })).courses.flatMap(({ cohort }) => cohort ?? []);
    const now = new Date();
    const group = (await cohorts(now)).find(({ name }) => name === "West Africa and the Arab States");
    expect(group).toMatchObject({ zone: "Africa/Abidjan", startsAt: expect.any(Date), endsAt: expect.any(Date) });
    expect(group!.startsAt! < now && now < group!.endsAt!).toBe(true);
    expect((await cohorts(group!.endsAt!)).map(({ name }) => name)).not.toContain(group!.name);
  });

  it("shows those who have a role what waits for them there", async () => {
    const trainer = await loadMemberHome(await demoActor("trainer"), { language: "en" });
    expect(trainer.staffWork.find(({ slug }) => slug === course)).toMatchObject({ attempts: 2 });
    expect([trainer.unanswered, trainer.site]).toEqual([[], null]);
    const facilitator = await loadMemberHome(await demoActor("facilitator"), { language: "en" });
    expect(facilitator.unanswered.length).toBeGreaterThan(0);
    expect([facilitator.staffWork, facilitator.site]).toEqual([[], null]);
    await mkdir(env().DATA_DIR, { recursive: true });
    const { site } = await loadMemberHome(await demoActor("admin"), { language: "en" });
    expect(site).toMatchObject({ joined: expect.any(Number), failedMails: 0 });
    expect(site!.disk!.total).toBeGreaterThan(site!.disk!.free);
  });
});

describe("a guest's home", () => {
  const load = async () => loadGuestHome({ language: "en", site: await getSite(), t: translatorFor("en") });

  it("shows what is going on, who is here and who runs the site, with fewer statements the second time", async () => {
    const { result, statements } = await countingStatements(load);
    expect(statements.length).toBeLessThanOrEqual(9);
    expect(result.webinar!.startsAt <= result.at && result.at < result.webinar!.endsAt).toBe(true);
    expect(result.here!.people).toBeGreaterThanOrEqual(24);
    expect(result.here!.countries).toBeGreaterThanOrEqual(15);
    expect(result.topicsThisMonth).toBeGreaterThanOrEqual(12);
    expect(result.site).toMatchObject({ isSaid: true, about: { language: "en" } });
    const again = await countingStatements(load);
    expect(again.statements.length).toBeLessThanOrEqual(5);
  });
});
