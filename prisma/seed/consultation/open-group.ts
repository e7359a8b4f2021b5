import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { beginCohort } from "#app/modules/learning/enrolment/cohorts/save-cohort.server.ts";
import { getCohort } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { getDatedUnit } from "#app/modules/learning/dates/list-dated-units.server.ts";
import { saveOverride } from "#app/modules/learning/dates/save-override.server.ts";
import { datesSchema } from "#app/modules/learning/dates/schemas.ts";
import { cohortSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { courseSlug, daysFrom, type Participant, type Scene } from "./scene.ts";

type Dates = { opens?: number; due?: number; closes?: number };

/** A cohort with dates of its own. All numbers are days from the seed. */
export type Group = {
  name: string;
  slug: string;
  begun: number;
  starts: number;
  ends: number;
  /** Unit -> when it opens, is due and closes for this group. */
  dates: Record<string, Dates>;
};

// The clocks there show UTC, so a moment is written as it is.
const zone = "Africa/Abidjan";

/** Begins a cohort of the trainer's with its dates, and enrols its people in it one after the other. */
export async function openGroup(scene: Scene, group: Group, people: readonly Participant[]): Promise<void> {
  const { name, slug, begun, starts, ends, dates } = group;
  const at = daysFrom(scene, begun);
  const clock = (days: number | undefined) => (days === undefined ? "" : onTheHour(scene, days));
  const about = { name, slug, trainer: scene.trainer.email, zone, key: "", capacity: "30" };
  const input = cohortSchema.parse({ ...about, starts: clock(starts), ends: clock(ends) });
  await beginCohort(scene.access, input, { at });
  const { id } = await getCohort(scene.access, slug);
  for (const [unitSlug, { opens, due, closes }] of Object.entries(dates)) {
    const unit = await getDatedUnit(scene.access, unitSlug, "en");
    const moments = { opens: clock(opens), due: clock(due), closes: clock(closes) };
    const about = { intent: "override", target: `cohort:${id}`, zone, minutes: "", attempts: "", reason: "" };
    const override = datesSchema.parse({ ...about, ...moments });
    if (override.intent === "override") await saveOverride(scene.access, unit, override, { at });
  }
  for (const [index, { actor }] of people.entries()) {
    await enrol(actor, courseSlug, { cohort: slug, at: daysFrom(scene, begun + 1 + index / 10) });
  }
}

/** The full hour of that day, as a form sends it. */
function onTheHour(scene: Scene, days: number): string {
  return `${daysFrom(scene, days).toISOString().slice(0, 13)}:00`;
}
