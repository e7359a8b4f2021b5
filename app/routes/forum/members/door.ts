import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { membersPath, spacePath } from "#app/modules/forum/paths.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";
import type { TeamAction } from "#app/ui/shell/team-actions.tsx";

/** The mark of a space that not everybody writes in. */
export const doorMarks: Record<JoinMode, MessageKey | null> = {
  open: null,
  ask: "forum.door.ask_mark",
  members: "forum.door.members_mark",
};

/** Why a link that invites brings in nobody any more. */
export const overWords: Record<"used" | "expired" | "revoked", MessageKey> = {
  used: "forum.invitation.used",
  expired: "forum.invitation.expired",
  revoked: "forum.invitation.revoked",
};

/** The link to the settings of a space, for its facilitators. */
export function settingsLink(code: string, t: Translate): TeamAction {
  return { href: `${spacePath(code)}/settings`, label: t("forum.team.settings") };
}

/** The link to the invitations of a space, for its facilitators. */
export function invitationsLink(code: string, t: Translate): TeamAction {
  return { href: `${spacePath(code)}/invitations`, label: t("forum.team.invitations") };
}

/** The link to those who wish to be in a space, for its facilitators. */
export function wishesLink(code: string, waiting: number, t: Translate): TeamAction {
  return { href: `${membersPath(code)}#wishes`, label: t("forum.team.wishes", { count: waiting }) };
}
