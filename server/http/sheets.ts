import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readCookie, writeCookie } from "#app/http/cookies.ts";
import { type Assets, assets, sheetNames, type SheetName } from "#app/ui/islands/assets.ts";

// How stylesheets travel: docs/decisions/stylesheet-delivery.md.
const year = 365 * 24 * 60 * 60;

/** The assets of the built site, with the text of its stylesheets. */
export function readAssets(): Assets {
  const made = JSON.parse(readFileSync(path.resolve("build/assets.json"), "utf8")) as Assets;
  for (const name of sheetNames) {
    const sheet = made.sheets[name];
    sheet.text = readFileSync(path.join("build/client", sheet.href), "utf8").trimEnd();
  }
  return made;
}

/** What the Content-Security-Policy allows to stand in a page: the stylesheets of this build, word for word. */
export function sheetHashes(): string[] {
  return sheetNames.flatMap((name) => {
    const { text } = assets().sheets[name];
    return text === undefined ? [] : [`'sha256-${createHash("sha256").update(text).digest("base64")}'`];
  });
}

/** The stylesheets of this build that the browser has fetched before, as its cookies say. */
export function heldSheets(cookies: string | undefined): SheetName[] {
  return sheetNames.filter((name) => readCookie(cookies, cookieOf(name)) === versionOf(name));
}

/**
 * The cookie that comes with the stylesheet at this address, null for other files. It is the same for everybody who gets the
 * file, so a cache may keep it with the file, and it says what is true.
 */
export function sheetCookie(address: string, secure: boolean): string | null {
  const name = sheetNames.find((one) => assets().sheets[one].href === address);
  return name ? writeCookie(cookieOf(name), versionOf(name), { maxAge: year, secure }) : null;
}

const cookieOf = (name: SheetName) => `sheet-${name}`;

/** The part of the file's name that changes with its content. */
function versionOf(name: SheetName): string {
  return /-(\w+)\.css$/.exec(assets().sheets[name].href)?.[1] ?? "";
}
