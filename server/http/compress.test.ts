import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compress } from "#server/http/compress.ts";
import { responseVersions } from "#server/http/response-hooks.ts";
import { pretendUnknown } from "#test/helpers/library-versions.ts";

const text = "Feuille de route ouverte. خارطة الطريق. ".repeat(100);
let server: Server;

beforeAll(async () => {
  const app = express().use(compress);
  app.get("/whole", (_, response) => response.type("html").end(text));
  app.get("/pieces", (_, response) => {
    response.type("html");
    for (let at = 0; at < text.length; at += 100) response.write(text.slice(at, at + 100));
    response.end();
  });
  app.get("/short", (_, response) => response.json({ ok: true }));
  app.get("/picture", (_, response) => response.type("png").end(Buffer.alloc(5000)));
  app.get("/coded", (_, response) => response.set("Content-Encoding", "gzip").type("html").end(Buffer.alloc(5000)));
  app.get("/empty", (_, response) => response.status(304).end());
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => void server.close());

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

function ask(path: string, accepted?: string, method = "GET"): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const headers = accepted ? { "accept-encoding": accepted } : {};
  return new Promise((resolve, reject) => {
    get({ port, host: "127.0.0.1", path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    }).once("error", reject);
  });
}

describe.each(["/whole", "/pieces"])("text (%s)", (path) => {
  test("travels as brotli where that is understood", async () => {
    const { headers, body } = await ask(path, "gzip, deflate, br");
    expect(headers).toMatchObject({ "content-encoding": "br", "content-length": String(body.length) });
    expect(headers.vary).toMatch(/Accept-Encoding/i);
    expect(brotliDecompressSync(body).toString()).toBe(text);
  });

  test("travels as gzip, or as it is, where nothing else is understood", async () => {
    const zipped = await ask(path, "gzip");
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(zipped.body).toString()).toBe(text);
    const plain = await ask(path);
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(plain.headers.vary).toMatch(/Accept-Encoding/i);
    expect(plain.body.toString()).toBe(text);
  });

  test("is only announced to HEAD", async () => {
    const { status, body } = await ask(path, "br", "HEAD");
    expect([status, body.length]).toEqual([200, 0]);
  });
});

test("what is short, no text, compressed already or empty is left as it is", async () => {
  expect((await ask("/short", "br")).body.toString()).toBe('{"ok":true}');
  for (const path of ["/picture", "/coded"]) expect((await ask(path, "br")).body.equals(Buffer.alloc(5000))).toBe(true);
  for (const path of ["/short", "/picture"])
    expect((await ask(path, "br")).headers).not.toHaveProperty("content-encoding");
  expect(await ask("/empty", "br")).toMatchObject({ status: 304, body: Buffer.alloc(0) });
});

test("with an unknown version of the server everything travels as it is, whole", async () => {
  const know = pretendUnknown(responseVersions);
  try {
    for (const path of ["/whole", "/pieces"]) {
      const { status, headers, body } = await ask(path, "gzip, deflate, br");
      expect([status, body.toString()]).toEqual([200, text]);
      expect(headers).not.toHaveProperty("content-encoding");
    }
  } finally {
    know();
  }
});
