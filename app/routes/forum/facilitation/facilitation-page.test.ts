import { expect, it } from "vitest";
import { makeSpace } from "#app/modules/forum/spaces/make-space.server.ts";
import { newSpaceSchema } from "#app/modules/forum/spaces/schemas.ts";
import { db } from "#app/infra/db.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

it("names each space by its own heading, in whatever script", async () => {
  const admin = await makeUser({ role: "administrator" });
  for (const name of ["الفريق الأول", "المجال الآخر"]) {
    const space = newSpaceSchema.parse({ kind: "team", name, mode: "ask", language: "ar" });
    const spaceCode = await makeSpace(admin, space);
    await db().spaceWish.create({ data: { spaceCode, userId: (await makeUser()).id, words: "مرحبا" } });
  }
  const { body } = await (await signedIn(app, admin)).get("/facilitation");
  const labels = [...body.matchAll(/<section[^>]*aria-labelledby="([^"]+)"/g)].map(([, id]) => id!);
  expect(labels).toHaveLength(2);
  expect(new Set(labels).size).toBe(2);
  for (const id of labels) expect(body.split(`id="${id}"`)).toHaveLength(2);
});
