import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { EventPayload } from "#app/events.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { readPlace, writePlace } from "#app/modules/forum/drafts/draft-place.ts";
import { addMember } from "#app/modules/forum/members/change-member.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getSpaceFor, listSpacesFor } from "./list-spaces.server.ts";
import { makeSpace, renameSpace } from "./make-space.server.ts";
import { newSpaceSchema } from "./schemas.ts";
import { listTopicsFor } from "#app/modules/forum/topics/list-topics.server.ts";

useDatabase();
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});
afterAll(closeQueue);

let admin: Actor;
const now = async ({ id }: Actor) => (await findActor(id))!;
let counter = 0;
const fresh = (name: string) => `${name} ${++counter}`;

function wish(name: string, more: object = {}) {
  return newSpaceSchema.parse({ kind: "team", name, mode: "members", language: "fr", ...more });
}
beforeEach(async () => void (admin = await makeUser({ role: "administrator" })));

describe("a space that somebody makes", () => {
  it("has its maker as a facilitator, its words, and a line in the audit log", async () => {
    const name = fresh("Équipe nationale du Sénégal");
    const code = await makeSpace(admin, wish(name, { charter: "Pour **nous**.", output: "2" }));
    expect(code).toBe(`equipe-nationale-du-senegal-${counter}`);
    admin = await now(admin);
    expect(admin.facilitates).toEqual([code]);
    const { space } = await getSpaceFor(admin, code, "en");
    expect(space).toMatchObject({ kind: "team", name, outputCode: "2", activityCode: null, joinMode: "members" });
    expect(space.charter).toMatchObject({ language: "fr", text: "Pour nous." });
    const line = await db().auditEntry.findFirst({ where: { action: "forum.space.opened" }, orderBy: { id: "desc" } });
    expect(line).toMatchObject({ subject: `space:${code}`, data: { name } });
  });

  it("has no address that leads elsewhere", async () => {
    const routes = readFileSync(path.join(projectRoot(), "app", "routes.ts"), "utf8");
    const taken = new Set([...routes.matchAll(/"forum\/([a-z-]+)[/"]/g)].map(([, word]) => word!));
    expect([...taken]).toEqual(expect.arrayContaining(["files", "spaces", "tags"]));
    for (const word of taken) expect(await makeSpace(admin, wish(word))).toBe(`${word}-space`);
  });

  it("stands behind those of the Open Roadmap, for who may see it", async () => {
    const code = await makeSpace(admin, wish(fresh("Closed team")));
    const open = await makeSpace(admin, wish(fresh("Open theme"), { kind: "theme", mode: "open" }));
    const seen = async (actor: Actor | null) => {
      const groups = await listSpacesFor(actor);
      const last = groups.at(-1)!;
      expect(groups.slice(0, -1).every(({ made }) => !made)).toBe(true);
      return last.made ? last.spaces.map((space) => space.code) : [];
    };
    expect(await seen(null)).toContain(open);
    expect(await seen(null)).not.toContain(code);
    expect(await seen(await makeUser())).not.toContain(code);
    expect(await seen(await makeSpaceMember(await makeUser(), code))).toContain(code);
    await expect(getSpaceFor(await makeUser(), code, "en")).rejects.toMatchObject({ status: 404 });
  });

  it("may be called in any script, and its address leads to it and to its drafts", async () => {
    const name = fresh("الفريق الوطني");
    const code = await makeSpace(admin, wish(name));
    expect(code).toContain("الفريق-الوطني");
    expect(decodeURIComponent(spacePath(code))).toBe(`/forum/${code}`);
    expect(spacePath(code)).toMatch(/^[\x21-\x7e]+$/);
    expect(readPlace(writePlace({ kind: "topic", target: code }))).toEqual({ kind: "topic", target: code });
    expect(await makeSpace(admin, wish("2030"))).toBe("2030-space");
  });

  it("is refused under a name that another one has, or nearly; of many at once one comes to be", async () => {
    const name = fresh("Museums");
    const made = await Promise.allSettled(
      [name, name.toUpperCase(), `${name}!`].map((one) => makeSpace(admin, wish(one))),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of made) {
      if (one.status === "rejected") {
        expect(one.reason).toMatchObject({
          status: 400,
          details: { fields: { name: { code: "forum.error.space_exists" } } },
        });
      }
    }
    await expect(makeSpace(admin, wish(fresh("Output"), { output: "9" }))).rejects.toMatchObject({ status: 400 });
    expect(newSpaceSchema.safeParse({ kind: "team", name: "ab", mode: "open", language: "en" }).success).toBe(false);
    expect(newSpaceSchema.safeParse({ kind: "cohort", name: "abc", mode: "open", language: "en" }).success).toBe(false);
  });

  it("is made by moderators and administrators, and by nobody else", async () => {
    await expect(makeSpace(null, wish(fresh("Mine")))).rejects.toMatchObject({ status: 401 });
    for (const role of ["member", "trainer", "facilitator"] as const) {
      await expect(makeSpace(await makeUser({ role }), wish(fresh("Mine")))).rejects.toMatchObject({ status: 403 });
    }
    await makeSpace(await makeUser({ role: "moderator" }), wish(fresh("Ours")));
  });

  it("gets another name by its facilitators, and keeps its address", async () => {
    const [first, second] = [fresh("First"), fresh("Second")];
    const code = await makeSpace(admin, wish(first, { mode: "open" }));
    await makeSpace(admin, wish(second));
    const keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
    const name = fresh("Renamed");
    await renameSpace(keeper, code, name);
    expect((await getSpaceFor(null, code, "en")).space).toMatchObject({ code, name });
    await renameSpace(keeper, code, name);
    await expect(renameSpace(keeper, code, second)).rejects.toMatchObject({ status: 400 });
    await expect(renameSpace(await makeUser(), code, "Mine")).rejects.toMatchObject({ status: 403 });
    await expect(renameSpace(admin, "1.1", "Ours")).rejects.toMatchObject({ code: "forum.error.space_named" });
    const both = await Promise.allSettled(
      [code, await makeSpace(admin, wish(fresh("Third")))].map((one) => renameSpace(admin, one, "Same for two")),
    );
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is told of by its name, and its topics carry it", async () => {
    const name = fresh("Théâtre en ligne");
    const code = await makeSpace(admin, wish(name));
    const person = await makeUser({ language: "fr" });
    await addMember(admin, code, { handle: person.handle, role: "member" });
    const { payload } = await db().outboxEvent.findFirstOrThrow({ where: { name: "forum.member.added" } });
    await tellOf("forum.member.added", payload as EventPayload<"forum.member.added">);
    const told = await db().notification.findFirstOrThrow({ where: { userId: person.id } });
    expect(told.data).toMatchObject({ title: name, space: code, spaceName: name });
    await makeTopic({ spaceCode: code, author: await now(person) });
    const { topics } = await listTopicsFor(await now(person), code);
    expect(topics).toMatchObject([{ spaceCode: code, spaceName: name }]);
  });
});
