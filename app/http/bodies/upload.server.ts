import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BodyReader, Incoming } from "#app/http/bodies/body-reader.ts";
import { addField } from "#app/http/bodies/fields.ts";
import { wholeWithFiles } from "#app/http/bodies/limits.ts";
import { readMultipart } from "#app/http/bodies/multipart.server.ts";
import { plainBody } from "#app/http/bodies/plain.server.ts";
import { AppError } from "#app/infra/app-error.ts";

/** A file of a form, in a temporary place that is cleared when the answer is made. One too large holds no more than that. */
type FormFile = { name: string; path: string; bytes: number; isTooLarge: boolean };

/**
 * Reads a form with files in `field`, which go to temporary files as they come, never into memory. Files of somebody who
 * may not send any, of another field, and beyond one more than `maxFiles` are passed over; one that is too large is cut off
 * and says so.
 */
export function uploadedFiles(options: { field: string; maxFiles: number; maxBytes: number }): BodyReader<FormFile[]> {
  const { maxFiles, maxBytes } = options;
  return {
    limits: { whole: wholeWithFiles(maxFiles * maxBytes) },
    async read(incoming, use) {
      const { encoding, takesFiles } = incoming;
      if (encoding !== "multipart" || !takesFiles) return plainBody.read(incoming, () => use([]));
      const folder = await mkdtemp(path.join(tmpdir(), "crossroads-form-"));
      try {
        return await use(await readFiles(incoming, folder, options));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A file of a form as a stream; without a name and empty when none was chosen. */
type UploadedFile = { name: string; content: Readable };

/**
 * Reads a form with one file in `field`, which was stored whole when `use` gets it. Throws AppError 413 that names the field
 * for a file above `maxBytes`.
 */
export function uploadedFile(options: { field: string; maxBytes: number }): BodyReader<UploadedFile> {
  const { limits, read } = uploadedFiles({ ...options, maxFiles: 1 });
  return {
    limits,
    read: (incoming, use) =>
      read(incoming, async ([file]) => {
        if (file?.isTooLarge) throw fileTooLarge(options);
        return use({ name: file?.name ?? "", content: Readable.from(file ? contentOf(file) : []) });
      }),
  };
}

/** Opens the file when somebody reads, and closes it when they leave: a stream that nobody reads must not fail. */
async function* contentOf({ path }: FormFile): AsyncGenerator<Buffer> {
  yield* createReadStream(path);
}

function fileTooLarge({ field, maxBytes }: { field: string; maxBytes: number }): AppError {
  const values = { max: maxBytes / 1024 / 1024 };
  return new AppError("error.form", 413, { fields: { [field]: { code: "error.field.file_too_large", values } } });
}

async function readFiles(
  { request, limits, read }: Incoming,
  folder: string,
  { field, maxFiles, maxBytes }: { field: string; maxFiles: number; maxBytes: number },
): Promise<FormFile[]> {
  const files: FormFile[] = [];
  const bounds = { ...limits, file: maxBytes };
  await readMultipart(request, bounds, {
    onField: (name, value) => addField(read, limits, name, value),
    onFile(name, content, fileName) {
      // A browser sends an empty file without a name where none was chosen.
      if (name !== field || fileName === "" || files.length > maxFiles) return null;
      const file: FormFile = { name: fileName, path: path.join(folder, randomUUID()), bytes: 0, isTooLarge: false };
      files.push(file);
      content.once("limit", () => (file.isTooLarge = true));
      const target = createWriteStream(file.path);
      return pipeline(content, target).then(() => void (file.bytes = target.bytesWritten));
    },
  });
  return files;
}
