import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { extract, pack } from "tar-stream";

/** An archive under way: a compressed tar that any program unpacks. Its name is there only once it is whole. */
export type ArchiveWriter = {
  add(name: string, content: Buffer): Promise<void>;
  addStream(name: string, size: number, content: Readable): Promise<void>;
  finish(): Promise<void>;
  giveUp(): Promise<void>;
};

/** Begins the archive `file`; only its owner may read it, since it holds everything. */
export function writeArchive(file: string): ArchiveWriter {
  const draft = `${file}.draft`;
  const tar = pack();
  const written = pipeline(tar, createGzip({ level: 5 }), createWriteStream(draft, { mode: 0o600 }));
  written.catch(() => {});
  const add = (name: string, content: Buffer) =>
    new Promise<void>((resolve, reject) => {
      tar.entry({ name, size: content.length }, content, (error) => (error ? reject(error) : resolve()));
    });
  return {
    add,
    async addStream(name, size, content) {
      const done = new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name, size }, (error) => (error ? reject(error) : resolve()));
        content.on("error", reject);
        content.pipe(entry);
      });
      await Promise.race([done, written.then(() => done)]);
    },
    async finish() {
      tar.finalize();
      await written;
      const handle = await open(draft, "r+");
      await handle.sync();
      await handle.close();
      await rename(draft, file);
    },
    async giveUp() {
      tar.destroy();
      await written.catch(() => {});
      await rm(draft, { force: true });
    },
  };
}

/** Calls `take` with each part of an archive in its order; a part must be read before the next comes. */
export async function readArchive(
  file: string,
  take: (name: string, content: Readable) => Promise<void>,
): Promise<void> {
  const parts = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), parts);
  const taking = (async () => {
    for await (const part of parts) {
      await take(part.header.name, part as unknown as Readable);
      part.resume();
    }
  })();
  await Promise.all([reading, taking]);
}
