import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { notFound } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";
import type { FileStore } from "#app/infra/storage/store.ts";

/** Files in DATA_DIR/uploads, which every node of a site must see. */
export function folderStore(): FileStore {
  return {
    async put(key, content) {
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
    },
    async open(key) {
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
    },
    async remove(key) {
      await rm(fileOf(key), { force: true });
    },
  };
}

// The environment is read at each call: a test moves its folder.
function fileOf(key: string): string {
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
