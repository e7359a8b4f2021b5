import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import type { PageAddress } from "#app/lib/links.ts";
import { singleton } from "#app/lib/singleton.ts";
import { isUuid } from "#app/lib/uuid.ts";
import {
  listSpaceAddresses,
  listTopicAddresses,
  listTopicParts,
} from "#app/modules/forum/feeds/list-addresses.server.ts";
import { listCourseAddresses, listCourseParts } from "#app/modules/learning/outline/list-addresses.server.ts";
import { mapActivities } from "#app/modules/roadmaps/roadmap.server.ts";
import { listWebinarAddresses, listWebinarParts } from "#app/modules/webinars/list-addresses.server.ts";

/** The pages of one kind in parts, each with a name of its own; the one part of a kind that has no others is "". */
type Kind = { parts: () => Promise<string[]>; list: (part: string) => Promise<PageAddress[]> };

const whole = async () => [""];
const asTexts = (list: () => Promise<number[]>) => async () => (await list()).map(String);
const numbered = (list: (part: number) => Promise<PageAddress[]>) => async (part: string) =>
  /^\d{1,6}$/.test(part) ? list(Number(part)) : [];

const places = ["/", "/roadmap", "/courses", "/forum", "/forum/tags", "/webinars", "/about", "/privacy"];

/** What is in the list for search engines, as everybody sees it. People are not: their pages say `noindex`. */
const kinds: Record<string, Kind> = {
  activities: { parts: whole, list: listPlaces },
  spaces: { parts: whole, list: listSpaceAddresses },
  topics: { parts: asTexts(listTopicParts), list: numbered(listTopicAddresses) },
  courses: { parts: listCourseParts, list: async (part) => (isUuid(part) ? listCourseAddresses(part) : []) },
  webinars: { parts: asTexts(listWebinarParts), list: numbered(listWebinarAddresses) },
};

async function listPlaces(): Promise<PageAddress[]> {
  const codes = [...(await mapActivities()).keys()];
  return [...places, ...codes.map((code) => `/roadmap/${code}`)].map((path) => ({ path, changedAt: null }));
}

/** The names of all files, as their addresses have them. Two SQL statements, and one for each kind that comes in parts. */
export async function listSitemapParts(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(kinds).map(async ([kind, { parts }]) =>
      (await parts()).map((part) => (part === "" ? kind : `${kind}-${part}`)),
    ),
  );
  return found.flat();
}

/** The pages in a file; none for a name that stands for nothing. */
export async function listPart(name: string): Promise<PageAddress[]> {
  const [, kind, , part = ""] = /^([a-z]+)(-([0-9a-f-]+))?$/.exec(name) ?? [];
  const { list } = kinds[kind ?? ""] ?? {};
  const isWhole = list !== undefined && kinds[kind!]!.parts === whole;
  return list && isWhole === (part === "") ? list(part) : [];
}

/** Crawlers come in crowds: what one has asked for is made once in half a minute. */
export async function shortly(name: string, write: () => Promise<string>): Promise<string> {
  const room = 8_000_000;
  const memory = singleton(
    "sitemaps",
    () => new ShortMemory<string>({ milliseconds: 30_000, room, sizeOf: ({ length }) => length }),
  );
  return memory.get(name, write);
}
