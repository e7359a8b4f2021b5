import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { securityHeaders } from "./security.ts";
import { staticFiles } from "./static-files.ts";

let server: Server;
let url: string;
const folder = mkdtempSync(path.join(tmpdir(), "crossroads-static-"));
const crashes: unknown[] = [];
const noteCrash = (error: unknown) => void crashes.push(error);

beforeAll(async () => {
  process.on("uncaughtExceptionMonitor", noteCrash);
  mkdirSync(path.join(folder, "assets"));
  for (const name of ["kept.css", "gone.css", "island.js"]) writeFileSync(path.join(folder, "assets", name), "a{}");
  writeFileSync(path.join(folder, "sign.svg"), "<svg/>");
  const app = express();
  app.use(securityHeaders("http://localhost"));
  app.use(staticFiles(folder, false));
  app.use((_, response) => void response.status(404).send("a page"));
  server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  process.off("uncaughtExceptionMonitor", noteCrash);
  server.close();
  rmSync(folder, { recursive: true });
});

it("breaks only the connection that asks for a file which a new build has taken away", async () => {
  rmSync(path.join(folder, "assets/gone.css"));
  await expect(fetch(`${url}/assets/gone.css`)).rejects.toThrow();
  const kept = await fetch(`${url}/assets/kept.css`);
  expect(kept.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(await kept.text()).toBe("a{}");
  expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  expect(crashes).toEqual([]);
});

it("sends scripts and styles of the build without what concerns documents, and other files with it", async () => {
  const heard = async (file: string) => (await fetch(`${url}/${file}`)).headers;
  const [script, picture] = [await heard("assets/island.js"), await heard("sign.svg")];
  expect([script.get("content-security-policy"), script.get("x-frame-options")]).toEqual([null, null]);
  expect(script.get("x-content-type-options")).toBe("nosniff");
  expect(picture.get("content-security-policy")).toContain("default-src 'none'");
  expect(picture.get("x-frame-options")).toBe("DENY");
});
