import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { findProgram, programs } from "#test/setup/programs.mjs";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Chromium is on this machine, or null. Journeys are skipped by name without it. */
export const chromiumPath: string | null = findProgram(...programs.chromium.names) ?? null;

/** One Chromium for this test file. */
export function useBrowser(): { get: () => Browser } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (chromiumPath && existsSync(chromiumPath))
      browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return { get: () => browser! };
}
