import { expect, test } from "vitest";
import { maxMentions } from "#app/lib/mentions.ts";
import { quotedIn } from "./quoted-posts.ts";

const quote = (topic: number, number: number) =>
  `> [Awa](/topics/${topic}/who-counts?at=${number}#reply-${number})\n>\n> Her words.\n`;

test("as many quotations lead to their posts as a text may call people, each post once", () => {
  const many = Array.from({ length: 600 }, (_, at) => quote(7, 1 + Math.floor(at / 2))).join("\n");
  expect(quotedIn(many, 7)).toEqual(Array.from({ length: maxMentions }, (_, at) => at + 1));
});

test("a quotation leads to its post; a link that is none does not, nor does another topic", () => {
  expect(quotedIn(`${quote(7, 3)}\nI agree.\n\n${quote(7, 0)}${quote(7, 3)}`, 7)).toEqual([3, 0]);
  expect(quotedIn(`> [Awa](https://example.org/topics/7/%D8%B3?at=2#reply-2)`, 7)).toEqual([2]);
  expect(quotedIn(`${quote(8, 3)}See [that](/topics/7/who#reply-3).`, 7)).toEqual([]);
  expect(quotedIn("> ".repeat(50_000), 7)).toEqual([]);
});
