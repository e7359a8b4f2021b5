import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { makeBank } from "#test/factories/quizzes.ts";
import { kindsAroundStaff, makeStage, type Stage } from "./people.fixture.ts";
import { area, authors, get, post, type Row } from "./row.fixture.ts";
import { withFile } from "./run.fixture.ts";

type Things = {
  category: string;
  otherCategory: string;
  /** One of the bank, new when it was used up. */
  question: string;
  run: string;
};
type Here = Things & Stage;

const questions =
  (part = "") =>
  (here: Here) =>
    `/teach/${here.course.slug}/questions${part}`;
const one =
  (part = "") =>
  (here: Here) =>
    questions(`/${here.question}${part}`)(here);
const isSilent = true;

const written = {
  marks: "1",
  format: "markdown",
  title: "",
  prompt: "Which first?",
  key: "",
  a_text: ["Decisions", "Data"],
  a_worth: ["100", "0"],
  a_feedback: ["", ""],
  a_from: ["", ""],
};
const newOne = questions("/new?kind=single");
const home = ({ category }: Here) => `category:${category}`;
const question = async ({ course }: Here): Promise<Partial<Here>> => {
  const [id] = await makeBank(course.id, `more-${randomUUID().slice(0, 8)}`, 1);
  return { question: id! };
};
const removed = async (here: Here): Promise<Partial<Here>> => {
  const { question: id } = await question(here);
  await db().question.update({ where: { id: id! }, data: { removedAt: new Date() }, select: { id: true } });
  return { question: id! };
};
const category = async ({ course }: Here): Promise<Partial<Here>> => ({ category: await makeCategory(course.id) });

/** A file that was refused, of which a part can still be taken. */
async function refusedRun({ course, people }: Stage): Promise<Partial<Here>> {
  const data = {
    actorId: people.author.id,
    courseSlug: course.slug,
    source: "questions.gift",
    state: "refused",
    storageKey: `imports/${randomUUID()}.questions`,
    options: { into: { categoryPath: "" }, language: "en" },
    report: [{ item: "1", outcome: "not_taken", problems: [] }],
  } as const;
  return { run: (await db().importRun.create({ data, select: { id: true } })).id };
}

const rows: Row<Here>[] = [
  get("teach/:slug/questions", questions(), authors),
  get("teach/:slug/questions/new", newOne, authors),
  post("teach/:slug/questions/new", newOne, (here) => ({ ...written, intent: "save", home: home(here) }), authors, {
    about: "save",
  }),
  post("teach/:slug/questions/new", newOne, { ...written, intent: "preview" }, authors, { isSilent }),
  post("teach/:slug/questions/new", newOne, { ...written, intent: "more-a" }, authors, { isSilent }),
  get("teach/:slug/questions/:id", one(), authors),
  post(
    "teach/:slug/questions/:id",
    one(),
    (_, { fresh }) => ({ ...written, intent: "save", number: "1", prompt: `Which of ${fresh}?` }),
    authors,
    { about: "save", renew: question },
  ),
  post("teach/:slug/questions/:id", one(), { ...written, intent: "preview" }, authors, { isSilent }),
  post("teach/:slug/questions/:id", one(), { ...written, intent: "more-a" }, authors, { isSilent }),
  post("teach/:slug/questions/:id", one(), (here) => ({ intent: "move", home: home(here) }), authors, {
    about: "move",
    renew: question,
  }),
  post("teach/:slug/questions/:id", one(), { intent: "remove" }, authors, { renew: question }),
  post("teach/:slug/questions/:id", one(), { intent: "restore" }, authors, { renew: removed }),
  get("teach/:slug/questions/:id/try", one("/try"), authors),
  post("teach/:slug/questions/:id/try", one("/try"), { q1: "0" }, authors, { isSilent }),
  get("teach/:slug/questions/:id/versions", one("/versions"), authors),
  get("teach/:slug/questions/categories", questions("/categories"), authors),
  post(
    "teach/:slug/questions/categories",
    questions("/categories"),
    (_, { fresh }) => ({ intent: "create", parent: "", title_en: `Category ${fresh}` }),
    authors,
    { about: "create" },
  ),
  post(
    "teach/:slug/questions/categories",
    questions("/categories"),
    (here, { fresh }) => ({ intent: "rename", id: here.category, title_en: `Category ${fresh}` }),
    authors,
    { about: "rename" },
  ),
  post(
    "teach/:slug/questions/categories",
    questions("/categories"),
    (here) => ({ intent: "move", id: here.category, parent: here.otherCategory }),
    authors,
    { about: "move", renew: category },
  ),
  post(
    "teach/:slug/questions/categories",
    questions("/categories"),
    (here) => ({ intent: "delete", id: here.category }),
    authors,
    { about: "delete", renew: category },
  ),
  get("teach/:slug/questions/import", questions("/import"), authors),
  post(
    "teach/:slug/questions/import",
    questions("/import"),
    (here, { fresh }) => {
      const content = `::${fresh}::Is ${fresh} true?{TRUE}`;
      return withFile({ home: home(here) }, "file", { name: "questions.gift", content });
    },
    authors,
  ),
  get("teach/:slug/questions/imports/:run", (here) => questions(`/imports/${here.run}`)(here), authors),
  get(
    "teach/:slug/questions/imports/:run/status.json",
    (here) => questions(`/imports/${here.run}/status.json`)(here),
    authors,
  ),
  post(
    "teach/:slug/questions/imports/:run",
    (here) => questions(`/imports/${here.run}`)(here),
    { intent: "part" },
    authors,
    { renew: refusedRun },
  ),
  get("teach/:slug/questions/export", questions("/export"), authors),
  ...["gift", "xml"].map((format) =>
    get<Here>("teach/:slug/questions/export/:format", questions(`/export/${format}`), authors, { about: format }),
  ),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const { course } = stage;
  const [id] = await makeBank(course.id, "bank", 2);
  const { run } = await refusedRun(stage);
  const [one, other] = [await makeCategory(course.id), await makeCategory(course.id)];
  return { ...stage, category: one, otherCategory: other, question: id!, run: run! };
}

async function makeCategory(courseId: string): Promise<string> {
  const path = randomUUID().slice(0, 8);
  return (await db().questionCategory.create({ data: { courseId, path, title: { en: path } }, select: { id: true } }))
    .id;
}

export const questionBank = area<Things>({ name: "questions of a course", make, rows, asks: kindsAroundStaff });
