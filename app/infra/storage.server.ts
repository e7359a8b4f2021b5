import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { notFound } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";

/** Segments of small letters, digits, dots, dashes and underscores; none begins with a dot, so none is "..". */
const keyPattern = /^[a-z0-9_][a-z0-9._-]*(\/[a-z0-9_][a-z0-9._-]*)*$/;

/**
 * Keeps a file under a key such as "imports/0191….zip", whole or not at all; an earlier file of the key is replaced.
 * Throws an Error for a key that could leave the store: keys are made by the product, never taken from a person.
 */
export async function putFile(key: string, content: Readable | Uint8Array): Promise<void> {
  const target = fileOf(key);
  await mkdir(path.dirname(target), { recursive: true });
  const draft = path.join(path.dirname(target), `.${randomUUID()}.draft`);
  try {
    await pipeline(content instanceof Readable ? content : Readable.from([content]), createWriteStream(draft));
    await syncFile(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * Opens a kept file for reading, at once: a file that is deleted afterwards can still be read. Throws 404 when there is
 * none. `size` is in bytes.
 */
export async function openFile(key: string): Promise<{ stream: Readable; size: number }> {
  const handle = await open(fileOf(key), "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") throw notFound();
    throw error;
  });
  const found = await handle.stat();
  if (!found.isFile()) {
    await handle.close();
    throw notFound();
  }
  return { stream: handle.createReadStream(), size: found.size };
}

/** Deletes a kept file; one that is not there is fine. */
export async function deleteFile(key: string): Promise<void> {
  await rm(fileOf(key), { force: true });
}

function fileOf(key: string): string {
  if (key.length > 200 || !keyPattern.test(key)) throw new Error(`not a storage key: ${JSON.stringify(key)}`);
  return path.join(env().DATA_DIR, "uploads", ...key.split("/"));
}

/** The content is on the disk before its name is: a power cut leaves no empty file under the key. */
async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
