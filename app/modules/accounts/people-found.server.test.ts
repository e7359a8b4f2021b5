import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeUser } from "#test/factories/users.ts";
import { databaseWork } from "#test/helpers/database-work.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listPeopleFor } from "./records/list-people.server.ts";

useDatabase();

let administrator: Actor;

beforeAll(async () => {
  administrator = await makeUser({ role: "administrator", name: "The administrator" });
  // Many people of whom nobody is looked for.
  await pool().query(
    `INSERT INTO users (id, email, name, handle, password_hash, country, language, zone)
     SELECT gen_random_uuid(), 'somebody.' || n || '@mail.example', 'Somebody Everywhere ' || n, 'somebody-' || n, 'none', 'SN', 'en', 'UTC'
       FROM generate_series(1, 8000) n`,
  );
  for (const [name, email] of [
    ["Li Wei", "wei@example.org"],
    ["Ana Lima", "ana.lima@example.org"],
    ["Marie-Lise Koné", "mlk@example.org"],
    ["Julien Ollier", "lib@example.org"],
    ["50% Off_Beat", "off_beat@example.org"],
    ["Josephine", "jo@example.org"],
    ["Offxbeat", "offxbeat@example.org"],
  ])
    await makeUser({ name, email });
  await pool().query("VACUUM ANALYZE users");
});

const found = async (search: string) =>
  (await listPeopleFor(administrator, { search })).people.map(({ name }) => name).toSorted();

describe("a person is found", () => {
  it.each([
    ["by three letters anywhere in the name or the address", "lim", ["Ana Lima"]],
    ["by three letters in any case", "OLL", ["Julien Ollier"]],
    [
      "by one or two letters where a word or the address begins",
      "li",
      ["Ana Lima", "Julien Ollier", "Li Wei", "Marie-Lise Koné"],
    ],
    ["by letters with an accent", "kon", ["Marie-Lise Koné"]],
    ["by the whole address, in any case", " Ana.Lima@example.org ", ["Ana Lima"]],
    ["by the beginning of the address", "ana.lima@exa", ["Ana Lima"]],
    ["by a part of the address with an @ inside", "lima@exa", ["Ana Lima"]],
    ["by a whole address that is short before its @", "jo@example.org", ["Josephine"]],
    ["by a part of the address that ends or begins with the @", "lima@", ["Ana Lima"]],
    ["by signs that are signs to the database, too", "off_b", ["50% Off_Beat"]],
    ["by such a sign alone", "50%", ["50% Off_Beat"]],
    ["never by signs that no name holds", "\u0000\\", []],
  ])("%s", async (_, search, names) => {
    expect(await found(search)).toEqual(names);
  });

  it("without words, as one of everybody", async () => {
    expect(await found("  ")).toHaveLength(50);
  });

  it("without reading everybody, whatever the words", async () => {
    for (const search of ["zq", "l", "nobody-here", "wei@example.org", "lima@", "8000@mail.example", ""]) {
      const { buffers } = await databaseWork(() => listPeopleFor(administrator, { search }));
      expect(buffers, search).toBeLessThan(80);
    }
  });
});
