import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ActionFunctionArgs } from "@remix-run/node";
import busboy from "busboy";
import type { z } from "zod";
import { type AdmittedRequest, forgetKept, parseFields, refuse, signInAndComeBack } from "#app/http/form.server.ts";
import { failurePage, pageRequest, type PageRequest } from "#app/http/page.server.ts";
import { AppError, isAppError } from "#app/infra/app-error.ts";
import type { FormFields } from "#app/modules/accounts/kept-forms.server.ts";

/** A file of a form, in a temporary place that is cleared when the answer is made. */
export type FormFile = { name: string; path: string; bytes: number; isTooLarge: boolean };

type Options<S extends z.ZodType, A> = {
  schema: S;
  /** Throws when whoever asks may not send it: asked before the schema. What it returns, the action gets as `access`. */
  admit?: (request: PageRequest) => Promise<A>;
  field: string;
  maxFiles: number;
  maxBytes: number;
};

/**
 * Makes an action of a function that takes a form with fields and files: what is typed is treated as `form` does, kept
 * through signing in and given back by a refusal; files go to temporary files as they come, never into memory. Files of a
 * guest, of another field, or beyond the number are passed over; one that is too large is cut off and says so.
 */
export function uploadForm<S extends z.ZodType, R, A = undefined>(
  { schema, admit, field, maxFiles, maxBytes }: Options<S, A>,
  act: (input: z.infer<S>, files: FormFile[], request: AdmittedRequest<A>) => Promise<R>,
) {
  return async (args: ActionFunctionArgs) => {
    const request = pageRequest(args);
    const address = request.url.pathname + request.url.search;
    const folder = await mkdtemp(path.join(tmpdir(), "crossroads-form-"));
    let typed: FormFields = {};
    try {
      const limits = { field, maxFiles: request.actor ? maxFiles + 1 : 0, maxBytes };
      const read = await readForm(args.request, folder, limits);
      typed = read.typed;
      const access = (await admit?.(request)) as A;
      const result = await act(parseFields(schema, typed), read.files, { ...request, access });
      if (request.keptSecret && result instanceof Response) await forgetKept(request.keptSecret, address, result);
      return result;
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.status === 401) return await signInAndComeBack(address, typed);
      if (![400, 409, 413, 429].includes(error.status)) throw failurePage(error, request);
      return refuse(error, request, typed);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

type Limits = { field: string; maxFiles: number; maxBytes: number };

async function readForm(
  request: Request,
  folder: string,
  limits: Limits,
): Promise<{ typed: FormFields; files: FormFile[] }> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) return { typed: await readPlain(request, type), files: [] };
  if (!request.body) throw new AppError("error.form", 400);
  await mkdir(folder, { recursive: true });
  const typed: FormFields = Object.create(null);
  const files: FormFile[] = [];
  const writing: Promise<unknown>[] = [];
  const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  const parser = busboy({
    headers: { "content-type": type },
    limits: { files: 50, fields: 200, fieldSize: 512 * 1024, fileSize: limits.maxBytes },
    defParamCharset: "utf8",
  });
  parser.on("field", (name, value) => (typed[name] ??= []).push(clean(value)));
  parser.on("file", (name, content, { filename }) => {
    // A browser sends an empty file without a name where none was chosen.
    if (name !== limits.field || !filename || files.length >= limits.maxFiles) return void content.resume();
    const file: FormFile = { name: filename, path: path.join(folder, randomUUID()), bytes: 0, isTooLarge: false };
    files.push(file);
    content.on("data", (part: Buffer) => (file.bytes += part.length));
    content.once("limit", () => (file.isTooLarge = true));
    writing.push(pipeline(content, createWriteStream(file.path)));
  });
  try {
    await pipeline(source, parser);
    await Promise.all(writing);
  } catch {
    await Promise.allSettled(writing);
    throw new AppError("error.form", 400);
  }
  return { typed: { ...typed }, files };
}

async function readPlain(request: Request, type: string): Promise<FormFields> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return {};
  const typed: FormFields = Object.create(null);
  for (const [name, value] of new URLSearchParams(await request.text())) (typed[name] ??= []).push(clean(value));
  return { ...typed };
}

/** PostgreSQL holds no NUL, in text or in JSON. */
function clean(value: string): string {
  return value.replaceAll("\u0000", "").normalize("NFC");
}
