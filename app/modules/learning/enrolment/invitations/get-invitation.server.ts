import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { findInvitation } from "./find-invitation.server.ts";

export type InvitationView = {
  state: "open" | "accepted" | "revoked" | "expired";
  slug: string;
  title: Text;
  cohort: string | null;
  inviter: string | null;
  email: string;
  expiresAt: Date;
};

/** The invitation behind a mailed link. Throws 404 for a token that nobody has. */
export async function getInvitation(token: string, language: string, at = new Date()): Promise<InvitationView> {
  const row = await findInvitation(token);
  const { course } = row;
  return {
    state: row.acceptedAt ? "accepted" : row.revokedAt ? "revoked" : row.expiresAt <= at ? "expired" : "open",
    slug: course.slug,
    title: textIn(course.title, language, course.defaultLanguage),
    cohort: row.cohort?.name ?? null,
    inviter: row.invitedBy?.name ?? null,
    email: row.email,
    expiresAt: row.expiresAt,
  };
}
