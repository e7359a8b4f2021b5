import { noteAttendance } from "#app/modules/learning/study/record-linked-activities.server.ts";
import { listUnsynced, markSynced, noteSeen } from "#app/modules/webinars/record-attendance.server.ts";
import { registerFor } from "#app/modules/webinars/register.server.ts";
import { webinarSchema } from "#app/modules/webinars/schemas.ts";
import { planWebinar } from "#app/modules/webinars/plan-webinar.server.ts";
import { linkUnit } from "./link-unit.ts";
import { daysFrom, type Participant, type Scene } from "./scene.ts";

type Rehearsal = { webinar: number; startsAt: Date };

const description = [
  "For everybody who will open a regional meeting, in the course or not: we rehearse the first ten minutes together.",
  "## What we do",
  "- the welcome, and the page with the three lists\n- the first question, then two minutes of silence with paper\n- what to answer when somebody asks about something that is not open",
  "Bring the plan of your consultation. The chat is enough to take part.",
].join("\n\n");

/** Plans a rehearsal of an hour, `days` from the seed at 14:00 UTC, and lets the course's webinar unit lead to it. */
export async function planRehearsal(scene: Scene, title: string, days: number, at: Date): Promise<Rehearsal> {
  const date = daysFrom(scene, days).toISOString().slice(0, 10);
  const times = { date, start: "14:00", end: "15:00", zone: "Africa/Abidjan" };
  const about = { title, description, language: "en", activities: ["1.2"], joinUrl: "" };
  const { publicId } = await planWebinar(scene.trainer, webinarSchema.parse({ ...about, ...times }), { at });
  await linkUnit(scene, "rehearse-a-meeting", { webinar: publicId });
  return { webinar: publicId, startsAt: new Date(`${date}T14:00:00Z`) };
}

export async function register({ webinar }: Rehearsal, people: readonly Participant[], at: Date): Promise<void> {
  for (const { actor } of people) await registerFor(actor, webinar, { at });
}

/** They are in the room for fifty minutes, and the course hears of it. */
export async function attend({ webinar, startsAt }: Rehearsal, people: readonly Participant[]): Promise<void> {
  const ids = people.map(({ actor }) => actor.id);
  const after = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
  for (let minutes = 2; minutes <= 52; minutes += 2) await noteSeen(webinar, ids, { at: after(minutes) });
  for (const { publicId, ...attendance } of await listUnsynced([webinar])) {
    await noteAttendance({ webinarNumber: publicId, ...attendance }, { at: after(55) });
    await markSynced({ publicId, ...attendance });
  }
}
