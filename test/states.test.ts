import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalogues } from "#app/i18n/t.server.ts";
import { cohortState, cohortStates } from "#app/ui/elements/cohort-state.tsx";
import { deadlineStates } from "#app/ui/elements/deadline.tsx";
import { markingState, markingStates } from "#app/ui/elements/marking-state.tsx";
import type { StateWords } from "#app/ui/elements/state-chip.tsx";
import { saveLooks } from "#app/lib/saving/looks.ts";
import { webinarStates } from "#app/ui/elements/webinar-state.tsx";
import { readHouse } from "./architecture/reader/house.ts";

/** Whose states they are, how they are shown, and the one file that says them. */
const nouns: { noun: string; states: Record<string, StateWords>; file: string }[] = [
  { noun: "cohort", states: cohortStates, file: "app/ui/elements/cohort-state.tsx" },
  { noun: "deadline", states: deadlineStates, file: "app/ui/elements/deadline.tsx" },
  { noun: "marking", states: markingStates, file: "app/ui/elements/marking-state.tsx" },
  { noun: "webinar", states: webinarStates, file: "app/ui/elements/webinar-state.tsx" },
];

/** Messages that read like a state and are none: what else they are. */
const others: Record<string, string> = {
  "courses.structure.lock.short": "why a part is locked",
  "forum.topic.closed": "a topic that takes no replies",
  "enrolment.roster.state.running": "state of an import",
  "webinars.running": "heading of a list",
  "site.home.live_now": "heading of a block",
};

/** Where a state is said without a page, in a file that people download: by the same word. */
const files: Record<string, string[]> = {
  "states.marking.to_mark": ["app/modules/learning/grades/state-labels.ts"],
  "states.marking.in_review": ["app/modules/learning/grades/state-labels.ts"],
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
      expect(namedBy, key).toEqual([...(files[key] ?? []), file]);
    }
  });
});

describe("a line that says what is saved", () => {
  const component = "app/ui/forms/save-line.tsx";
  const naming = (text: string) => sources.filter((source) => source.text.includes(text)).map(({ file }) => file);

  it("has its words from one place", () => {
    const keys = ["now", "saved", "offline", "lost", "conflict", "signed_out"].map((name) => `ui.saving.${name}`);
    for (const key of keys) expect(naming(`"${key}"`), key).toEqual([component]);
    for (const [language, catalogue] of Object.entries(catalogues)) {
      const words = new Set(keys.map((key) => catalogue[key as keyof typeof catalogue]));
      const twice = Object.entries(catalogue).filter(([key, text]) => !keys.includes(key) && words.has(text));
      expect([words.size, twice], language).toEqual([keys.length, []]);
    }
  });

  it("has one look: a sign beside the colour of each state, told apart by both", () => {
    const signs = new Map(Object.values(saveLooks).map((look) => [look.sign, look.tone]));
    expect(signs.size).toBe(7);
    for (const { sign, tone } of Object.values(saveLooks)) expect(signs.get(sign)).toBe(tone);
    const styles = path.resolve(import.meta.dirname, "../app/ui/styles");
    const sheets = readdirSync(styles, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
    const rules = sheets.flatMap((file) =>
      [...readFileSync(path.join(styles, file), "utf8").matchAll(/([^{}]*)\{([^{}]*)\}/g)].map(([rule, selector]) => ({
        file,
        selector: selector!,
        isLook: /(?:^|[\s;{])(?:color|background|font[\w-]*|content|--tint):/.test(rule),
      })),
    );
    const lines = rules.filter(({ selector }) => /\.save|data-(?:save-line|said|tone)/.test(selector));
    // A page may say how much room there is around the line, and nothing of how it looks.
    const looks = new Set(lines.filter(({ isLook }) => isLook).map(({ file }) => file));
    expect([...looks]).toEqual(["components/composer.css"]);
    expect(naming("data-save-line=")).toEqual([component]);
    expect(naming('save-line"')).toEqual([component]);
  });

  it("stands above the buttons of its form, whoever brings it", () => {
    const line = /<(?:SaveLine|SaveStatus)\b[^]*?(?:\/>|<\/SaveLine>)\s*<(\w+)/g;
    const below = sources.flatMap(({ file, text }) => [...text.matchAll(line)].map((match) => [file, match[1]]));
    expect(Object.fromEntries(below)).toEqual({
      "app/routes/forum/composer.tsx": "ButtonRow",
      "app/routes/learning/assignments/draft-form.tsx": "ButtonRow",
      "app/routes/learning/assignments/review.tsx": "ButtonRow",
      "app/routes/learning/quizzes/attempt-form.tsx": "ButtonRow",
      "app/routes/learning/teach/content/editor/editor-form.tsx": "EditorButtons",
      // A room speaks of its link above all that comes over it; each message says itself whether it was sent.
      "app/routes/webinars/room-talk.tsx": "div",
    });
    // Whoever has an engine of the saving on a page has the line, too; a form with tools and a preview alone saves nothing by itself.
    const saving = sources.filter(({ text }) => /<(?:quiz|draft)-autosave\b|<post-draft\b|<unit-editor\b/.test(text));
    for (const { file } of saving) expect(below.map(([one]) => one)).toContain(file);
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

it("what pages' programs write of a time is written as the server writes it", () => {
  const times = /asWritten\(/g;
  for (const { file, text } of sources.filter(({ file: name }) => name.startsWith("app/islands/"))) {
    const whole = text.match(/wholeTime\(\s*asWritten\(/g) ?? [];
    expect((text.match(times) ?? []).length, file).toBe(whole.length);
  }
});

const now = new Date("2026-11-30T14:00:00Z");
const [past, ahead] = [new Date("2026-11-01T09:00:00Z"), new Date("2026-12-24T09:00:00Z")];
const zone = "Africa/Dakar";

it.each([
  ["ended", { startsAt: past, endsAt: now }],
  ["ended", { startsAt: ahead, archivedAt: past, isJoinable: true }],
  ["running", { startsAt: now, endsAt: ahead, isJoinable: true }],
  ["running", { startsAt: null }],
  ["open", { startsAt: ahead, isJoinable: true }],
  ["open", { startsAt: null, isJoinable: true, people: 4, capacity: 5 }],
  ["upcoming", { startsAt: ahead }],
  ["upcoming", { startsAt: ahead, isJoinable: true, people: 5, capacity: 5 }],
])("a cohort is %s with %o", (expected, cohort) => {
  expect(cohortState({ zone, ...cohort }, now)).toBe(expected);
});

it.each([
  ["toMark", { isSettled: false }],
  ["inReview", { isSettled: false, isInReview: true }],
  ["marked", { isSettled: true, isInReview: true }],
  ["returned", { isSettled: true, isReleased: true }],
  ["returned", { isSettled: true, isReleased: true, isEnough: true }],
  ["needsWork", { isSettled: true, isReleased: true, isEnough: false }],
])("work is %s with %o", (expected, work) => {
  expect(markingState(work)).toBe(expected);
});
