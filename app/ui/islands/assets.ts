import { findSingleton } from "#app/lib/singleton.ts";

/** The stylesheets: of every page, of what people write and study, of what they say to each other, of the map and the homes, of a quiz or a certificate, of a live room, of tools, of what staff builds and counts. */
export const sheetNames = ["reading", "text", "talk", "map", "tasks", "room", "tools", "workbench"] as const;
export type SheetName = (typeof sheetNames)[number];

/** Where a stylesheet is, and its text, which may stand in a page; not while developing, when it changes all the time. */
type Sheet = { href: string; text?: string };

/** What the build made beside the pages; the server provides it at start. */
export type Assets = { sheets: Record<SheetName, Sheet>; islands: Record<string, string> };

const none: Assets = {
  sheets: Object.fromEntries(sheetNames.map((name) => [name, { href: "" }])) as Record<SheetName, Sheet>,
  islands: {},
};

/** The assets of this build; none where no server has provided them, as in a test of one component. */
export function assets(): Assets {
  return findSingleton<Assets>("assets") ?? none;
}
