import { cpSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { withClient } from "#prisma/history.ts";
import { requireSameFiles } from "#prisma/site-files.ts";
import { makeDatabase } from "#test/setup/database.ts";

const newFolder = () => mkdtempSync(path.join(inject("runFolder"), "node-"));
const inFolder = (DATA_DIR: string) => ({ DATA_DIR, S3_BUCKET: undefined, S3_ENDPOINT: undefined });
const inBucket = (S3_BUCKET: string) => ({ ...inFolder(newFolder()), S3_BUCKET, S3_ENDPOINT: "http://s3.example.org" });

test("two nodes with unlike folders refuse to be one site; with the same one they are, also when they start together", async () => {
  const url = await makeDatabase({ migrated: true });
  const shared = newFolder();
  await Promise.all([1, 2, 3].map(() => requireSameFiles(url, inFolder(shared))));
  await requireSameFiles(url, inFolder(shared));
  // By its id a line stands at its time in the log, which is read by ids.
  const ids = await withClient(url, async (client) => (await client.query("SELECT id FROM audit_entries")).rows);
  expect(ids).toEqual([{ id: expect.stringMatching(/^01[0-9a-f]{6}-[0-9a-f]{4}-7/) }]);
  const failing = requireSameFiles(url, inFolder(newFolder()));
  await expect(failing).rejects.toMatchObject({ isPlain: true, message: expect.stringContaining("kept elsewhere") });
  await expect(requireSameFiles(url, inBucket("files"))).rejects.toThrow("npm run files:here");
});

test("a folder that was moved or restored with its files is the same one", async () => {
  const url = await makeDatabase({ migrated: true });
  const [before, after] = [newFolder(), newFolder()];
  await requireSameFiles(url, inFolder(before));
  cpSync(path.join(before, "uploads"), path.join(after, "uploads"), { recursive: true });
  await requireSameFiles(url, inFolder(after));
});

test("two nodes with the same bucket are one site, whatever folders they have; with another bucket they are not", async () => {
  const url = await makeDatabase({ migrated: true });
  await requireSameFiles(url, inBucket("files"));
  await requireSameFiles(url, inBucket("files"));
  await expect(requireSameFiles(url, inBucket("others"))).rejects.toThrow("kept elsewhere");
});
