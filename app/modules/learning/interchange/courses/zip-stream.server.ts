import { Readable } from "node:stream";
import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";
import type { PackageEntry } from "./export-course.server.ts";

const deflate = promisify(deflateRaw);

/** 1 January 1980, the first moment that a zip knows: the same files are the same bytes whenever they are packed. */
const date = 0x21;
/** Names are UTF-8. */
const flags = 0x800;

/**
 * A zip of the files, one after the other: only one of them is in memory at a time (APPNOTE.TXT 4.3, without ZIP64: the
 * limits of a course's files keep it far below 4 GB and 65,535 entries).
 */
export function zipStream(entries: readonly PackageEntry[]): Readable {
  return Readable.from(chunksOf(entries));
}

async function* chunksOf(entries: readonly PackageEntry[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of entries) {
    const content = await bytes();
    const deflated = await deflate(content, { level: 6 });
    const isStored = deflated.length >= content.length;
    const data = isStored ? content : deflated;
    const name = Buffer.from(path);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(isStored ? 0 : 8, 4);
    fields.writeUInt16LE(date, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    // A plain file that everybody may read, of a Unix system.
    tail.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), fields, tail, name]));
    const head = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name]);
    yield head;
    yield data;
    offset += head.length + data.length;
  }
  const list = Buffer.concat(directory);
  yield list;
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}
