import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { BodyReader, Incoming } from "#app/http/bodies/body-reader.ts";
import { composeFields, nothingRead } from "#app/http/bodies/fields.ts";
import { requireForm } from "#app/http/bodies/incoming.ts";
import { usualLimits } from "#app/http/bodies/limits.ts";
import { readMultipart } from "#app/http/bodies/multipart.server.ts";
import { plainBody } from "#app/http/bodies/plain.server.ts";
import { smallFile } from "#app/http/bodies/small-file.server.ts";
import { uploadedFile, uploadedFiles } from "#app/http/bodies/upload.server.ts";
import { partOf } from "#test/helpers/broken-bodies.ts";

const end = "--b--\r\n";
const type = "multipart/form-data; boundary=b";

const requestWith = (body: string | ReadableStream, contentType = type) =>
  new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "Content-Type": contentType },
    duplex: "half",
  } as RequestInit);

/** Reads a form as `form` does, and gives what `use` makes of it. */
async function read<F, T>(
  reader: BodyReader<F>,
  request: Request,
  use: (files: F, incoming: Incoming) => Promise<T>,
  more: Partial<Incoming> = {},
): Promise<T> {
  const limits = { ...usualLimits, ...reader.limits, ...more.limits };
  const encoding = requireForm(request, limits);
  const incoming: Incoming = { request, encoding, read: nothingRead(), takesFiles: true, ...more, limits };
  return reader.read(incoming, (files) => use(files, incoming));
}

const fieldsOf = async (_: unknown, incoming: Incoming) => composeFields(incoming.read);

describe("plain fields", () => {
  it("come alike from both encodings, composed and without NUL", async () => {
    const expected = { title: ["Café"], tag: ["a", "b"] };
    const urlencoded = requestWith(
      "title=Cafe%CC%81%00&tag=a&tag=b",
      "application/x-www-form-urlencoded;charset=UTF-8",
    );
    expect(await read(plainBody, urlencoded, fieldsOf)).toEqual(expected);
    const parts = [
      partOf("title", "Cafe\u0301"),
      partOf("tag", "a"),
      partOf("x", "file", { file: "x" }),
      partOf("tag", "b"),
    ];
    expect(await read(plainBody, requestWith(parts.join("") + end), fieldsOf)).toEqual(expected);
  });

  it("that are too long are refused by name, and all that was typed is there to be given back", async () => {
    const request = requestWith(partOf("first", "1") + partOf("long", "x".repeat(101)) + partOf("last", "3") + end);
    const limits = { ...usualLimits, field: 100 };
    let typed: unknown;
    const refused = read(
      plainBody,
      request,
      async (_, incoming) => {
        typed = { ...incoming.read.fields };
        composeFields(incoming.read);
      },
      { limits },
    );
    await expect(refused).rejects.toMatchObject({
      status: 413,
      details: { fields: { long: { code: "error.field.far_too_long" } } },
    });
    expect(typed).toMatchObject({ first: ["1"], last: ["3"] });
  });

  it("are as many as the address takes, and one more is refused before any is looked at", async () => {
    const form = (count: number) =>
      requestWith(
        Array.from({ length: count }, (_, index) => `f${index}=1`).join("&"),
        "application/x-www-form-urlencoded",
      );
    expect(Object.keys(await read(plainBody, form(usualLimits.fields), fieldsOf))).toHaveLength(usualLimits.fields);
    let incoming: Incoming | undefined;
    const refused = plainBody.read(
      (incoming = {
        request: form(usualLimits.fields + 1),
        encoding: "urlencoded",
        limits: usualLimits,
        read: nothingRead(),
        takesFiles: true,
      }),
      async () => null,
    );
    await expect(refused).rejects.toMatchObject({ status: 413 });
    expect(incoming.read.count).toBe(0);
  });

  it("name the field that has too many marks, whichever it is", async () => {
    const request = requestWith(partOf("a", "x") + partOf("b", `x${"\u0301".repeat(31)}`) + end);
    await expect(read(plainBody, request, fieldsOf)).rejects.toMatchObject({
      status: 400,
      details: { fields: { b: { code: "error.field.marks" } } },
    });
  });
});

describe("a small file", () => {
  it("comes with its fields, and is null when none was chosen", async () => {
    const file = partOf("list", "a;b", { file: "liste \u00e9.csv" }) + partOf("note", "x");
    const both = async (given: unknown, incoming: Incoming) => [given, composeFields(incoming.read)];
    expect(await read(smallFile({ field: "list" }), requestWith(file + end), both)).toEqual([
      { name: "liste \u00e9.csv", bytes: Buffer.from("a;b") },
      { note: ["x"] },
    ]);
    for (const none of [partOf("list", "", { file: "x" }), partOf("other", "x", { file: "x" }), partOf("list", "text")])
      expect((await read(smallFile({ field: "list" }), requestWith(none + end), both))[0]).toBeNull();
  });
});

