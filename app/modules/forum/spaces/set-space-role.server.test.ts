import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { findActor, openSession, readSession } from "#app/modules/accounts/sessions.server.ts";
import { setSpaceRole } from "./set-space-role.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const rolesOf = async (id: string) => {
  const { memberOf, facilitates } = (await findActor(id))!;
  return { memberOf, facilitates };
};

describe("the role that somebody has in a space", () => {
  it("comes with their session, and goes with it", async () => {
    const person = await makeUser();
    const [{ code: one }, { code: other }] = [await makeSpace(), await makeSpace()];
    expect(await rolesOf(person.id)).toEqual({ memberOf: [], facilitates: [] });
    await makeSpaceMember(person, one);
    await makeSpaceMember(person, other, "facilitator");
    const cookie = await openSession(person.id, { userAgent: "", address: "" }, null);
    const { actor } = await readSession(/=([^;]+)/.exec(cookie)![1]!);
    expect(actor).toMatchObject({ memberOf: [one, other], facilitates: [other] });
    await makeSpaceMember(person, other, "member");
    expect(await rolesOf(person.id)).toEqual({ memberOf: [one, other], facilitates: [] });
    await makeSpaceMember(person, other, null);
    await makeSpaceMember(person, other, null);
    expect(await rolesOf(person.id)).toEqual({ memberOf: [one], facilitates: [] });
  });

  it("tells what it was before, and since when and by whom it is", async () => {
    const [person, by] = [await makeUser(), await makeUser()];
    const { code: spaceCode } = await makeSpace();
    const at = new Date("2026-03-01T10:00:00Z");
    const set = (role: "member" | "facilitator" | null) =>
      transaction((tx) => setSpaceRole(tx, { spaceCode, userId: person.id, role, by: by.id, at }));
    expect([await set("member"), await set("facilitator"), await set("facilitator")]).toEqual([
      null,
      "member",
      "facilitator",
    ]);
    expect(await db().spaceMember.findFirstOrThrow({ where: { spaceCode } })).toMatchObject({
      ...{ since: at, addedById: by.id, role: "facilitator" },
    });
    expect([await set(null), await set(null)]).toEqual(["facilitator", null]);
  });

  it("and what is kept beside it agree, however many change it at once", async () => {
    const person = await makeUser();
    const spaces = await Promise.all([makeSpace(), makeSpace()]);
    const wishes = Array.from({ length: 24 }, (_, index) => index);
    await Promise.all(
      wishes.map((index) =>
        makeSpaceMember(person, spaces[index % 2]!.code, (["member", null, "facilitator"] as const)[index % 3]),
      ),
    );
    expect(await findWrongCounts()).toEqual([]);
  });
});
