import { describe, expect, test } from "vitest";
import { type Answer, judge } from "./answer.ts";
import { linkFor, type SaveState, sentenceFor } from "./state.ts";

type WithTheirs = Answer & { theirs?: string };
const read = (status: number, answer: WithTheirs) =>
  judge(status, answer, ({ theirs, version }) =>
    theirs === undefined ? null : { text: theirs, version: String(version) },
  );

describe("an answer means", () => {
  test.each([
    ["saved", 200, { version: 3 }, { kind: "taken", version: "3" }],
    ["nothing, from somebody else's network", 200, {}, null],
    ["somebody else has saved", 409, { theirs: "x", version: 4 }, { kind: "conflict", text: "x", version: "4" }],
    ["a refusal that has the number of a conflict", 409, { message: "One at a time" }, { kind: "refused" }],
    ["signed out", 401, { signIn: "/login" }, { kind: "signedOut" }],
    ["handed in", 409, { submitted: "/result" }, { kind: "over" }],
    ["too late", 409, { late: "/attempt" }, { kind: "over" }],
    ["refused", 422, { message: "Too long" }, { kind: "refused" }],
    ["gone", 404, {}, { kind: "refused" }],
    ["a network that was too slow", 408, {}, null],
    ["try later", 429, { message: "Wait" }, null],
    ["a server that is starting", 503, {}, null],
  ] as const)("%s", (_, status, answer, outcome) => {
    expect(read(status, answer)).toEqual(outcome);
  });
});

describe("the line says", () => {
  const words = {
    saving: "Saving",
    saved: "Saved {time}",
    offline: "Kept here",
    lost: "Kept nowhere",
    clean: "As it was",
  };
  const at = new Date("2026-11-28T18:01:00Z");
  const say = (state: SaveState) => sentenceFor(state, words, (date) => date.toISOString().slice(11, 16));

  test.each<[string, SaveState]>([
    ["As it was", { kind: "clean" }],
    ["Saving", { kind: "dirty" }],
    ["Saving", { kind: "saving" }],
    ["Saved 18:01", { kind: "saved", at, isAgain: false, answer: {} }],
    ["Saved at one", { kind: "saved", at, isAgain: false, answer: { message: "Saved at one", again: "Again" } }],
    ["Again", { kind: "saved", at, isAgain: true, answer: { message: "Saved at one", again: "Again" } }],
    ["Kept here", { kind: "offline", isKept: true }],
    ["Kept nowhere", { kind: "offline", isKept: false }],
    ["Kept here: sign in", { kind: "signedOut", isKept: true, answer: { message: "Kept here: sign in" } }],
    ["Kept nowhere", { kind: "signedOut", isKept: false, answer: { message: "Kept here: sign in" } }],
    ["", { kind: "refused", answer: {} }],
  ])("%s", (sentence, state) => {
    expect(say(state)).toBe(sentence);
  });

  test("where to go on, where the server names it", () => {
    const answer = { signIn: "/login", link: "Sign in" };
    expect(linkFor({ kind: "signedOut", isKept: false, answer })).toEqual({ href: "/login", text: "Sign in" });
    expect(linkFor({ kind: "over", answer: { late: "/attempt" } })).toBeNull();
    expect(linkFor({ kind: "dirty" })).toBeNull();
  });
});
