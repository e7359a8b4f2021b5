import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import S3rver from "s3rver";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { env } from "#app/infra/env.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { deleteFile, openFile, putFile } from "#app/infra/storage.server.ts";

const read = async (key: string) => (await buffer((await openFile(key)).stream)).toString();

let bucket: S3rver;
beforeAll(async () => {
  const directory = path.join(inject("runFolder"), "s3", crypto.randomUUID());
  mkdirSync(directory, { recursive: true });
  bucket = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: "files", configs: [] }],
  });
  const { port } = await bucket.run();
  inBucket.S3_ENDPOINT = `http://127.0.0.1:${port}`;
});
afterAll(() => bucket.close());

const inBucket: Record<string, string> = {
  S3_BUCKET: "files",
  S3_ACCESS_KEY_ID: "S3RVER",
  S3_SECRET_ACCESS_KEY: "S3RVER",
};

/** Moves the store: as the environment of another node says. */
function keepIn(variables: Record<string, string>): void {
  for (const name of [...Object.keys(inBucket), "S3_ENDPOINT"]) delete process.env[name];
  Object.assign(process.env, variables);
  for (const name of ["env", "file-store"]) forgetSingleton(name);
}

describe.each([
  ["folder", {}],
  ["bucket", inBucket],
])("a kept file, in a %s", (_, variables) => {
  beforeEach(() => keepIn(variables));
  afterAll(() => keepIn({}));

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
    const folder = path.join(env().DATA_DIR, "uploads", "broken");
    if (!env().S3_BUCKET) expect(readdirSync(folder)).toEqual([]);
  });

  test("is gone once deleted, and deleting again is fine", async () => {
    await putFile("gone", Buffer.from("x"));
    await deleteFile("gone");
    await deleteFile("gone");
    await expect(openFile("gone")).rejects.toMatchObject({ status: 404 });
  });
});

test("in a bucket is the same on every node, whatever folder it has, and can be read while it is deleted", async () => {
  keepIn(inBucket);
  const content = Buffer.alloc(3_000_000, "0123456789");
  await putFile("imports/large.zip", Readable.from([content.subarray(0, 1_000_000), content.subarray(1_000_000)]));
  const before = process.env.DATA_DIR;
  process.env.DATA_DIR = path.join(inject("runFolder"), "another-node");
  keepIn(inBucket);
  const { stream, size } = await openFile("imports/large.zip");
  expect(size).toBe(content.length);
  expect((await buffer(stream)).equals(content)).toBe(true);
  process.env.DATA_DIR = before;
  keepIn({});
  await expect(openFile("imports/large.zip")).rejects.toMatchObject({ status: 404 });
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
