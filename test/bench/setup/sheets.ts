import { readFileSync } from "node:fs";
import type { Assets } from "#app/ui/islands/assets.ts";
import type { Cookie } from "../load/slow-phone.ts";

/** The cookies of a browser that holds the stylesheets of this build: pages link them instead of carrying them. */
export function sheetCookies(): Cookie[] {
  const { sheets } = JSON.parse(readFileSync("build/assets.json", "utf8")) as Assets;
  return Object.entries(sheets).map(([name, { href }]) => ({
    name: `sheet-${name}`,
    value: /-(\w+)\.css$/.exec(href)![1]!,
  }));
}
