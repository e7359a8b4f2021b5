import { isUuid } from "#app/lib/uuid.ts";
import { spacePath, topicNumberOf } from "#app/modules/forum/paths.ts";

/** What a draft is to become: a topic of a space (its code), a reply to a topic (its number), another text of a post (its id). */
export type DraftPlace = { kind: "topic" | "reply" | "edit"; target: string };

/** A place as an address carries it: "reply:12". */
export function writePlace({ kind, target }: DraftPlace): string {
  return `${kind}:${target}`;
}

/** The place of an address; null for anything that can be none. */
export function readPlace(text: string | null): DraftPlace | null {
  const [, kind, target = ""] = /^(topic|reply|edit):(.{1,100})$/.exec(text ?? "") ?? [];
  if (kind === "topic") return /^[\p{L}\p{N}\p{M}_.-]+$/u.test(target) ? { kind, target } : null;
  if (kind === "reply") return topicNumberOf(target) > 0 ? { kind, target } : null;
  return kind === "edit" && isUuid(target) ? { kind, target: target.toLowerCase() } : null;
}

/** The address of the composer in which such a draft is written. */
export function composerPath({ kind, target }: DraftPlace): string {
  if (kind === "topic") return `${spacePath(target)}/new`;
  return kind === "reply" ? `/topics/${target}/reply` : `/replies/${target}/edit`;
}

/** The same, with the form in sight where it stands below something that is read. */
export function writingPath(place: DraftPlace): string {
  return composerPath(place) + (place.kind === "reply" ? "#compose" : "");
}

/** The address where a file is added to what is written there. */
export function addFilePath(place: DraftPlace): string {
  return `/forum/files/new?of=${encodeURIComponent(writePlace(place))}`;
}
