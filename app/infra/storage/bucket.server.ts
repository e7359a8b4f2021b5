import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { notFound } from "#app/infra/app-error.ts";
import type { Env } from "#app/infra/env.server.ts";
import type { FileStore } from "#app/infra/storage/store.ts";

/** Files in a bucket of an S3-compatible store. An object is there whole or not at all, by the promise of such stores. */
export function bucketStore(env: Env): FileStore {
  const Bucket = env.S3_BUCKET!;
  const client = new S3Client({
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT,
    // Stores of one's own seldom have a name for each bucket.
    forcePathStyle: env.S3_ENDPOINT !== undefined,
    credentials:
      env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY
        ? { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY }
        : undefined,
    // Many compatible stores know nothing of the newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // Every wait has a limit.
    requestHandler: { connectionTimeout: 5000, requestTimeout: 60_000 },
  });
  const put = (Key: string, Body: Readable | Uint8Array, ContentLength: number) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength }));
  return {
    async put(key, content) {
      if (!(content instanceof Readable)) return void (await put(key, content, content.byteLength));
      // The store wants to know the length first; a stream that breaks off leaves nothing there.
      const folder = await mkdtemp(path.join(tmpdir(), "crossroads-upload-"));
      const file = path.join(folder, "content");
      try {
        await pipeline(content, createWriteStream(file));
        await put(key, createReadStream(file), (await stat(file)).size);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async open(key) {
      try {
        const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        return { stream: Body as Readable, size: ContentLength ?? 0 };
      } catch (error) {
        if (error instanceof NoSuchKey || (error as { name?: string }).name === "NotFound") throw notFound();
        throw error;
      }
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
  };
}
