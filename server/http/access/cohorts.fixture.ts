import { db } from "#app/infra/db.server.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeMember, kindsAroundStaff, makeStage, type Stage } from "./people.fixture.ts";
import { area, get, hidden, notAnotherCohort, post, type Row, staff, team } from "./row.fixture.ts";

type Things = {
  space: string;
  /** New for each who comes: what the row says. */
  one: string;
};
type Here = Things & Stage;

const teach = (part: string) => (here: Here) => `/teach/${here.course.slug}/${part}`;
const cohort =
  (part = "") =>
  (here: Here) =>
    teach(`cohorts/${here.cohort.slug}${part}`)(here);
const otherCohort =
  (part = "") =>
  (here: Here) =>
    teach(`cohorts/${here.otherCohort.slug}${part}`)(here);

const member =
  (which: "cohort" | "otherCohort") =>
  async (here: Here): Promise<Partial<Here>> => ({
    one: (await makeMember(here, [which])).id,
  });
const leave = (which: "cohort" | "otherCohort") =>
  [
    which === "cohort" ? cohort() : otherCohort(),
    (here: Here) => ({ intent: "leave", person: here.one, cohort: here[which].id }),
  ] as const;

const settings = (here: Here, fresh: string) => ({
  name: `Cohort ${fresh}`,
  slug: here.cohort.slug,
  trainer: here.people["cohort trainer"].handle,
  zone: "Africa/Dakar",
  starts: "",
  ends: "",
  key: "",
  capacity: "",
});

const cohorts: Row<Here>[] = [
  get("teach/:slug/cohorts", teach("cohorts"), staff),
  get("teach/:slug/cohorts/new", teach("cohorts/new"), team),
  post(
    "teach/:slug/cohorts/new",
    teach("cohorts/new"),
    (here, { fresh }) => ({ ...settings(here, fresh), slug: "" }),
    team,
  ),
  get("teach/:slug/cohorts/:cohort", cohort(), staff),
  get("teach/:slug/cohorts/:cohort", otherCohort(), hidden),
  post("teach/:slug/cohorts/:cohort", ...leave("cohort"), staff, {
    about: "leave",
    renew: member("cohort"),
  }),
  post("teach/:slug/cohorts/:cohort", ...leave("otherCohort"), hidden, {
    about: "leave another cohort",
    renew: member("otherCohort"),
  }),
  get("teach/:slug/cohorts/:cohort/edit", cohort("/edit"), staff),
  post("teach/:slug/cohorts/:cohort/edit", cohort("/edit"), (here, { fresh }) => settings(here, fresh), staff),
  post(
    "teach/:slug/cohorts/:cohort/edit",
    otherCohort("/edit"),
    (here, { fresh }) => ({ ...settings(here, fresh), slug: here.otherCohort.slug, trainer: "" }),
    hidden,
    { about: "another cohort" },
  ),
  get("teach/:slug/cohorts/:cohort/archive", cohort("/archive"), staff),
  ...["1", "0"].flatMap((archived) => [
    post<Here>("teach/:slug/cohorts/:cohort/archive", cohort("/archive"), { archived }, staff),
    post<Here>("teach/:slug/cohorts/:cohort/archive", otherCohort("/archive"), { archived }, hidden, {
      about: "another cohort",
    }),
  ]),
  get("teach/:slug/cohorts/:cohort/space", cohort("/space"), staff),
  post(
    "teach/:slug/cohorts/:cohort/space",
    cohort("/space"),
    (_, { fresh }) => ({ name: `Space of ${fresh}`.slice(0, 60), mode: "members", language: "en" }),
    staff,
    {
      renew: async ({
        course,
        people: {
          "cohort trainer": { id },
        },
      }) => ({ cohort: await makeCohort(course, { trainerId: id }) }),
    },
  ),
  post(
    "teach/:slug/cohorts/:cohort/space",
    otherCohort("/space"),
    (_, { fresh }) => ({ name: `Space of ${fresh}`.slice(0, 60), mode: "members", language: "en" }),
    hidden,
    { about: "another cohort", renew: async ({ course }) => ({ otherCohort: await makeCohort(course) }) },
  ),
  get("teach/:slug/cohorts/:cohort/topic", cohort("/topic"), staff),
  post(
    "teach/:slug/cohorts/:cohort/topic",
    cohort("/topic"),
    ({ space }, { fresh }) => ({ space, title: `Topic of ${fresh}`, body: `Words of ${fresh}.` }),
    staff,
    {
      renew: async ({
        course,
        people: {
          "cohort trainer": { id: trainerId },
        },
      }) => ({ cohort: await makeCohort(course, { trainerId }) }),
    },
  ),
  post(
    "teach/:slug/cohorts/:cohort/topic",
    otherCohort("/topic"),
    ({ space }, { fresh }) => ({ space, title: `Topic of ${fresh}`, body: `Words of ${fresh}.` }),
    hidden,
    { about: "another cohort", renew: async ({ course }) => ({ otherCohort: await makeCohort(course) }) },
  ),
];

const unitDates = (here: Here) => teach(`dates/${here.course.units[0]!.slug}`)(here);
const noDates = { zone: "Africa/Dakar", opens: "", due: "", closes: "2099-12-31T12:00" };
const override = (target: (here: Here) => string) => (here: Here) => ({
  intent: "override",
  target: target(here),
  minutes: "",
  attempts: "",
  reason: "Power cut",
  ...noDates,
});
const overridden =
  (name: "cohort" | "otherCohort") =>
  async (here: Here): Promise<Partial<Here>> => {
    const data = { unitId: here.course.units[0]!.id, cohortId: here[name].id, closesAt: new Date("2099-01-01") };
    await db().unitOverride.deleteMany({ where: { cohortId: here[name].id } });
    return { one: (await db().unitOverride.create({ data, select: { id: true } })).id };
  };

const dates: Row<Here>[] = [
  get("teach/:slug/dates", teach("dates"), staff),
  get("teach/:slug/dates/:unit", unitDates, staff),
  post("teach/:slug/dates/:unit", unitDates, { intent: "base", ...noDates }, team),
  post(
    "teach/:slug/dates/:unit",
    unitDates,
    override(({ cohort: { id } }) => `cohort:${id}`),
    staff,
    {
      about: "override for a cohort",
    },
  ),
  post(
    "teach/:slug/dates/:unit",
    unitDates,
    override(({ otherCohort: { id } }) => `cohort:${id}`),
    notAnotherCohort,
    {
      about: "override for another cohort",
    },
  ),
  post(
    "teach/:slug/dates/:unit",
    unitDates,
    override(({ people: { learner } }) => `person:${learner.handle}`),
    staff,
    {
      about: "override for a learner",
    },
  ),
  post(
    "teach/:slug/dates/:unit",
    unitDates,
    override(({ people: { "other learner": other } }) => `person:${other.handle}`),
    notAnotherCohort,
    { about: "override for another learner" },
  ),
  post("teach/:slug/dates/:unit", unitDates, ({ one }) => ({ intent: "remove", override: one }), staff, {
    about: "remove",
    renew: overridden("cohort"),
  }),
  post("teach/:slug/dates/:unit", unitDates, ({ one }) => ({ intent: "remove", override: one }), hidden, {
    about: "remove another cohort's",
    renew: overridden("otherCohort"),
  }),
];

async function make(): Promise<Here> {
  return { ...(await makeStage()), one: "none", space: (await makeSpace()).code };
}

export const cohortsAndDates = area<Things>({
  name: "cohorts and dates of a course",
  make,
  rows: [...cohorts, ...dates],
  asks: kindsAroundStaff,
});
