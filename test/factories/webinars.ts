import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeUser } from "#test/factories/users.ts";

const minute = 60_000;

type WebinarWish = {
  title?: string;
  slug?: string;
  description?: string;
  language?: string;
  startsAt?: Date;
  endsAt?: Date;
  zone?: string;
  joinUrl?: string | null;
  state?: "planned" | "cancelled";
  trainer?: Actor;
  /** Codes of activities that exist. */
  activities?: string[];
  /** Who is registered. */
  people?: Actor[];
};

/** A webinar that is running now, in its twentieth minute of ninety, unless told otherwise. */
export async function makeWebinar({ trainer, activities = [], people = [], ...wish }: WebinarWish = {}) {
  const startsAt = wish.startsAt ?? new Date(Date.now() - 20 * minute);
  const endsAt = wish.endsAt ?? new Date(startsAt.getTime() + 90 * minute);
  const holder = trainer ?? (await makeUser({ name: "Rosa Quispe", role: "trainer" }));
  const webinar = await db().webinar.create({
    data: {
      title: "Mapping the digital sectors",
      slug: "mapping-the-digital-sectors",
      description: "Where to *begin*.",
      html: "<p>Where to <em>begin</em>.</p>",
      rendererVersion: 0,
      language: "en",
      zone: "Africa/Dakar",
      ...wish,
      startsAt,
      endsAt,
      trainerId: holder.id,
      registrationCount: people.length,
      activities: { create: activities.map((activityCode) => ({ activityCode })) },
      registrations: { create: people.map((person) => ({ userId: person.id })) },
    },
    select: { id: true, publicId: true, slug: true, startsAt: true, endsAt: true, trainerId: true },
  });
  return { ...webinar, trainer: holder };
}