describe("an upload", () => {
  const one = uploadedFile({ field: "file", maxBytes: 1000 });

  it("may be as large as it may be, and not one byte larger", async () => {
    const send = (size: number) =>
      read(one, requestWith(partOf("file", "x".repeat(size), { file: "x" }) + end), async ({ content }) =>
        buffer(content),
      );
    expect(await send(1000)).toHaveLength(1000);
    await expect(send(1001)).rejects.toMatchObject({
      status: 413,
      details: { fields: { file: { code: "error.field.file_too_large" } } },
    });
  });

  it("lies in temporary files that are gone afterwards, also when the step fails", async () => {
    const many = uploadedFiles({ field: "file", maxFiles: 2, maxBytes: 1000 });
    const parts = ["1", "2", "3", "4"].map((text) => partOf("file", text, { file: text })).join("");
    const paths = await read(many, requestWith(parts + end), async (files) => {
      expect(files.map(({ path }) => readFileSync(path, "utf8"))).toEqual(["1", "2", "3"]);
      return files.map(({ path }) => path);
    });
    for (const path of paths) expect(() => readFileSync(path)).toThrow("ENOENT");
    let path = "";
    const failing = read(many, requestWith(parts + end), async (files) => {
      path = files[0]!.path;
      throw new Error("the step");
    });
    await expect(failing).rejects.toThrow("the step");
    expect(() => readFileSync(path)).toThrow("ENOENT");
  });

  it("that nobody reads harms nobody", async () => {
    const unread = await read(
      one,
      requestWith(partOf("file", "x", { file: "x" }) + end),
      async ({ content }) => content,
    );
    await expect(buffer(unread)).rejects.toThrow("ENOENT");
  });

  it("of somebody who may not send it is passed over, and the words are read", async () => {
    const request = requestWith(partOf("file", "x", { file: "x" }) + partOf("note", "kept") + end);
    const given = await read(one, request, async ({ name }, incoming) => [name, composeFields(incoming.read)], {
      takesFiles: false,
    });
    expect(given).toEqual(["", { note: ["kept"] }]);
  });

  it("ends as a refusal when the link drops, wherever it does", async () => {
    const whole = partOf("note", "x") + partOf("file", "y".repeat(500), { file: "x" }) + end;
    for (let at = 0; at < whole.length; at += 40) {
      const dropping = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(whole.slice(0, at)));
        },
        pull(controller) {
          controller.error(new Error("ECONNRESET"));
        },
      });
      await expect(read(one, requestWith(dropping), async () => "stored")).rejects.toMatchObject({ status: 400 });
    }
  });
});

describe("reading parts", () => {
  it("ends with the failure of whoever takes a file, and does not wait for the rest", async () => {
    const request = requestWith(partOf("file", "x".repeat(500_000), { file: "x" }) + partOf("a", "b") + end);
    const full = readMultipart(request, usualLimits, {
      onField: () => undefined,
      onFile: () => Promise.reject(new Error("ENOSPC")),
    });
    await expect(full).rejects.toThrow("ENOSPC");
  });

  it.each([70, 71])("looks for a boundary of %i characters or says no", async (length) => {
    const boundary = "b".repeat(length);
    const body = (partOf("a", "b") + end).replaceAll("--b", `--${boundary}`);
    const answer = read(plainBody, requestWith(body, `multipart/form-data; boundary="${boundary}"`), fieldsOf);
    if (length === 70) expect(await answer).toEqual({ a: ["b"] });
    else await expect(answer).rejects.toMatchObject({ status: 400 });
  });
});

describe("what is no form", () => {
  const headers = (more: Record<string, string>) => ({ method: "POST", headers: new Headers(more) }) as Request;
  const form = "application/x-www-form-urlencoded";

  it.each([
    [{ "content-type": form, "content-length": "3" }, "urlencoded"],
    [{ "content-type": `${form}; charset=utf-8`, "content-length": "3" }, "urlencoded"],
    [{ "content-type": "Multipart/Form-Data; boundary=x", "content-length": "3" }, "multipart"],
    [{ "content-length": "0" }, "none"],
    [{}, "none"],
  ])("%j is one", (given, encoding) => expect(requireForm(headers(given), usualLimits)).toBe(encoding));

  it.each([
    [{ "content-type": "application/json" }, 415],
    [{ "content-type": "text/plain", "content-length": "0" }, 415],
    [{ "content-length": "3" }, 415],
    [{ "content-type": `${form}x` }, 415],
    [{ "content-type": `${form}; charset=latin1` }, 415],
    [{ "content-type": form, "content-encoding": "br" }, 415],
    [{ "content-type": form, "content-length": String(usualLimits.whole + 1) }, 413],
  ])("%j is refused with %i", (given, status) =>
    expect(() => requireForm(headers(given), usualLimits)).toThrow(expect.objectContaining({ status })),
  );
});
