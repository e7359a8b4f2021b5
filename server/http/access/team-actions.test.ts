import { beforeAll, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { defaultSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import { saveAssignment } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { saveSurvey } from "#app/modules/learning/surveys/save-survey.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { exampleRubric } from "#test/factories/assignments.ts";
import { makeCourse, quizGift } from "#test/factories/courses.ts";
import { surveyItems } from "#test/factories/surveys.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { type Kind, makeStage, type Stage } from "./people.fixture.ts";
import { type Visitors, visitorsOf } from "./run.fixture.ts";

useDatabase();
const app = useApp(() => seed({ demo: false, log: () => {} }));

/** The learner, the trainers of this course and of another one, and the facilitator, who learns here. */
const asking = {
  guest: "guest",
  learner: "learner",
  "other trainer": "foreign trainer",
  facilitator: "other learner",
  "cohort trainer": "cohort trainer",
  trainer: "trainer",
  author: "author",
  administrator: "administrator",
} as const satisfies Record<string, Kind>;
type Asking = keyof typeof asking;

const nobody: Record<Asking, string[]> = {
  guest: [],
  learner: [],
  "other trainer": [],
  facilitator: [],
  "cohort trainer": [],
  trainer: [],
  author: [],
  administrator: [],
};
const team = (everybody: string[], authors: string[]) => ({
  ...nobody,
  "cohort trainer": everybody,
  trainer: everybody,
  author: [...authors, ...everybody],
  administrator: [...authors, ...everybody],
});
const webinarTools = ["Edit or cancel", "People registered"];

let stage: Stage;
let visitors: Visitors;
let paths: Record<string, string>;

beforeAll(async () => {
  const units = [{ slug: "text" }, { slug: "check", gift: { en: quizGift } }, { slug: "plan" }, { slug: "opinion" }];
  const course = await makeCourse({ modules: [{ slug: "all", units }] });
  const unitId = (slug: string) => course.units.find((unit) => unit.slug === slug)!.id;
  const become = (slug: string, kind: "assignment" | "survey") =>
    db().unit.update({
      where: { id: unitId(slug) },
      data: { kind, completion: { submitted: true } },
      select: { id: true },
    });
  await become("plan", "assignment");
  await become("opinion", "survey");
  await transaction(async (tx) => {
    await saveAssignment(tx, unitId("plan"), { settings: defaultSettings, rubric: exampleRubric });
    await saveSurvey(tx, unitId("opinion"), surveyItems, new Date());
  });
  stage = await makeStage(course);
  visitors = await visitorsOf(app, stage);
  const topic = await makeTopic({ spaceCode: "1.1", author: stage.people.learner });
  const webinar = await makeWebinar({ trainer: stage.people.trainer });
  const at = `/courses/${course.slug}`;
  paths = {
    course: at,
    lesson: `${at}/text`,
    quiz: `${at}/check`,
    assignment: `${at}/plan`,
    survey: `${at}/opinion`,
    activity: "/roadmap/1.1",
    space: "/forum/1.1",
    topic: `/topics/${topic.publicId}/${topic.slug}`,
    webinar: `/webinars/${webinar.publicId}/${webinar.slug}`,
    person: `/people/${stage.people.learner.handle}`,
  };
}, 180_000);

/** The addresses and words of all links of a piece of a page. */
const linksIn = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs)].map(([, href = "", label = ""]) => ({
    href: href.replaceAll("&amp;", "&"),
    label: label.replaceAll(/<[^>]*>/g, ""),
  }));

it.each<[string, Record<Asking, string[]>]>([
  ["course", team(["People", "Gradebook"], ["Edit the course"])],
  ["lesson", team(["Dates and exceptions"], ["Edit"])],
  ["quiz", team(["Results", "Dates and exceptions"], ["Edit"])],
  ["assignment", team(["Results", "Dates and exceptions"], ["Edit"])],
  ["survey", team(["Results", "Dates and exceptions"], ["Edit"])],
  ["activity", nobody],
  ["space", { ...nobody, administrator: ["Settings of the space", "Edit the charter", "What waits for you"] }],
  [
    "topic",
    {
      ...nobody,
      administrator: [
        "Make it a consultation",
        "Pin to the top of the space",
        "Close topic",
        "Move to another space",
        "Merge into another topic",
      ],
    },
  ],
  ["webinar", { ...nobody, trainer: webinarTools, administrator: webinarTools }],
  ["person", { ...nobody, administrator: ["Manage the account", "Record of this person"] }],
])("a %s tells each reader what they may do here, and nothing that is refused", async (name, expected) => {
  const shown: Record<string, string[]> = {};
  const refused: string[] = [];
  for (const who of Object.keys(asking) as Asking[]) {
    const visitor = visitors[asking[who]];
    const { status, body } = await visitor.get(`${paths[name]!}?lang=en`);
    expect(status).toBe(200);
    const actions = linksIn(/<nav [^>]*aria-labelledby="for-team".*?<\/nav>/s.exec(body)?.[0] ?? "");
    shown[who] = actions.map(({ label }) => label);
    for (const { href } of actions) {
      const answer = await visitor.get(href);
      if (answer.status !== 200) refused.push(`${who} ${href}: ${answer.status}`);
    }
    // Any other link of the page may lead on, to the sign-in too, but never to a refusal.
    const main = /<main.*<\/main>/s.exec(body)?.[0] ?? "";
    const others = new Set(linksIn(main).flatMap(({ href }) => (/^\/(?!\/)/.test(href) ? [href] : [])));
    for (const href of others) {
      const answer = await visitor.get(href);
      if (answer.status >= 400) refused.push(`${who} ${href}: ${answer.status}`);
    }
  }
  expect(refused).toEqual([]);
  expect(shown).toEqual(expected);
});
