import { beforeAll, describe, expect, it, test } from "vitest";
import { remixVersions } from "#app/http/remix-internals.server.ts";
import { db } from "#app/infra/db.server.ts";
import { installedVersion } from "#app/infra/written-for.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { responseVersions } from "#server/http/response-hooks.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { pretendUnknown } from "#test/helpers/library-versions.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
// The site starts with a Remix that it does not know, so it makes no sections; then both ways of rendering work.
let know = () => {};
const app = useApp(async () => {
  know = pretendUnknown(remixVersions);
  await seedRoadmap(db());
});
beforeAll(() => know());

test.each(Object.entries(responseVersions))("%s is the version whose way of answering was read", (name, version) => {
  expect(installedVersion(name)).toBe(version);
});

/** What a visitor gets, without what is new in every answer. */
async function read(visitor: Visitor, path: string) {
  const { status, headers, body } = await visitor.get(path);
  const text = body.replaceAll(/<code dir="ltr">[\w-]{36}<\/code>/g, "");
  return { status, text, encoding: headers.get("content-encoding"), caching: headers.get("cache-control") };
}

async function readPlainly(visitor: Visitor, path: string) {
  const forget = [pretendUnknown(responseVersions), pretendUnknown(remixVersions)];
  try {
    return await read(visitor, path);
  } finally {
    for (const end of forget) end();
  }
}

describe("with an unknown version of the libraries", () => {
  it.each(["/", "/roadmap", "/roadmap/1.1", "/login", "/nowhere"])("a guest gets the same page at %s", async (path) => {
    // In this order: what is in the guests' cache stays there for a moment.
    const plain = await readPlainly(new Visitor(app), path);
    const usual = await read(new Visitor(app), path);
    expect(usual.encoding).not.toBeNull();
    expect(plain).toEqual({ ...usual, encoding: null });
  });

  it("a member gets the same page, and nobody else does", async () => {
    const member = await signedIn(app, await makeUser({ name: "Only Mine" }));
    const usual = await read(member, "/roadmap");
    expect(await readPlainly(member, "/roadmap")).toEqual({ ...usual, encoding: null });
    expect(usual.caching).toMatch(/^private/);
    expect((await readPlainly(new Visitor(app), "/roadmap")).text).not.toContain("Only Mine");
  });

  it("a guest's page is made anew each time, and is kept for a moment otherwise", async () => {
    const { id, publicId } = await makeTopic();
    const rename = (title: string) => db().topic.update({ where: { id }, data: { title } });
    const guest = new Visitor(app);
    const path = (await guest.get(`/topics/${publicId}`)).location!;
    for (const title of ["Renamed once", "Renamed twice"]) {
      await rename(title);
      expect((await readPlainly(guest, path)).text).toContain(title);
    }
    // It is kept once it is compressed, which nobody waits for: the first readings may come before that.
    let count = 2;
    const isKept = async () => {
      const before = (await read(guest, path)).text;
      await rename(`Renamed ${++count} times`);
      return (await read(guest, path)).text === before;
    };
    await expect.poll(isKept).toBe(true);
  });
});
