import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getCharterFor, getCharterHistory, getCharterToEdit, saveCharter } from "./charter.server.ts";
import { getSpaceFor } from "./list-spaces.server.ts";
import { charterSchema } from "./schemas.ts";

useDatabase();
afterAll(closeQueue);

let code: string;
let keeper: Actor;
const save = (actor: Actor | null, body: string, { version = 0, language = "en" as "en" | "fr" | "ar" } = {}) =>
  saveCharter(actor, code, { language, version, body });
const lastAudit = () => db().auditEntry.findFirst({ orderBy: { id: "desc" } });

describe("the charter of a space", () => {
  beforeEach(async () => {
    ({ code } = await makeSpace());
    keeper = await makeSpaceMember(await makeUser({ name: "Awa" }), code, "facilitator");
  });

  it("is changed by its facilitators in each language by itself, and rendered as posts are", async () => {
    await save(keeper, "## For whom\n\nFor **teams** <b>only</b>.");
    await save(keeper, "Pour les équipes.", { language: "fr" });
    expect((await getCharterFor(null, code, "en")).charter!.html).toContain("<strong>teams</strong> &lt;b&gt;only");
    expect(await getCharterFor(null, code, "ar")).toMatchObject({
      charter: { language: "en" },
      languages: ["en", "fr"],
    });
    expect(await getCharterToEdit(keeper, code, "fr")).toMatchObject({ body: "Pour les équipes.", version: 1 });
    expect(await getCharterToEdit(keeper, code, "ar")).toMatchObject({ body: "", version: 0 });
    expect(await lastAudit()).toMatchObject({ action: "forum.charter.changed", data: { space: code, language: "fr" } });
    const { charter } = (await getSpaceFor(null, code, "en")).space;
    expect(charter).toEqual({ language: "en", text: "For whom For teams <b>only</b>.", hasMore: true });
    expect((await getSpaceFor(null, code, "fr")).space.charter).toMatchObject({ hasMore: false });
  });

  it("keeps what it said before, with who changed it", async () => {
    await save(keeper, "A place to try everything out.");
    await save(keeper, "A place to try everything out.", { version: 1 });
    await save(keeper, "A place to learn.", { version: 1 });
    const { versions, shown } = await getCharterHistory(null, code, "en", null);
    expect(versions.map(({ version, by }) => [version, by.name])).toEqual([
      [2, "Awa"],
      [1, "Awa"],
    ]);
    expect(shown!.parts.filter(({ kind }) => kind === "added").map(({ text }) => text.trim())).toEqual(["learn"]);
    const first = await getCharterHistory(null, code, "en", 1);
    expect(first.shown!.parts.filter(({ kind }) => kind !== "same").map(({ text }) => text.trim())).toEqual([
      "things",
      "everything",
    ]);
    expect((await getCharterHistory(null, code, "ar", 7)).shown).toBe(null);
  });

  it("is not overwritten by who began from an older one, also of many at once", async () => {
    const outcomes = await Promise.allSettled(["One.", "Two.", "Three."].map((body) => save(keeper, body)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { body } = await getCharterToEdit(keeper, code, "en");
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      expect(outcome.reason).toMatchObject({
        status: 409,
        code: "forum.error.charter_conflict",
        details: { data: { body, version: 1 } },
      });
    }
    // Another language is another text.
    await save(keeper, "Un lieu.", { language: "fr" });
  });

  it("is changed by nobody else: members, facilitators of another space, silenced ones, guests", async () => {
    const member = await makeSpaceMember(await makeUser(), code);
    const other = await makeSpaceMember(await makeUser(), (await makeSpace()).code, "facilitator");
    for (const actor of [member, other]) {
      await expect(save(actor, "Mine.")).rejects.toMatchObject({ status: 403, code: "forum.error.not_facilitator" });
      await expect(getCharterToEdit(actor, code, "en")).rejects.toMatchObject({ status: 403 });
    }
    await db().user.update({ where: { id: keeper.id }, data: { silencedUntil: new Date(Date.now() + 3_600_000) } });
    await expect(save((await findActor(keeper.id))!, "Mine.")).rejects.toMatchObject({ status: 403 });
    await expect(save(null, "Mine.")).rejects.toMatchObject({ status: 401 });
    await save(await makeUser({ role: "moderator" }), "The team’s.");
    const closed = (await makeSpace({ joinMode: "members" })).code;
    for (const ask of [getCharterFor(member, closed, "en"), getCharterHistory(member, closed, "en", null)]) {
      await expect(ask).rejects.toMatchObject({ status: 404 });
    }
  });

  it("is neither empty nor too long", () => {
    const parse = (body: string) => charterSchema.safeParse({ language: "en", version: "0", body }).success;
    expect([parse(" \n"), parse("x".repeat(5001)), parse("x")]).toEqual([false, false, true]);
    expect(charterSchema.safeParse({ language: "xx", version: "0", body: "x" }).success).toBe(false);
  });
});

it("outlives the file that opens the spaces, in the languages in which it was changed", async () => {
  await seedRoadmap(db());
  await seedSpaces();
  await db().space.update({ where: { code: "1.1" }, data: { charter: { en: "Older.", fr: "Ancien." } } });
  const version = 0;
  await saveCharter(await makeUser({ role: "moderator" }), "1.1", { language: "fr", version, body: "Chez nous." });
  await seedSpaces();
  const { charter } = await db().space.findUniqueOrThrow({ where: { code: "1.1" } });
  expect(charter).toMatchObject({ fr: "Chez nous.", en: expect.stringContaining("How to find out") });
});

it("outlives that file also when it is changed while another process begins", async () => {
  await seedRoadmap(db());
  await seedSpaces();
  const [spaceCode, language, editorId] = ["1.2", "fr", (await makeUser()).id];
  let begun: Promise<void> | undefined;
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM spaces WHERE code = ${spaceCode} FOR NO KEY UPDATE`;
    begun = seedSpaces();
    const waits = async () => {
      const [found] = await db().$queryRaw<{ count: number }[]>`
        SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return found!.count;
    };
    await expect.poll(waits).toBe(1);
    await tx.charterRevision.create({ data: { spaceCode, language, version: 0, body: "Ancien.", editorId } });
    await tx.space.update({ where: { code: spaceCode }, data: { charter: { fr: "Chez nous." } } });
  });
  await begun;
  const { charter } = await db().space.findUniqueOrThrow({ where: { code: spaceCode } });
  expect(charter).toMatchObject({ fr: "Chez nous.", en: expect.any(String) });
});
