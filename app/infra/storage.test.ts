import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { env } from "#app/infra/env.server.ts";
import { deleteFile, openFile, putFile } from "#app/infra/storage.server.ts";

const read = async (key: string) => (await buffer((await openFile(key)).stream)).toString();

describe("a kept file", () => {
  test("comes back as it was, from bytes and from a stream", async () => {
    await putFile("imports/a.zip", Buffer.from("some bytes"));
    await putFile("imports/b.zip", Readable.from(["in ", "pieces"]));
    expect(await read("imports/a.zip")).toBe("some bytes");
    expect((await openFile("imports/b.zip")).size).toBe(9);
  });

  test("is replaced as a whole", async () => {
    await putFile("replaced", Buffer.from("a long first version"));
    await putFile("replaced", Buffer.from("second"));
    expect(await read("replaced")).toBe("second");
  });

  test("is not there, and leaves nothing behind, when its stream breaks", async () => {
    const broken = Readable.from(
      (function* () {
        yield "half";
        throw new Error("the connection broke");
      })(),
    );
    await expect(putFile("broken/file", broken)).rejects.toThrow("the connection broke");
    await expect(openFile("broken/file")).rejects.toMatchObject({ status: 404 });
    expect(readdirSync(path.join(env().DATA_DIR, "uploads", "broken"))).toEqual([]);
  });

  test("is gone once deleted, and deleting again is fine", async () => {
    await putFile("gone", Buffer.from("x"));
    await deleteFile("gone");
    await deleteFile("gone");
    await expect(openFile("gone")).rejects.toMatchObject({ status: 404 });
  });
});

describe("a key", () => {
  const bad = [
    "../secret",
    "a/../../secret",
    "/etc/passwd",
    "a//b",
    "a/./b",
    "a\\..\\b",
    "a\0b",
    "",
    ".hidden",
    "A",
    "a/",
  ];
  test.each(bad)("%j is refused by every verb", async (key) => {
    mkdirSync(env().DATA_DIR, { recursive: true });
    writeFileSync(path.join(env().DATA_DIR, "secret"), "secret");
    await expect(openFile(key)).rejects.toThrow("not a storage key");
    await expect(putFile(key, Buffer.from("x"))).rejects.toThrow("not a storage key");
    await expect(deleteFile(key)).rejects.toThrow("not a storage key");
  });

  test("that names a folder is not a file", async () => {
    await putFile("folder/file", Buffer.from("x"));
    await expect(openFile("folder")).rejects.toMatchObject({ status: 404 });
    await expect(openFile("folder/file/deeper")).rejects.toMatchObject({ status: 404 });
  });
});
