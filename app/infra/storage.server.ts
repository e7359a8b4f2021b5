import type { Readable } from "node:stream";
import { env } from "#app/infra/env.server.ts";
import { bucketStore } from "#app/infra/storage/bucket.server.ts";
import { folderStore } from "#app/infra/storage/folder.server.ts";
import type { FileStore } from "#app/infra/storage/store.ts";
import { singleton } from "#app/lib/singleton.ts";

/** Segments of small letters, digits, dots, dashes and underscores; none begins with a dot, so none is "..". */
const keyPattern = /^[a-z0-9_][a-z0-9._-]*(\/[a-z0-9_][a-z0-9._-]*)*$/;

/**
 * Keeps a file under a key such as "imports/0191….zip", whole or not at all; an earlier file of the key is replaced.
 * Throws an Error for a key that could leave the store: keys are made by the product, never taken from a person.
 */
export async function putFile(key: string, content: Readable | Uint8Array): Promise<void> {
  await store().put(checked(key), content);
}

/**
 * Opens a kept file for reading, at once: a file that is deleted afterwards can still be read. Throws 404 when there is
 * none. `size` is in bytes.
 */
export async function openFile(key: string): Promise<{ stream: Readable; size: number }> {
  return store().open(checked(key));
}

/** Deletes a kept file; one that is not there is fine. */
export async function deleteFile(key: string): Promise<void> {
  await store().remove(checked(key));
}

/** The S3-compatible bucket where S3_BUCKET is set, else a folder: DATA_DIR/uploads. */
function store(): FileStore {
  return singleton("file-store", () => (env().S3_BUCKET ? bucketStore(env()) : folderStore()));
}

function checked(key: string): string {
  if (key.length > 200 || !keyPattern.test(key)) throw new Error(`not a storage key: ${JSON.stringify(key)}`);
  return key;
}
