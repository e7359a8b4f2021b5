import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { copiesUnder, dropCopy, openCopy } from "./copy.ts";
import { useDevice } from "./device.fixture.ts";
import { textOf } from "./fields.ts";
import { fingerprint } from "./fingerprint.ts";
import { takeUp } from "./restore.ts";

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
    dropCopy("post:one");
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
