import type { Browser, Page } from "playwright-core";

/** Milliseconds from asking for a page to seeing anything, to its title, and to what its script brings (null where nothing is awaited). */
export type Seen = { paint: number; title: number; usable: number | null };

export type Cookie = { name: string; value: string };

declare global {
  interface Window {
    titleSeenAt?: number;
    usableAt?: number;
  }
}

// The second generation: 800 ms there and back, 50 kbit/s.
const link = { offline: false, latency: 800, downloadThroughput: 50_000 / 8, uploadThroughput: 50_000 / 8 };
const screen = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 1, isMobile: true, hasTouch: true };
const patience = 60_000;

/**
 * Opens a page on a phone that has never been there, over a slow link, and looks at it until its title is seen, and what its
 * script shows: `tool`, a selector.
 */
export async function openOnSlowPhone(browser: Browser, url: string, cookies: Cookie[], tool?: string): Promise<Seen> {
  const context = await browser.newContext(screen);
  try {
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", link);
    await page.addInitScript({ content: watchFor("titleSeenAt", "main h1") });
    if (tool) await page.addInitScript({ content: watchFor("usableAt", tool) });
    await page.goto(url, { waitUntil: "commit", timeout: patience });
    return await seen(page, tool !== undefined);
  } finally {
    await context.close();
  }
}

// Frames come only once something is painted, so a frame with the title in it is one that shows it. As text, because what
// runs this file adds calls to functions that a page does not have.
const watchFor = (name: keyof Window, selector: string) => `(function look() {
  if (document.querySelector(${JSON.stringify(selector)})?.getClientRects().length) window.${name} = performance.now();
  else requestAnimationFrame(look);
})()`;

async function seen(page: Page, hasTool: boolean): Promise<Seen> {
  await page.waitForFunction(
    (isAwaited) =>
      performance.getEntriesByName("first-contentful-paint").length > 0 &&
      window.titleSeenAt &&
      (!isAwaited || window.usableAt),
    hasTool,
    { timeout: patience },
  );
  return page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]!.startTime,
    title: window.titleSeenAt!,
    usable: window.usableAt ?? null,
  }));
}
