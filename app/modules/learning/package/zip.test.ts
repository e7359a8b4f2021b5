import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { readPackageZip } from "./read-zip.server.ts";

interface TestEntry {
  name: string;
  data?: Buffer | string;
  /** Unix mode; 0o120777 is a symbolic link. */
  mode?: number;
  stored?: boolean;
  flags?: number;
  /** The size that the zip claims, when it lies. */
  claims?: number;
  breakData?: boolean;
}

/** A zip byte by byte (APPNOTE 4.3), because honest libraries refuse to write these. */
function zip(entries: TestEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data = "", mode = 0o100644, stored = false, flags = 0x800, claims, breakData } of entries) {
    const bytes = Buffer.from(data as string);
    const packed = stored ? bytes : deflateRawSync(bytes, { level: 9 });
    if (breakData) packed.fill(0xff);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

async function refused(entries: TestEntry[]) {
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
