import type { Db } from "#app/infra/db.server.ts";
import { markdownRendererVersion, renderMarkdown } from "#app/lib/markdown.ts";
import { slugify } from "#app/lib/slug.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

const mapping = {
  title: "Mapping the digital sectors: where to begin",
  language: "en",
  zone: "Africa/Abidjan",
  activities: ["1.1", "1.2"],
  description: [
    "An open session for national teams that are about to start the mapping of activity 1.1.",
    "## What we do",
    "- agree on what to count first, and on what can wait\n- look at three outlines of a mapping and choose one\n- your questions, in the chat or aloud",
    "Bring the list of the institutions that hold figures in your country. The chat is enough to take part.",
  ].join("\n\n"),
};

const teams = {
  title: "Composer une équipe nationale",
  language: "fr",
  zone: "Africa/Abidjan",
  activities: ["1.2"],
  description: [
    "Qui réunir, et dans quel ordre ? Une heure d’échange sur l’activité 1.2, pour les points de contact et les ministères.",
    "## Au programme",
    "1. trouver les voix qui manquent : société civile, femmes, jeunes\n2. se répartir les activités\n3. préparer les consultations",
    "La discussion écrite suffit pour participer ; le son n’est pas indispensable.",
  ].join("\n\n"),
};

/**
 * Two webinars to look at: one that runs at the moment of the seed, one some days later. Once: existing ones stay. Returns the
 * number of the running one when it was made now.
 */
export async function seedDemoWebinars(
  db: Db,
  { trainerId, at }: { trainerId: string; at: Date },
): Promise<number | null> {
  if ((await db.webinar.count({ where: { trainerId } })) > 0) return null;
  const today = new Date(Math.floor(at.getTime() / (15 * minute)) * 15 * minute);
  const soon = new Date(Math.floor(at.getTime() / day) * day + 6 * day + 14 * 60 * minute);
  // The room of today's takes messages until twelve hours after its end.
  const live = await addWebinar(db, trainerId, mapping, today, 2 * 60);
  await addWebinar(db, trainerId, teams, soon, 90);
  return live;
}

async function addWebinar(db: Db, trainerId: string, webinar: typeof mapping, startsAt: Date, minutes: number) {
  const { activities, ...words } = webinar;
  const rendered = {
    html: renderMarkdown(words.description, { headingOffset: 2 }),
    rendererVersion: markdownRendererVersion,
  };
  const { publicId } = await db.webinar.create({
    data: {
      ...words,
      ...rendered,
      slug: slugify(words.title),
      startsAt,
      endsAt: new Date(startsAt.getTime() + minutes * minute),
      trainerId,
      activities: { create: activities.map((activityCode) => ({ activityCode })) },
    },
    select: { publicId: true },
  });
  return publicId;
}
