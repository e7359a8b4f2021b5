import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

async function sheet() {
  const entryPoints = [path.join(import.meta.dirname, "index.css")];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    minify: true,
    write: false,
    external: ["/terrain.svg"],
  });
  return outputFiles[0]!.text;
}

describe("the style sheet", () => {
  it("weighs at most 9 KB, minified and compressed with brotli", async () => {
    expect(brotliCompressSync(await sheet()).length).toBeLessThanOrEqual(9 * 1024);
  });

  it("knows no left and no right, so that every layout can be mirrored", async () => {
    const physical = /[{;](?:margin|padding|border|inset)?-?(?:left|right)\b|(?:text-align|float):(?:left|right)/;
    expect((await sheet()).match(physical)).toBeNull();
  });

  it("asks nobody else for anything", async () => {
    expect(await sheet()).not.toMatch(/https?:|@font-face/);
  });
});
