import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { sheetNames, type SheetName } from "#app/ui/islands/assets.ts";

async function sheet(name: SheetName) {
  const entryPoints = [path.join(import.meta.dirname, `${name}.css`)];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    minify: true,
    write: false,
    external: ["/terrain.svg"],
  });
  return outputFiles[0]!.text;
}

const budgets = {
  reading: 5.3 * 1024,
  text: 1.8 * 1024,
  talk: 1 * 1024,
  map: 1.7 * 1024,
  tasks: 3 * 1024,
  room: 3 * 1024,
  tools: 1.5 * 1024,
  workbench: 5 * 1024,
};

// What stands in the first page that somebody reads decides when they see it: 6 bytes are a millisecond on a slow link (`npm run bench -- paint`).
// 7.5 KB are what the goal of 2.5 seconds leaves; the kilobyte below it is kept for slower machines and longer titles.
const firstPage = 6.5 * 1024;

it.each([["text"], ["map"]] as const)("“reading” and “%s” leave a first page the time that it has", async (second) => {
  const both = (await sheet("reading")) + (await sheet(second));
  expect(brotliCompressSync(both).length).toBeLessThanOrEqual(firstPage);
});

it("a topic, with a sheet more, has the time that the goal leaves", async () => {
  const all = (await sheet("reading")) + (await sheet("text")) + (await sheet("talk"));
  expect(brotliCompressSync(all).length).toBeLessThanOrEqual(7.2 * 1024);
});

describe.each(sheetNames)("the stylesheet “%s”", (name) => {
  it("stays within its budget, minified and compressed with brotli", async () => {
    expect(brotliCompressSync(await sheet(name)).length).toBeLessThanOrEqual(budgets[name]);
  });

  it("knows no left and no right, so that every layout can be mirrored", async () => {
    const physical = /[{;](?:margin|padding|border|inset)?-?(?:left|right)\b|(?:text-align|float):(?:left|right)/;
    expect((await sheet(name)).match(physical)).toBeNull();
  });

  it("asks nobody else for anything", async () => {
    expect(await sheet(name)).not.toMatch(/https?:|@font-face/);
  });
});
