import { expect, test } from "vitest";
import { copiesUnder, openCopy } from "./copy.ts";
import { useDevice } from "./device.fixture.ts";
import { takeStrays } from "./strays.ts";

const { pass } = useDevice();

const keep = (key: string, text: string, version = "1") => openCopy(key).keep({ version, text, sent: [] });
const kept = () => Object.fromEntries(copiesUnder("").map(({ key, copy }) => [key, copy?.text]));
const isShown = (name: string) => ["q2", "q3"].includes(name);
const take = () => takeStrays("attempt:a:", "attempt:a:2,3", isShown);

test("what was kept under other pages of a form comes to the page that shows it, and stays there no more", () => {
  keep("attempt:a:1,2", "q1=one&q2=two&q2=more");
  keep("attempt:a:3", "q3=three");
  const taken = take()!;
  expect(taken.version).toBe("1");
  expect(new Set(taken.entries.map(String))).toEqual(new Set(["q2,two", "q2,more", "q3,three"]));
  expect(kept()).toEqual({ "attempt:a:1,2": "q1=one" });
  expect(take()).toBeNull();
});

test("of two the newer one counts, on the version of the older", async () => {
  keep("attempt:a:1,2", "q2=old", "3");
  await pass(1000);
  keep("attempt:a:2", "q2=new", "4");
  expect(take()).toEqual({ entries: [["q2", "new"]], version: "3" });
  expect(kept()).toEqual({});
});

test("a page's own copy, other texts and fields that are not shown stay as they are", () => {
  keep("attempt:a:2,3", "q2=own");
  keep("attempt:b:1,2", "q2=somebody else's");
  keep("attempt:a:4", "q4=four");
  const before = kept();
  expect(take()).toBeNull();
  expect(kept()).toEqual(before);
});
