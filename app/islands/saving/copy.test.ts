import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { copiesUnder, openCopy, putCopy } from "./copy.ts";
import { useDevice } from "./device.fixture.ts";
import { textOf } from "./fields.ts";
import { fingerprint } from "./fingerprint.ts";
import { joinTexts, mergeTexts, takeUp } from "./restore.ts";

const device = useDevice();

const kept = { version: "1", text: "typed", sent: [] };

describe("a copy on the device", () => {
  test("is kept, read and dropped by the page that wrote it, and by no other", () => {
    const [mine, other] = [openCopy("a"), openCopy("a")];
    expect(mine.keep(kept)).toBe(true);
    expect(other.read()).toMatchObject(kept);
    other.drop();
    expect(mine.read()).toMatchObject(kept);
    mine.drop();
    expect(other.read()).toBeNull();
    mine.keep(kept);
    other.drop(true);
    expect(device.keys()).toEqual([]);
  });

  test("goes after sixty days, when any page of the kind is opened", () => {
    openCopy("old").keep(kept);
    vi.advanceTimersByTime(59 * 86_400_000);
    openCopy("new").keep(kept);
    expect(openCopy("old").read()).not.toBeNull();
    vi.advanceTimersByTime(2 * 86_400_000);
    openCopy("other");
    expect(device.keys()).toEqual(["saving:new"]);
  });

  test("is nothing when it is unreadable, and what is nobody's is left alone", () => {
    localStorage.setItem("saving:a", "{");
    localStorage.setItem("saving:b", '{"at":1}');
    localStorage.setItem("theme", "dark");
    expect(copiesUnder("").map(({ copy }) => copy)).toEqual([null, null]);
    openCopy("c");
    expect(device.keys()).toEqual(["theme"]);
  });

  test("of another release of the page is read as far as it says something", () => {
    const at = Date.now();
    localStorage.setItem("saving:a", JSON.stringify({ at, text: "typed", colour: "red" }));
    expect(openCopy("a").read()).toEqual({ at, by: "", version: "0", text: "typed", sent: [] });
    for (const strange of [{ text: "typed on no day" }, { at, text: 5 }, { at: "never", text: "typed" }]) {
      localStorage.setItem("saving:a", JSON.stringify(strange));
      expect(openCopy("a").read()).toBeNull();
    }
  });

  test("is not said to be kept where it is not", () => {
    device.fill();
    expect(openCopy("a").keep(kept)).toBe(false);
    vi.unstubAllGlobals();
    vi.stubGlobal("localStorage", undefined);
    expect([openCopy("a").keep(kept), openCopy("a").read()]).toEqual([false, null]);
  });

  test("is found under the beginning of its name", () => {
    openCopy("post:one").keep(kept);
    openCopy("attempt:one").keep(kept);
    expect(copiesUnder("post:").map(({ key }) => key)).toEqual(["post:one"]);
    putCopy("post:one", null);
    expect(copiesUnder("").map(({ key }) => key)).toEqual(["attempt:one"]);
  });
});

describe("what a page takes up", () => {
  const copy = { at: 5, by: "x", version: "3", text: "typed", sent: [fingerprint("sent")] };

  test("is nothing when nothing is missing", () => {
    expect(takeUp(null, "saved")).toBeNull();
    expect(takeUp({ ...copy, sent: [fingerprint("typed")] }, "typed")).toBeNull();
  });

  test("is what may arrive yet, though the server has by now what is typed here", () => {
    expect(takeUp(copy, "typed")).toMatchObject({ text: "typed", sent: copy.sent, version: null });
  });

  test("is typed on the old version, unless the server has what was sent from here", () => {
    expect(takeUp(copy, "somebody else's")?.version).toBe("3");
    expect(takeUp(copy, "sent")).toMatchObject({ text: "typed", version: null, sent: copy.sent });
  });
});

describe("what was kept, and what was typed before it was found", () => {
  const long = "A line that is longer than a line of a page, so that nobody gives it up without being asked whether";
  test.each([
    ["other fields", "a=&b=", "a=1&b=", "a=&b=2", "a=1&b=2"],
    ["the same field", "a=", "a=typed", "a=kept", "a=typed"],
    ["choices", "a=1&a=2", "a=1", "a=2&a=3", "a=1"],
    ["a field that was emptied", "a=1&b=", "b=", "a=1&b=2", "b=2"],
    ["a choice that had been taken back", "a=1&b=", "a=1&b=1", "b=2", "b=1"],
  ])("%s", (_, saved, typed, kept, merged) => {
    expect(mergeTexts(saved, typed, kept)).toBe(merged);
  });

  test("of a long text both, and neither twice", () => {
    const body = (text: string) => textOf([["body", text]]);
    const merge = (typed: string, kept: string) => mergeTexts(body(""), body(typed), body(kept));
    expect(merge("typed", "kept\n\non two lines\n")).toBe(body("kept\n\non two lines\n\ntyped"));
    expect(merge("typed", long)).toBe(body(`${long}\n\ntyped`));
    expect(merge(`${long}, and on`, long)).toBe(body(`${long}, and on`));
    expect(merge("nobody", long)).toBe(body(long));
    expect([joinTexts("", "new"), joinTexts("old", ""), joinTexts("a", "b")]).toEqual(["new", "old", "a\n\nb"]);
  });
});

test("texts that differ have fingerprints that differ", () => {
  expect(fingerprint("")).toMatch(/^[\da-f]{14}$/);
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(fingerprint(a) === fingerprint(b)).toBe(a === b);
    }),
  );
  const many = new Set(Array.from({ length: 50_000 }, (_, n) => fingerprint(`answer ${n}`)));
  expect(many.size).toBe(50_000);
});

test("fields are one text whatever their line ends and however their letters are composed", () => {
  expect(textOf([["body", "a\r\nb\rc\u0065\u0301"]])).toBe(textOf([["body", "a\nb\nc\u00e9"]]));
  expect(textOf([["a", "1"]])).not.toBe(textOf([["b", "1"]]));
});
