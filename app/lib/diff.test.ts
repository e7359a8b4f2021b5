import { expect, test } from "vitest";
import { diffWords } from "#app/lib/diff.ts";

const told = (older: string, newer: string) =>
  diffWords(older, newer).map(({ kind, text }) =>
    kind === "same" ? text : `${kind === "added" ? "+" : "-"}[${text}]`,
  );

test.each([
  ["Arabic", "اجتمعنا في مايو.", "اجتمعنا في يونيو.", ["اجتمعنا في ", "-[مايو]", "+[يونيو]", "."]],
  ["Arabic with vowel signs", "كَتَبَ الدرس", "كُتِبَ الدرس", ["-[كَتَبَ]", "+[كُتِبَ]", " الدرس"]],
  ["French", "L’été dernier", "L’hiver dernier", ["L’", "-[été]", "+[hiver]", " dernier"]],
  ["Russian", "Мы встретились в мае", "Мы встретились в июне", ["Мы встретились в ", "-[мае]", "+[июне]"]],
])("whole words are compared in %s", (_, older, newer, parts) => {
  expect(told(older, newer)).toEqual(parts);
});

test("changes that only blanks part read as one phrase", () => {
  expect(told("one two three end", "four five six end")).toEqual(["-[one two three]", "+[four five six]", " end"]);
});

test("equal texts are one part, and nothing is none", () => {
  expect(told("the same", "the same")).toEqual(["the same"]);
  expect(told("", "")).toEqual([]);
});

test("two distant changes of a long text are told by words", () => {
  const middle = "nothing changes here at all, ".repeat(1500);
  expect(told(`May ${middle}June`, `April ${middle}July`)).toEqual([
    ...["-[May]", "+[April]", ` ${middle}`, "-[June]", "+[July]"],
  ]);
});

test("long texts that differ in most words are compared by lines", () => {
  const lines = (word: string) => `${`${word} `.repeat(3000)}\nkept line\n`;
  expect(told(lines("a"), lines("b"))).toEqual([
    `-[${"a ".repeat(3000)}\n]`,
    `+[${"b ".repeat(3000)}\n]`,
    "kept line\n",
  ]);
});
