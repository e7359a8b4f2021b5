import { db } from "#app/infra/db.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { kindsAroundStaff, makeStage, makeTeam, type Stage } from "./people.fixture.ts";
import { anyTrainer, area, authors, get, members, post, type Row, staff } from "./row.fixture.ts";

type Things = {
  /** Of the course's team, new for each who comes. */
  colleague: string;
  /** A unit and a module, new when they were used up. */
  unit: string;
  module: string;
};
type Here = Things & Stage;

const teach =
  (part = "") =>
  (here: Here) =>
    `/teach/${here.course.slug}${part}`;
const content = teach("/content");
/** A draft is not even there for whoever has no part in it. */
const outside = { stranger: 404, "other learner": 404, learner: 404, "foreign trainer": 404, moderator: 404 } as const;
const authorsOfDraft = { ...authors, ...outside } as const;

const course: Row<Here>[] = [
  get("teach", () => "/teach", members),
  get("teach/new", () => "/teach/new", anyTrainer),
  post(
    "teach/new",
    () => "/teach/new",
    (_, { fresh }) => ({
      title: `Course ${fresh}`,
      slug: `course-${fresh}`,
      language: "en",
      languages: ["en"],
      summary: "A course.",
      hours: "2",
      licence: "CC-BY-4.0",
    }),
    anyTrainer,
  ),
  get("teach/:slug", teach(), staff),
  get("teach/:slug/export.zip", teach("/export.zip"), authors),
  get("teach/:slug/settings", teach("/settings"), authors),
  post(
    "teach/:slug/settings",
    teach("/settings"),
    (_, { fresh }) => ({
      intent: "course",
      version: "1.0",
      languages: ["en", "fr"],
      hours: "2",
      licence: "CC-BY-4.0",
      "title-en": `Title ${fresh}`,
      "summary-en": "What it is about.",
    }),
    authors,
    { about: "course" },
  ),
  ...["draft", "published"].map((state) =>
    post<Here>(
      "teach/:slug/settings",
      teach("/settings"),
      { intent: "state", state },
      state === "draft" ? authors : authorsOfDraft,
      {
        about: state,
        renew: turned(state),
      },
    ),
  ),
  post(
    "teach/:slug/settings",
    teach("/settings"),
    ({ colleague }) => ({ intent: "add-person", person: colleague, role: "trainer" }),
    authors,
    {
      about: "add a person",
      renew: async () => ({ colleague: (await makeUser({ role: "trainer" })).handle }),
    },
  ),
  post(
    "teach/:slug/settings",
    teach("/settings"),
    ({ colleague }) => ({ intent: "change-person", handle: colleague, role: "author" }),
    authors,
    {
      about: "change a person",
      renew: colleague,
    },
  ),
  post(
    "teach/:slug/settings",
    teach("/settings"),
    ({ colleague }) => ({ intent: "remove-person", handle: colleague }),
    authors,
    {
      about: "remove a person",
      renew: colleague,
    },
  ),
  post(
    "teach/:slug/settings",
    teach("/settings"),
    (_, { fresh }) => ({ intent: "duplicate", copyTitle: `Copy ${fresh}`, copySlug: `copy-${fresh}` }),
    authors,
    { about: "duplicate" },
  ),
];

const outline: Row<Here>[] = [
  get("teach/:slug/content", content, authors),
  post("teach/:slug/content", content, { intent: "add-module", moduleTitle: "One more" }, authors),
  post(
    "teach/:slug/content",
    content,
    ({ module }, { fresh }) => ({ intent: "edit-module", module, title_en: fresh }),
    authors,
    {
      about: "edit-module",
    },
  ),
  post(
    "teach/:slug/content",
    content,
    ({ module }, { fresh }) => ({ intent: "add-unit", module, kind: "lesson", title: `Unit ${fresh}`, minutes: "10" }),
    authors,
    { about: "add-unit" },
  ),
  post(
    "teach/:slug/content",
    content,
    ({ unit }, { fresh }) => ({ intent: "edit-unit", unit, slug: `unit-${fresh}`, minutes: "12" }),
    authors,
    {
      about: "edit-unit",
      renew: newUnit(),
    },
  ),
  post("teach/:slug/content", content, ({ unit }) => ({ intent: "move-unit", unit, direction: "up" }), authors, {
    about: "move-unit",
    renew: newUnit(),
  }),
  post(
    "teach/:slug/content",
    content,
    ({ unit, module }) => ({ intent: "place-unit", unit, module, before: "first" }),
    authors,
    {
      about: "place-unit",
      renew: newUnit(),
    },
  ),
  post("teach/:slug/content", content, ({ unit }) => ({ intent: "remove-unit", unit }), authors, {
    about: "remove-unit",
    renew: newUnit(),
  }),
  post("teach/:slug/content", content, ({ unit }) => ({ intent: "restore-unit", unit }), authors, {
    about: "restore-unit",
    renew: newUnit({ isRemoved: true }),
  }),
  post("teach/:slug/content", content, ({ module }) => ({ intent: "move-module", module, direction: "up" }), authors, {
    about: "move-module",
    renew: newModule(),
  }),
  post("teach/:slug/content", content, ({ module }) => ({ intent: "remove-module", module }), authors, {
    about: "remove-module",
    renew: newModule(),
  }),
  post("teach/:slug/content", content, ({ module }) => ({ intent: "restore-module", module }), authors, {
    about: "restore-module",
    renew: newModule({ isRemoved: true }),
  }),
];

/** A course that is not yet in this state. */
function turned(state: string) {
  return async ({ course: { id } }: Here): Promise<Partial<Here>> => {
    const before = state === "draft" ? "published" : "draft";
    await db().course.update({ where: { id }, data: { state: before }, select: { id: true } });
    return {};
  };
}

async function colleague({ course }: Here): Promise<Partial<Here>> {
  const person = await makeUser({ role: "trainer" });
  await makeTeam(course.id, { trainer: [person] });
  return { colleague: person.handle };
}

function newModule({ isRemoved = false } = {}) {
  return async ({ course: { id: courseId } }: Here): Promise<Partial<Here>> => {
    const position = 100 + (await db().courseModule.count({ where: { courseId } }));
    const data = { courseId, slug: `module-${position}`, position, title: { en: "Module" }, summary: {} };
    const removedAt = isRemoved ? new Date() : null;
    return { module: (await db().courseModule.create({ data: { ...data, removedAt }, select: { slug: true } })).slug };
  };
}

function newUnit({ isRemoved = false } = {}) {
  return async ({ course: { id: courseId } }: Here): Promise<Partial<Here>> => {
    const first = { courseId, slug: "first" };
    const { moduleId } = await db().unit.findFirstOrThrow({ where: first, select: { moduleId: true } });
    const position = 100 + (await db().unit.count({ where: { courseId } }));
    const data = { courseId, moduleId, slug: `unit-${position}`, position, kind: "lesson", minutes: 5 } as const;
    const more = {
      state: "draft",
      completion: { markedDone: true },
      removedAt: isRemoved ? new Date() : null,
    } as const;
    return { unit: (await db().unit.create({ data: { ...data, ...more }, select: { slug: true } })).slug };
  };
}

async function make(): Promise<Here> {
  return { ...(await makeStage()), colleague: "nobody", unit: "first", module: "basics" };
}

export const courses = area<Things>({
  name: "a course and its outline",
  make,
  rows: [...course, ...outline],
  asks: kindsAroundStaff,
});
