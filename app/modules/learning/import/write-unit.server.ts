import type { Tx } from "#app/infra/db.server.ts";
import { markdownRendererVersion } from "#app/lib/markdown.ts";
import { canonical, holdsAll, withoutLines } from "#app/modules/learning/import/compare.ts";
import type { PresentUnit } from "#app/modules/learning/import/present.server.ts";
import { type ImportItem, type ImportOutcome, questionItem } from "#app/modules/learning/import/report.ts";
import type { PackageQuestion, PackageUnit } from "#app/modules/learning/package/types.ts";

type RenderedText = { language: string; title: string; body: string; html: string };

/** Unit slug -> its language layers with their HTML. */
export type RenderedTexts = Map<string, RenderedText[]>;

type WritingUnit = {
  courseId: string;
  moduleId: string;
  /** The revision that this import makes. */
  revision: number;
  item: string;
  unit: PackageUnit;
  texts: RenderedText[];
  present: PresentUnit | null;
  at: Date;
};

/** Writes one unit with its texts, activities and questions; returns the report's lines for them. */
export async function writeUnit(tx: Tx, writing: WritingUnit): Promise<ImportItem[]> {
  const { unit, texts, present, item, at } = writing;
  const { id, outcome } = await writeRow(tx, writing);
  const isTextChanged = await writeTexts(tx, id, texts, present);
  const isPlaceChanged = await writeActivities(tx, id, unit.activities, present);
  const questions = await writeQuestions(tx, { courseId: writing.courseId, unitId: id, unit, present, at });
  const isChanged = isTextChanged || isPlaceChanged;
  return [
    { item, outcome: outcome === "unchanged" && isChanged ? "changed" : outcome, problems: [] },
    ...questions.map(({ key, ...rest }) => ({ item: questionItem(item, key), ...rest })),
  ];
}

async function writeRow(tx: Tx, { courseId, moduleId, revision, unit, present }: WritingUnit) {
  const { slug, position, kind, minutes, completion } = unit;
  const wished = {
    ...{ moduleId, position, kind, minutes, removedAt: null },
    completion: completion as object,
  };
  if (!present) {
    const data = { courseId, slug, addedInRevision: revision, ...wished };
    const { id } = await tx.unit.create({ data, select: { id: true } });
    return { id, outcome: "created" as const };
  }
  if (holdsAll(present, wished)) return { id: present.id, outcome: "unchanged" as const };
  // A unit that comes back is new to whoever finished while it was away.
  const data = present.removedAt ? { ...wished, addedInRevision: revision } : wished;
  await tx.unit.update({ where: { id: present.id }, data, select: { id: true } });
  return { id: present.id, outcome: "changed" as const };
}

async function writeTexts(
  tx: Tx,
  unitId: string,
  texts: RenderedText[],
  present: PresentUnit | null,
): Promise<boolean> {
  let isChanged = false;
  for (const { language, title, body, html } of texts) {
    const before = present?.texts.find((one) => one.language === language);
    const isSame = before?.title === title && before.body === body;
    if (isSame && before.html === html) continue;
    const data = { title, body, html, rendererVersion: markdownRendererVersion };
    const where = { unitId_language: { unitId, language } };
    await tx.unitText.upsert({ where, create: { unitId, language, ...data }, update: data, select: { unitId: true } });
    // HTML that another renderer made is no change of the course.
    isChanged ||= !isSame;
  }
  const gone = (present?.texts ?? []).filter(({ language }) => !texts.some((one) => one.language === language));
  if (gone.length === 0) return isChanged;
  await tx.unitText.deleteMany({ where: { unitId, language: { in: gone.map(({ language }) => language) } } });
  return true;
}

async function writeActivities(tx: Tx, unitId: string, codes: string[], present: PresentUnit | null): Promise<boolean> {
  const before = (present?.activities ?? []).map(({ activityCode }) => activityCode).sort();
  if (canonical(before) === canonical([...codes].sort())) return false;
  await tx.unitActivity.deleteMany({ where: { unitId, activityCode: { notIn: codes } } });
  const data = codes.map((activityCode) => ({ unitId, activityCode }));
  await tx.unitActivity.createMany({ data, skipDuplicates: true });
  return true;
}

type QuestionLine = { key: string; outcome: ImportOutcome; problems: ImportItem["problems"] };
type WritingQuestions = { courseId: string; unitId: string; unit: PackageUnit; present: PresentUnit | null; at: Date };

async function writeQuestions(tx: Tx, writing: WritingQuestions): Promise<QuestionLine[]> {
  const { courseId, unitId, unit, present, at } = writing;
  const lines: QuestionLine[] = [];
  const places: string[] = [];
  for (const question of unit.questions) {
    const before = present?.questions.find((one) => one.key === question.key) ?? null;
    const { id, outcome } = await writeQuestion(tx, { courseId, unitId, question, before });
    const isMoved = before !== null && present?.slots[places.length]?.questionId !== id;
    places.push(id);
    lines.push({ key: question.key, outcome: outcome === "unchanged" && isMoved ? "changed" : outcome, problems: [] });
  }
  await writeSlots(tx, unitId, places, present);
  const keys = new Set(unit.questions.map(({ key }) => key));
  const gone = (present?.questions ?? []).filter((one) => !one.removedAt && !keys.has(one.key));
  if (gone.length === 0) return lines;
  await tx.question.updateMany({ where: { id: { in: gone.map(({ id }) => id) } }, data: { removedAt: at } });
  const code = "learning.import.question_removed";
  return [
    ...lines,
    ...gone.map(({ key }): QuestionLine => {
      return { key, outcome: "changed", problems: [{ file: key, line: 0, code, level: "warning" }] };
    }),
  ];
}

/** The quiz asks its questions in the order of the package. Attempts do not point at places, so they can be made anew. */
async function writeSlots(tx: Tx, unitId: string, places: string[], present: PresentUnit | null): Promise<void> {
  if (canonical((present?.slots ?? []).map(({ questionId }) => questionId)) === canonical(places)) return;
  await tx.quizSlot.deleteMany({ where: { unitId } });
  const data = places.map((questionId, index) => ({ unitId, questionId, position: index + 1 }));
  await tx.quizSlot.createMany({ data });
}

type WritingQuestion = {
  courseId: string;
  unitId: string;
  question: PackageQuestion;
  before: PresentUnit["questions"][number] | null;
};

async function writeQuestion(tx: Tx, writing: WritingQuestion): Promise<{ id: string; outcome: ImportOutcome }> {
  const { courseId, unitId, question, before } = writing;
  const { key, kind, marks } = question;
  // As PostgreSQL will give it back: without what is undefined.
  const layers = JSON.parse(JSON.stringify(question.layers)) as object;
  if (!before) {
    const versions = { create: { number: 1, kind, marks, layers } };
    const { id } = await tx.question.create({ data: { courseId, unitId, key, versions }, select: { id: true } });
    return { id, outcome: "created" };
  }
  const { id, removedAt } = before;
  const last = before.versions[0];
  const isSame =
    last !== undefined &&
    holdsAll(last, { kind, marks }) &&
    canonical(withoutLines(last.layers as object)) === canonical(withoutLines(layers));
  if (isSame && removedAt === null) return { id, outcome: "unchanged" };
  if (!isSame) {
    const data = { questionId: id, number: (last?.number ?? 0) + 1, kind, marks, layers };
    await tx.questionVersion.create({ data, select: { id: true } });
  }
  if (removedAt !== null) await tx.question.update({ where: { id }, data: { removedAt: null }, select: { id: true } });
  return { id, outcome: "changed" };
}
