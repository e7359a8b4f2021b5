import { describe, expect, it } from "vitest";
import type { ForeignItem } from "./foreign.ts";
import { readMbox } from "./mbox.server.ts";
import { threadsOf } from "./threads.ts";

const message = (head: string[], body: string) =>
  `From awa@example.org Thu May  1 10:00:00 2003\r\n${head.join("\r\n")}\r\n\r\n${body}\r\n\r\n`;

async function read(text: string | Buffer, size = 11): Promise<ForeignItem[]> {
  const bytes = typeof text === "string" ? Buffer.from(text, "latin1") : text;
  async function* open() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const items: ForeignItem[] = [];
  for await (const item of readMbox({ name: "list.mbox", open })) items.push(item);
  return items;
}

const head = (id: string, more: string[] = []) => [
  `Message-ID: <${id}>`,
  "From: =?iso-8859-1?Q?A=EFssa?= <Aissa@Example.org>",
  "Date: Thu, 1 May 2003 10:00:00 +0200",
  "Subject: Re: [list] Quotas",
  ...more,
];

describe("a mailbox", () => {
  it("gives threads, people and texts in their encodings", async () => {
    const text =
      message(
        head("2@x", [
          "In-Reply-To: <1@x>",
          "Content-Type: text/plain; charset=windows-1252",
          "Content-Transfer-Encoding: quoted-printable",
        ]),
        "=93Caf=E9=94 =\r\nau lait\r\n>From here\r\n-- \r\nTel. 123",
      ) + message(head("1@x", ["Archived-At: <https://lists.example.org/a/1.html>"]), "First");
    for (const size of [1, 17, 10_000]) {
      const items = await read(text, size);
      const posts = items.filter((item) => item.kind === "post");
      expect(posts.map(({ id, answers }) => [id, answers])).toEqual([
        ["2@x", "1@x"],
        ["1@x", null],
      ]);
      expect(new Set(posts.map(({ topic }) => topic)).size).toBe(1);
      expect(posts[0]!.text.trim()).toBe("“Café” au lait\nFrom here");
      expect(posts[0]!.at).toBe("2003-05-01T08:00:00.000Z");
      expect(posts[1]!.paths).toEqual(["/a/1.html"]);
      expect(items).toContainEqual(
        expect.objectContaining({ kind: "author", name: "Aïssa", email: "aissa@example.org" }),
      );
      expect(items).toContainEqual(expect.objectContaining({ kind: "topic", id: "1@x", title: "Quotas" }));
    }
  });

  it("with attachments says where they lie; one that is cut off gives what is there", async () => {
    const parts = [
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "",
      "<b>Hi</b>",
      "--b",
      'Content-Type: text/csv; name="a.csv"',
      'Content-Disposition: attachment; filename="a.csv"',
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from("a,b\n1,2\n").toString("base64"),
    ];
    const multi = head("3@x", ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"']);
    const items = await read(message(multi, parts.join("\r\n")));
    const post = items.find((item) => item.kind === "post");
    expect(post).toMatchObject({ markup: "html", files: [{ name: "a.csv" }] });
  });

  it("without a message is refused", async () => {
    await expect(read("Hello\n")).rejects.toMatchObject({ reason: "no_mbox" });
  });
});

describe("threads", () => {
  it("begin where nothing is answered, or where a circle is entered", () => {
    const threads = threadsOf([
      { id: "a", parents: ["b"] },
      { id: "b", parents: ["c"] },
      { id: "c", parents: ["a"] },
      { id: "d", parents: ["gone", "b"] },
      { id: "e", parents: ["e"] },
    ]);
    expect(threads.get("a")).toEqual({ root: "a", parent: null, isCycle: true });
    expect(threads.get("c")).toEqual({ root: "a", parent: "a", isCycle: false });
    expect(threads.get("d")).toMatchObject({ root: "a", parent: "b" });
    expect(threads.get("e")).toEqual({ root: "e", parent: null, isCycle: false });
  });

  it("of 100,000 messages in one line are found at once", () => {
    const line = Array.from({ length: 100_000 }, (_, index) => ({ id: `${index}`, parents: [`${index + 1}`] }));
    const begun = Date.now();
    expect(threadsOf(line).get("0")!.root).toBe("99999");
    expect(Date.now() - begun).toBeLessThan(3000);
  });
});
