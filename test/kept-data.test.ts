import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { languages } from "#app/i18n/languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { messageKey } from "#app/i18n/message-key.ts";
import { keptData } from "#app/routes/site/kept-data.ts";
import { sweeps } from "#jobs/schedule.ts";

const folder = path.resolve(import.meta.dirname, "../prisma/models");
const schema = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));

/** Every model with the lines of its fields. */
const models = new Map(
  schema.flatMap((text) => [...text.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name, body]) => [name!, body!])),
);

/** A model that points to a person, or holds an address of one. */
const knowsPerson = (body: string) =>
  /^ {2}\w+ +(User\b|String\??.*@map\("\w*(email|user_id|actor_id)\w*"\))|^ {2}(email|address) +String/m.test(body);

describe("the privacy page", () => {
  it("names everything in which a person can be found, once", () => {
    const named = keptData.flatMap((row) => row.models);
    expect(new Set(named).size).toBe(named.length);
    expect(named.filter((name) => !models.has(name))).toEqual([]);
    const personal = [...models].filter(([, body]) => knowsPerson(body)).map(([name]) => name);
    expect(personal.length).toBeGreaterThan(30);
    expect(personal.filter((name) => !named.includes(name))).toEqual([]);
  });

  it("says an end that a sweep brings about", () => {
    const names = sweeps.map(({ name }) => name);
    const ends = keptData.flatMap(({ endedBy }) => (typeof endedBy === "object" ? [endedBy.sweep] : []));
    expect(ends.length).toBeGreaterThan(5);
    expect(ends.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(languages)("says what, why and how long of each in %s", (language) => {
    const t = translatorFor(language);
    for (const { name, values } of keptData) {
      for (const suffix of ["", "_why", "_kept"]) {
        const key = messageKey(`site.retention.${name}${suffix}`);
        expect(t(key, values)).not.toMatch(/^site\.|[{}]/);
      }
      for (const value of Object.values(values ?? {}))
        expect(t(messageKey(`site.retention.${name}_kept`), values)).toContain(String(value));
    }
  });
});
