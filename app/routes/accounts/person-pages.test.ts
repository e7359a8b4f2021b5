import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});

let person: Actor;
const path = () => `/people/${person.handle}`;

beforeAll(async () => {
  person = await makeUser({ institution: "Ministry of Sounds" });
  await postTopic(person, {
    spaceCode: "1.2",
    title: "Who leads the team?",
    body: "We ask.",
    language: "en",
    clientId: "a",
  });
});

describe("a person's page", () => {
  it("shows what they chose, and keeps what they keep to themselves", async () => {
    const own = await signedIn(app, person);
    const save = (fields: Record<string, string | string[]>) => own.post("/me/settings/page", fields);
    expect(await save({ activities: ["2.1", "1.2", "1.2"], languages: ["fr", "ar"] })).toMatchObject({ status: 303 });
    const shown = (await own.get(path())).body;
    for (const words of ["Ministry of Sounds", "Build a national team", "French", "Who leads the team?"])
      expect(shown).toContain(words);
    const hidden = ["institution", "themes", "languages", "writing", "teaching"];
    expect(await save({ activities: "1.2", languages: "fr", hidden })).toMatchObject({ status: 303 });
    const kept = (await own.get(path())).body;
    for (const words of ["Ministry of Sounds", "Build a national team", "French", "Who leads the team?"])
      expect(kept).not.toContain(words);
    await save({ activities: ["2.1", "1.2"], languages: ["fr", "ar"] });
  });

  it("refuses activities, languages and parts that there are not", async () => {
    const own = await signedIn(app, person);
    const wrong: Record<string, string>[] = [{ activities: "9.9" }, { languages: "xx" }, { hidden: "name" }];
    for (const fields of wrong) expect((await own.post("/me/settings/page", fields)).status).toBe(400);
    expect(await db().user.findUnique({ where: { id: person.id }, select: { themes: true } })).toEqual({
      themes: ["1.2", "2.1"],
    });
  });

  it("leads others to a topic that names the person, and not the person", async () => {
    const asker = await signedIn(app, await makeUser());
    expect((await asker.get(path())).body).toContain(`/forum/1.2/new?to=${person.handle}`);
    const page = (await asker.get(`/forum/1.2/new?to=${person.handle}`)).body;
    expect(page).toMatch(new RegExp(`<textarea[^>]*>\\s*@${person.handle} </textarea>`));
    expect((await asker.get(`/forum/1.2/new?to=<b>`)).body).toMatch(/<textarea[^>]*>\s*<\/textarea>/);
    expect((await (await signedIn(app, person)).get(path())).body).not.toContain("?to=");
    expect((await new Visitor(app).get(path())).body).toContain(`/forum/lobby/new?to=${person.handle}`);
  });
});
