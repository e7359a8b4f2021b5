import type { Tx } from "#app/infra/db.server.ts";
import { markdownRendererVersion } from "#app/lib/markdown.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { containsAll, normalBody } from "#app/lib/compare.ts";
import type { PresentUnit } from "./load-present-course.server.ts";
import { type ImportItem, questionItem } from "#app/modules/learning/interchange/package/import-report.ts";
import { carriedKinds } from "./unit-kinds.server.ts";
import { type BankQuestions, writeQuestions, writeSlots } from "./write-questions.server.ts";
import type { PackageUnit } from "#app/modules/learning/interchange/package/types.ts";

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
  /** Its place, when the order of the module is another one. */
  position: number;
  bank: BankQuestions;
  ownLanguage: string;
  /** The languages that the course had before. */
  languagesBefore: string[];
  at: Date;
};

/** Writes one unit with its texts, activities and questions; returns the report's lines for them. */
export async function writeUnit(tx: Tx, writing: WritingUnit): Promise<ImportItem[]> {
  const { courseId, unit, present, item, bank, at } = writing;
  const { id, outcome } = await writeRow(tx, writing);
  const isTextChanged = await writeTexts(tx, id, writing);
  const isMoved = await writeActivities(tx, id, unit.activities, present);
  const owner = { courseId, unitId: id, categoryId: null };
  const { lines, ids } = await writeQuestions(tx, owner, unit.questions, present?.questions ?? [], at);
  const isOrderChanged = await writeSlots(tx, id, unit, { own: ids, bank, present });
  const isPartChanged = await carriedKinds[unit.kind].write(tx, id, { courseId, unit, present, at });
  const isChanged = isTextChanged || isMoved || isOrderChanged || isPartChanged;
  return [
    { item, outcome: outcome === "unchanged" && isChanged ? "changed" : outcome, problems: [] },
    ...lines.map(({ key, ...rest }) => ({ item: questionItem(item, key), ...rest })),
  ];
}

async function writeRow(tx: Tx, { courseId, moduleId, revision, unit, present, position }: WritingUnit) {
  const { slug, kind, minutes, completion, isDraft, weight, hidesGrades, opensAt, dueAt, closesAt } = unit;
  const { topicNumber, webinarNumber } = unit;
  const state = isDraft ? ("draft" as const) : ("published" as const);
  const wished = {
    moduleId,
    position,
    kind,
    minutes,
    state,
    removedAt: null,
    weight: weight ?? 1,
    hidesGrades: hidesGrades ?? false,
    opensAt: opensAt ?? null,
    dueAt: dueAt ?? null,
    closesAt: closesAt ?? null,
    ...(topicNumber !== undefined && { topicNumber }),
    ...(webinarNumber !== undefined && { webinarNumber }),
    completion: completion as object,
  };
  if (!present) {
    const data = { courseId, slug, addedInRevision: revision, ...wished };
    const { id } = await tx.unit.create({ data, select: { id: true } });
    return { id, outcome: "created" as const };
  }
  if (containsAll(present, wished)) return { id: present.id, outcome: "unchanged" as const };
  // A unit that comes back, or comes out, is new to whoever finished while it was away.
  const isNew = present.removedAt !== null || (present.state === "draft" && state === "published");
  const data = isNew ? { ...wished, addedInRevision: revision } : wished;
  await tx.unit.update({ where: { id: present.id }, data, select: { id: true } });
  return { id: present.id, outcome: "changed" as const };
}

async function writeTexts(tx: Tx, unitId: string, writing: WritingUnit): Promise<boolean> {
  const { texts, present, unit, ownLanguage, languagesBefore, at } = writing;
  let isChanged = false;
  // The course's own language comes first, so that translations know which text of it they belong to.
  let sourceNumber: number | null = null;
  for (const { language, title, body, html } of texts) {
    const isOwn = language === ownLanguage;
    const before = present?.texts.find((one) => one.language === language);
    const isSame = before?.title === title && normalBody(before.body) === body;
    if (isOwn) sourceNumber = before?.number ?? 1;
    if (isSame && before.html === html) continue;
    if (!before && unit.isDraft && isDraftText(present, language, title, body)) continue;
    const number =
      before && !isSame ? await nextNumber(tx, { unitId, language, before, title, body, at }) : before?.number;
    if (isOwn) sourceNumber = number ?? 1;
    const rendered = { html, rendererVersion: markdownRendererVersion };
    const source = isOwn ? {} : { sourceNumber };
    // HTML that another renderer made is no change of the course.
    const data = isSame ? rendered : { title, body, ...rendered, ...source, number: number ?? 1, updatedAt: at };
    const where = { unitId_language: { unitId, language } };
    const create = { unitId, language, title, body, ...rendered, ...source, updatedAt: at };
    await tx.unitText.upsert({ where, create, update: data, select: { unitId: true } });
    isChanged ||= !isSame;
  }
  const gone = (present?.texts ?? []).filter(
    ({ language }) => languagesBefore.includes(language) && !texts.some((one) => one.language === language),
  );
  if (gone.length === 0) return isChanged;
  await tx.unitText.deleteMany({ where: { unitId, language: { in: gone.map(({ language }) => language) } } });
  return true;
}

/** What an author has written and not published yet is in an export of the course: that it comes back changes nothing. */
function isDraftText(present: PresentUnit | null, language: string, title: string, body: string): boolean {
  const draft = present?.drafts.find((one) => one.language === language);
  return present?.state === "draft" && draft?.title === title && normalBody(draft.body) === body;
}

type NextText = {
  unitId: string;
  language: string;
  before: PresentUnit["texts"][number];
  title: string;
  body: string;
  at: Date;
};

/** Both the text that was there and the one that comes have their place in the history. Returns the new one's number. */
async function nextNumber(tx: Tx, { unitId, language, before, title, body, at }: NextText): Promise<number> {
  const last = { unitId, language, number: before.number, title: before.title, body: before.body };
  await tx.unitTextVersion.createMany({ data: [{ ...last, createdAt: before.updatedAt }], skipDuplicates: true });
  const { _max } = await tx.unitTextVersion.aggregate({ where: { unitId, language }, _max: { number: true } });
  const number = Math.max(_max.number ?? 0, before.number) + 1;
  const data = { unitId, language, number, title, body, createdAt: at };
  await tx.unitTextVersion.create({ data, select: { id: true } });
  return number;
}

async function writeActivities(tx: Tx, unitId: string, codes: string[], present: PresentUnit | null): Promise<boolean> {
  const before = (present?.activities ?? []).map(({ activityCode }) => activityCode).sort();
  if (comparableJson(before) === comparableJson([...codes].sort())) return false;
  await tx.unitActivity.deleteMany({ where: { unitId, activityCode: { notIn: codes } } });
  const data = codes.map((activityCode) => ({ unitId, activityCode }));
  await tx.unitActivity.createMany({ data, skipDuplicates: true });
  return true;
}
