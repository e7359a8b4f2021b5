import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { zip, type ZipEntry } from "#test/helpers/zip.ts";
import { readPackageZip } from "./read-zip.server.ts";

async function refused(entries: ZipEntry[]) {
  const { files, problems } = await readPackageZip(zip(entries));
  expect(files.size).toBe(0);
  return problems.map(({ file, code, level }) => {
    expect(level).toBe("error");
    return `${file} ${code.replace("learning.package.", "")}`;
  });
}

describe("readPackageZip", () => {
  it("reads files from bytes and from a path", async () => {
    const bytes = zip([
      { name: "course.yaml", data: "slug: a" },
      { name: "01-a/" },
      { name: "01-a/01-b.en.md", data: "é", stored: true },
    ]);
    const path = join(await mkdtemp(join(tmpdir(), "zip-")), "course.zip");
    await writeFile(path, bytes);
    for (const source of [bytes, path]) {
      const { files, problems } = await readPackageZip(source);
      expect(problems).toEqual([]);
      expect([...files].map(([file, data]) => [file, data.toString()])).toEqual([
        ["course.yaml", "slug: a"],
        ["01-a/01-b.en.md", "é"],
      ]);
    }
    await expect(readPackageZip("/nowhere/course.zip")).rejects.toThrow("ENOENT");
  });

  it("takes off one folder at the top and what systems leave behind", async () => {
    const { files } = await readPackageZip(
      zip([
        { name: "my course/course.yaml", data: "x" },
        { name: "my course\\01-a\\b.md", data: "y" },
        { name: "__MACOSX/._a", data: "z" },
        { name: "my course/.DS_Store" },
      ]),
    );
    expect([...files.keys()]).toEqual(["course.yaml", "01-a/b.md"]);
  });

  it("refuses paths that leave the package, and names every one", async () => {
    expect(
      await refused([
        { name: "../x" },
        { name: "a/../../x" },
        { name: "/etc/passwd" },
        { name: "C:/x" },
        { name: "..\\x" },
        { name: "a\0b" },
        { name: "a//b" },
        { name: "./a" },
      ]),
    ).toEqual(
      ["../x", "a/../../x", "/etc/passwd", "C:/x", "../x", "a\0b", "a//b", "./a"].map((name) => `${name} unsafe_path`),
    );
  });

  it("refuses links, devices, encryption and the same path twice", async () => {
    expect(
      await refused([
        { name: "link", data: "/etc/passwd", mode: 0o120777 },
        { name: "pipe", mode: 0o010644 },
      ]),
    ).toEqual(["link not_a_file", "pipe not_a_file"]);
    expect(await refused([{ name: "secret", data: "x", flags: 0x801 }])).toEqual(["secret packing_unknown"]);
    expect(
      await refused([
        { name: "a", data: "1" },
        { name: "a", data: "2" },
      ]),
    ).toEqual(["a duplicate_file"]);
    expect(await refused([{ name: "a/".repeat(12) + "b" }])).toEqual([`${"a/".repeat(12)}b too_deep`]);
  });

  it("refuses bombs before unpacking them", async () => {
    expect(await refused([{ name: "bomb", data: Buffer.alloc(1_000_000) }])).toEqual(["bomb ratio"]);
    expect(await refused(Array.from({ length: 2001 }, (_, at) => ({ name: `${at}.md` })))).toEqual([" too_many_files"]);
    const part = Buffer.from(Array.from({ length: 6_000_000 }, (_, at) => (at * at * 31 + (at >> 7)) & 255));
    expect(await refused(Array.from({ length: 9 }, (_, at) => ({ name: `${at}`, data: part, stored: true })))).toEqual([
      " too_large",
    ]);
  });

  it("refuses entries that lie about their size, and broken data", async () => {
    const text = "some words that are packed ".repeat(3);
    expect(await refused([{ name: "a", data: text, claims: 5 }])).toEqual(["a bad_zip"]);
    expect(await refused([{ name: "a", data: text, claims: 500 }])).toEqual(["a bad_zip"]);
    expect(await refused([{ name: "a", data: text, breakData: true }])).toEqual(["a bad_zip"]);
    const honest = zip([{ name: "a", data: text }]);
    for (const bytes of [Buffer.alloc(0), Buffer.from("no zip"), honest.subarray(10), honest.subarray(0, -10)]) {
      expect((await readPackageZip(bytes)).problems.map(({ code }) => code)).toEqual(["learning.package.bad_zip"]);
    }
    for (let at = 0; at < honest.length; at += 1) {
      const broken = Buffer.from(honest);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      await readPackageZip(broken);
    }
  });
});
