import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { readDiscourse } from "./discourse.ts";
import type { ForeignItem } from "./foreign.ts";

async function* inPieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(what: unknown, size = 7): Promise<ForeignItem[]> {
  const items: ForeignItem[] = [];
  const text = typeof what === "string" ? what : JSON.stringify(what);
  for await (const item of readDiscourse({ name: "forum.json", chunks: inPieces(text, size) })) items.push(item);
  return items;
}

const post = (id: number, more: object = {}) => ({
  id,
  user_id: 7,
  post_number: id,
  raw: `Post ${id}`,
  created_at: "2014-05-01T10:00:00.000Z",
  topic_id: 3,
  ...more,
});
const exported = {
  users: [{ id: 7, username: "awa", name: "Awa Ndiaye", email: "awa@example.org" }],
  categories: [{ id: 2, name: "Quotas" }],
  topics: [{ id: 3, title: "Local content", category_id: 2, posts: [post(1), post(2, { reply_to_post_number: 1 })] }],
};

describe("an export of Discourse", () => {
  it("gives people, categories, topics and posts, wherever the file is cut into pieces", async () => {
    for (const size of [1, 13, 100_000]) {
      const items = await read(exported, size);
      expect(items.map(({ kind }) => kind)).toEqual(["author", "category", "post", "post", "topic"]);
      expect(items).toContainEqual({ kind: "author", id: "7", name: "Awa Ndiaye", email: "awa@example.org" });
      expect(items[3]).toMatchObject({ id: "2", answers: "1", author: "7", markup: "markdown", paths: ["/t/3/2"] });
      expect(items[4]).toEqual({
        kind: "topic",
        ref: "forum.json#0",
        id: "3",
        title: "Local content",
        category: "2",
        paths: ["/t/3"],
      });
    }
  });

  it("may be a topic as the API answers it, with HTML and names beside the posts", async () => {
    const cooked = {
      id: 9,
      username: "Awa",
      name: null,
      cooked: "<p>Hi</p>",
      post_number: 1,
      created_at: "x",
      topic_id: 4,
    };
    const items = await read({
      post_stream: { posts: [cooked], stream: [9] },
      id: 4,
      title: "Hi",
      category_id: 2,
      tags: [],
    });
    expect(items).toContainEqual({ kind: "author", id: "@awa", name: "Awa", email: null });
    expect(items).toContainEqual(
      expect.objectContaining({ kind: "post", markup: "html", text: "<p>Hi</p>", author: "@awa" }),
    );
    expect(items.at(-1)).toMatchObject({ kind: "topic", id: "4", ref: "forum.json" });
  });

  it("keeps quotations, files and what is not for everybody apart", async () => {
    const raw = '[quote="minh, post:1, topic:3"]\nOne\n[/quote]\nTwo ![map|10x10](upload://abc1.png)';
    const items = await read({
      topics: [{ id: 3, posts: [post(1, { raw }), post(2, { hidden: true }), { post_number: 3 }] }],
    });
    expect(items[0]).toMatchObject({
      text: expect.stringContaining("> minh:\n>\n>\n> One\n"),
      files: [{ name: "abc1.png", at: "abc1.png" }],
    });
    expect(items.slice(1, 3)).toEqual([
      { kind: "problem", id: "2", reason: "hidden_there" },
      { kind: "problem", id: "forum.json#0", reason: "no_id" },
    ]);
  });

  it("that is cut off, or is no JSON, is refused", async () => {
    const whole = JSON.stringify(exported);
    for (const end of [1, 30, whole.length - 1])
      await expect(read(whole.slice(0, end))).rejects.toMatchObject({ reason: "cut", file: "forum.json" });
    await expect(read("<html>")).rejects.toMatchObject({ reason: "no_json" });
  });

  it("holds one post at a time, however many a topic has", async () => {
    async function* many() {
      yield '{"topics":[{"id":1,"title":"Many","posts":[';
      for (let id = 1; id <= 20_000; id++)
        yield `${id > 1 ? "," : ""}${JSON.stringify(post(id, { raw: `${id} ${"x".repeat(500)}` }))}`;
      yield "]}]}";
    }
    const used = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    let most = 0;
    let posts = 0;
    for await (const { kind } of readDiscourse({ name: "many.json", chunks: many() }))
      if (kind === "post" && ++posts % 5000 === 0) most = Math.max(most, used() - before);
    expect(posts).toBe(20_000);
    // All of them would be 10 MB and more.
    expect(most / 1024 / 1024).toBeLessThan(4);
  }, 60_000);
});

/** What is only waiting to be collected is no measure of what is held. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
