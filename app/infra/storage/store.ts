import type { Readable } from "node:stream";

/** Where files are kept. Keys have been checked. */
export type FileStore = {
  put(key: string, content: Readable | Uint8Array): Promise<void>;
  open(key: string): Promise<{ stream: Readable; size: number }>;
  remove(key: string): Promise<void>;
};
