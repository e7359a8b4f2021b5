import type { LogSearch } from "#app/modules/moderation/list-log.server.ts";

/** What the page of the log and its file are asked for, by their address. */
export function logSearchOf({ searchParams }: URL): LogSearch {
  const read = (name: string) => searchParams.get(name)?.trim() || undefined;
  const person = read("person")?.replace(/^@/, "").toLowerCase();
  return { action: read("action"), kind: read("kind"), person, text: read("q"), before: read("before") };
}
