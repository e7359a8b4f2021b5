import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalogues } from "#app/i18n/t.server.ts";
import { deadlineStates } from "#app/ui/elements/deadline.tsx";
import type { StateWords } from "#app/ui/elements/state-chip.tsx";
import { webinarStates } from "#app/ui/elements/webinar-state.tsx";
import { readHouse } from "./architecture/reader/house.ts";

/** Whose states they are, how they are shown, and the one file that says them. */
const nouns: { noun: string; states: Record<string, StateWords>; file: string }[] = [
  { noun: "deadline", states: deadlineStates, file: "app/ui/elements/deadline.tsx" },
  { noun: "webinar", states: webinarStates, file: "app/ui/elements/webinar-state.tsx" },
];

/** Messages that read like a state and are none: what else they are. */
const others: Record<string, string> = {
  "accounts.security.revoked": "what was done with the sessions of an account",
  "enrolment.cohort.archived": "state of a cohort, which has no component yet",
  "webinars.running": "heading of a list",
  "site.home.live_now": "heading of a block",
};

const house = readHouse(path.resolve(import.meta.dirname, ".."));
const sources = [...house.sources.values()].filter(({ file }) => file.startsWith("app/") && !file.includes(".test."));

describe.each(nouns)("the states of a $noun", ({ noun, states, file }) => {
  const keys = Object.keys(catalogues.en).filter((key) => key.startsWith(`states.${noun}.`));

  it("each have a word in every language and a sign beside the colour, told apart by both", () => {
    const all = Object.values(states);
    for (const [language, catalogue] of Object.entries(catalogues)) {
      const labels = all.map(({ label }) => catalogue[label]);
      expect(labels.filter(Boolean), language).toHaveLength(all.length);
      expect(new Set(labels).size, language).toBe(all.length);
    }
    expect(all.every(({ sign }) => sign.trim().length === 1)).toBe(true);
    expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length);
  });

  it("are said by one component alone", () => {
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const namedBy = sources.filter(({ text }) => text.includes(`"${key}"`)).map((source) => source.file);
      expect(namedBy, key).toEqual([file]);
    }
  });
});

it("no page has a message of its own for a state", () => {
  const said = (text: string) => text.toLowerCase().replace(/[.!]$/, "");
  const labels = new Set(
    nouns.flatMap(({ states }) => Object.values(states).map(({ label }) => said(catalogues.en[label]!))),
  );
  const twice = Object.entries(catalogues.en)
    .filter(([key, text]) => !key.startsWith("states.") && labels.has(said(text)))
    .map(([key]) => key);
  expect(twice.sort()).toEqual(Object.keys(others).sort());
});
