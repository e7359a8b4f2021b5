import type { NamedKind } from "./kinds/names.ts";

type Named = { kind: NamedKind; id: string };

/** What an address names; the colon in the name of a room's message is read as it is. */
const naming = ({ kind, id }: Named) => `kind=${kind}&id=${encodeURIComponent(id).replaceAll("%3A", ":")}`;

/** Where something is reported. */
export function reportPath(named: Named): string {
  return `/report?${naming(named)}`;
}

/** Where its author reads what was decided about something, and appeals. */
export function appealPath(named: Named): string {
  return `/appeal?${naming(named)}`;
}

/** Where somebody who decides begins to look at something that nobody has reported. */
export function newCasePath(named: Named): string {
  return `/moderation/new?${naming(named)}`;
}

/** The address of a case. */
export function casePath(publicId: number): string {
  return `/moderation/${publicId}`;
}
