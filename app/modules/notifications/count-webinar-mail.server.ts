import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { registeredFor } from "#app/modules/webinars/register.server.ts";
import { defaultLists } from "./kinds/names.ts";

export type WebinarAudience = {
  /** Who is registered: all of them are told in the app. */
  people: number;
  /** How many of them would be mailed a new invitation. */
  invitations: number;
  /** How many would be mailed a cancellation: only those who were sent an invitation. */
  cancellations: number;
};

/** Whom a change of a webinar would reach, as `tellRegistrationChanged` decides for each. One SQL statement. */
export async function countWebinarMail(webinarId: string, { at }: { at: Date }): Promise<WebinarAudience> {
  const [counts] = await db().$queryRaw<WebinarAudience[]>`
    SELECT count(*)::int AS people, count(*) FILTER (WHERE is_mailed)::int AS invitations,
           count(*) FILTER (WHERE is_mailed AND is_invited)::int AS cancellations
      FROM (SELECT r.is_invited,
                   u.email_confirmed_at IS NOT NULL AND coalesce(u.suspended_until <= ${at}, true) AND
                   CASE WHEN s.user_id IS NULL THEN ${defaultLists.webinars} ELSE s.unsubscribed_at IS NULL END AS is_mailed
              FROM ${registeredFor(webinarId)} r JOIN ${allPeople} u ON u.id = r.user_id
              LEFT JOIN mail_subscriptions s ON s.user_id = u.id AND s.list = 'webinars') told`;
  return counts!;
}
