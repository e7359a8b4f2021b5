import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { loadTextState } from "#app/modules/learning/authoring/load-texts.server.ts";
import { saveDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { makePng } from "#test/factories/course-files.ts";
import { kindsAroundStaff, makeStage, type Stage } from "./people.fixture.ts";
import { area, authors, get, post, type Row, same } from "./row.fixture.ts";
import { withFile } from "./run.fixture.ts";

type Things = {
  /** Of the first unit's text: what the next draft is made from. */
  version: string;
};
type Here = Things & Stage;

const teach =
  (part = "") =>
  (here: Here) =>
    `/teach/${here.course.slug}${part}`;
const writing = (part = "") => teach(`/content/first${part}`);
const isSilent = true;

const text = (intent: string): NonNullable<Row<Here>["body"]> => {
  return ({ version }, { fresh }) => ({ intent, language: "en", version, title: "First", body: `Text of ${fresh}.` });
};
/** The same one twice would be one file. */
const picture = (fresh: string) => {
  const [width, colour] = [1 + (parseInt(fresh.slice(0, 2), 16) % 50), parseInt(fresh.slice(2, 4), 16)];
  return withFile({}, "file", { name: "map.png", content: makePng({ width, colour }) });
};

const rows: Row<Here>[] = [
  get("teach/:slug/content/new", teach("/content/new"), authors),
  post(
    "teach/:slug/content/new",
    teach("/content/new"),
    (_, { fresh }) => ({ module: "basics", kind: "lesson", title: `Unit ${fresh}`, minutes: "5" }),
    authors,
  ),
  get("teach/:slug/content/:unit", writing(), authors, { notes: ["unit_editors"] }),
  ...["save", "publish", "discard"].map((intent) =>
    post<Here>("teach/:slug/content/:unit", writing(), text(intent), authors, { about: intent, renew: drafted }),
  ),
  post(
    "teach/:slug/content/:unit",
    writing(),
    { intent: "fits", language: "fr", version: "0.0", title: "", body: "" },
    authors,
    { renew: translated },
  ),
  get("teach/:slug/content/:unit/draft.json", writing("/draft.json"), same(303)),
  post("teach/:slug/content/:unit/draft.json", writing("/draft.json"), text("save"), authors, {
    about: "save",
    renew: readVersion,
  }),
  post("teach/:slug/content/:unit/draft.json", writing("/draft.json"), { intent: "seen", language: "en" }, authors),
  get("teach/:slug/content/:unit/preview.html", writing("/preview.html"), same(303)),
  post(
    "teach/:slug/content/:unit/preview.html",
    writing("/preview.html"),
    { language: "en", body: "*Text*" },
    authors,
    { isSilent },
  ),
  get("teach/:slug/content/:unit/files.json", writing("/files.json"), same(303)),
  post("teach/:slug/content/:unit/files.json", writing("/files.json"), (_, { fresh }) => picture(fresh), authors),
  post("teach/:slug/content/:unit/files.json", writing("/files.json"), (_, { fresh }) => picture(fresh), authors, {
    about: "as a plain form",
    headers: { Accept: "text/html" },
  }),
  get("teach/:slug/content/:unit/preview", writing("/preview"), authors),
  post("teach/:slug/content/:unit/preview", teach("/content/check/preview"), { q1: "0" }, authors, { isSilent }),
  get("teach/:slug/content/:unit/history", writing("/history"), authors),
  post(
    "teach/:slug/content/:unit/history",
    writing("/history"),
    { language: "en", number: "1", replace: "1" },
    authors,
  ),
  get("teach/:slug/content/:unit/settings", writing("/settings"), authors),
  post(
    "teach/:slug/content/:unit/settings",
    writing("/settings"),
    { intent: "unit", minutes: "15", weight: "1" },
    authors,
  ),
  post(
    "teach/:slug/content/:unit/settings",
    writing("/settings"),
    { intent: "rule", rules: ["opened"], mode: "keep" },
    authors,
    {
      renew: markedDone,
    },
  ),
];

/** A text that is being written. */
async function drafted(here: Here): Promise<Partial<Here>> {
  const { course, people } = here;
  const { version } = await readVersion(here);
  const draft = { language: "en", version: version!, title: "First", body: `Written at ${randomUUID()}.` };
  await saveDraft(people.author, { courseSlug: course.slug, unitSlug: "first" }, draft);
  return readVersion(here);
}

async function readVersion({ course }: Here): Promise<Partial<Here>> {
  const { published, draft } = await loadTextState(course.units[0]!.id, "en");
  return { version: `${published?.number ?? 0}.${draft?.version ?? 0}` };
}

/** A French text that was made from an earlier text of the course's own language. */
async function translated({ course }: Here): Promise<Partial<Here>> {
  await db().unitText.updateMany({ where: { unitId: course.units[0]!.id, language: "fr" }, data: { sourceNumber: 0 } });
  return {};
}

async function markedDone({ course }: Here): Promise<Partial<Here>> {
  const data = { completion: { markedDone: true } };
  await db().unit.update({ where: { id: course.units[0]!.id }, data, select: { id: true } });
  return {};
}

async function make(): Promise<Here> {
  const stage = await makeStage();
  const unitId = stage.course.units[0]!.id;
  const text = { title: "Première", body: "Texte.", html: "<p>Texte.</p>", rendererVersion: 0 };
  await db().unitText.create({ data: { ...text, unitId, language: "fr", sourceNumber: 0 }, select: { unitId: true } });
  return { ...stage, version: "0.0" };
}

export const editor = area<Things>({ name: "texts and settings of a unit", make, rows, asks: kindsAroundStaff });
