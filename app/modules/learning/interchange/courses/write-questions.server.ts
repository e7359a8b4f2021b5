import { createHash } from "node:crypto";
import type { Tx } from "#app/infra/db.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { containsAll, withoutLines } from "#app/lib/compare.ts";
import { freeSlug } from "#app/modules/learning/courses/slugs.ts";
import type { PresentQuestion, PresentUnit } from "./load-present-course.server.ts";
import type { ImportItem, ImportOutcome } from "#app/modules/learning/interchange/package/import-report.ts";
import type { PackageSlot, PackageQuestion, PackageUnit } from "#app/modules/learning/interchange/package/types.ts";

/** The bank as it is after the import: category path -> its id and the ids of its questions by their keys. */
export type BankQuestions = Map<string, { id: string; ids: Map<string, string> }>;

export type QuestionLine = { key: string; outcome: ImportOutcome; problems: ImportItem["problems"] };
type Owner = { courseId: string; unitId: string | null; categoryId: string | null };

/**
 * Writes the questions of a quiz or of a category: new ones are created, changed ones get a new version, and what is no
 * longer there is marked as removed. A question without a name is the one that says the same in the package's own language,
 * wherever it stands. Returns a line for each and their ids by their keys.
 */
export async function writeQuestions(
  tx: Tx,
  owner: Owner,
  questions: readonly PackageQuestion[],
  present: readonly PresentQuestion[],
  at: Date,
): Promise<{ lines: QuestionLine[]; ids: Map<string, string> }> {
  const lines: QuestionLine[] = [];
  const ids = new Map<string, string>();
  const kept = new Set<string>();
  const matched = matchPresent(questions, present);
  for (const [at, question] of questions.entries()) {
    const { key, before } = matched[at]!;
    const { id, outcome } = await writeQuestion(tx, owner, underKey(question, key), before);
    ids.set(question.key, id);
    kept.add(id);
    lines.push({ key: question.key, outcome, problems: [] });
  }
  const gone = present.filter((one) => !one.removedAt && !kept.has(one.id));
  if (gone.length === 0) return { lines, ids };
  await tx.question.updateMany({ where: { id: { in: gone.map(({ id }) => id) } }, data: { removedAt: at } });
  const code = "learning.import.question_removed";
  const removed = gone.map(({ key }): QuestionLine => {
    return { key, outcome: "changed", problems: [{ file: key, line: 0, code, level: "warning" }] };
  });
  return { lines: [...lines, ...removed], ids };
}

type Matched = { key: string; before: PresentQuestion | null };

function matchPresent(questions: readonly PackageQuestion[], present: readonly PresentQuestion[]): Matched[] {
  const named = new Set(questions.flatMap(({ key, isUnnamed }) => (isUnnamed ? [] : [key])));
  const byKey = new Map(present.map((one) => [one.key, one]));
  const keys = new Set([...byKey.keys(), ...named]);
  const free = present.filter(({ key }) => !named.has(key)).sort((a, b) => Number(a.removedAt) - Number(b.removedAt));
  const byContent = new Map<string, Map<string, PresentQuestion[]>>();
  const sayingIn = (language: string) => {
    const known = byContent.get(language);
    if (known) return known;
    const found = new Map<string, PresentQuestion[]>();
    for (const one of free) {
      const translations = (one.versions[0]?.translations ?? {}) as Record<string, object>;
      const content = contentOf(translations[language] ?? {});
      found.set(content, [...(found.get(content) ?? []), one]);
    }
    byContent.set(language, found);
    return found;
  };
  return questions.map(({ key, isUnnamed, translations }) => {
    if (!isUnnamed) return { key, before: byKey.get(key) ?? null };
    // The package's own language comes first.
    const [language, question] = Object.entries(translations)[0]!;
    const content = contentOf(JSON.parse(JSON.stringify(question)) as object);
    const before = sayingIn(language).get(content)?.shift() ?? null;
    if (before) return { key: before.key, before };
    const digest = createHash("sha256").update(content).digest("hex").slice(0, 8);
    const own = freeSlug(`q-${digest}`, (tried) => keys.has(tried));
    keys.add(own);
    return { key: own, before: null };
  });
}

function contentOf(translation: object): string {
  const { said } = withoutLines({ said: translation }) as { said: Record<string, unknown> };
  const { key: _, files: __, ...content } = said;
  return comparableJson(content);
}

function underKey(question: PackageQuestion, key: string): PackageQuestion {
  if (question.key === key) return question;
  const layers = Object.entries(question.translations).map(([code, layer]) => [code, { ...layer, key }] as const);
  return { ...question, key, translations: Object.fromEntries(layers) };
}

async function writeQuestion(
  tx: Tx,
  owner: Owner,
  question: PackageQuestion,
  before: PresentQuestion | null,
): Promise<{ id: string; outcome: ImportOutcome }> {
  const { key, kind, marks } = question;
  const tags = [...(Object.values(question.translations)[0]?.tags ?? [])];
  // As PostgreSQL will give it back: without what is undefined.
  const translations = JSON.parse(JSON.stringify(question.translations)) as object;
  if (!before) {
    const versions = { create: { number: 1, kind, marks, translations } };
    const { id } = await tx.question.create({ data: { ...owner, key, tags, versions }, select: { id: true } });
    return { id, outcome: "created" };
  }
  const { id, removedAt } = before;
  const last = before.versions[0];
  const isSame =
    last !== undefined &&
    containsAll(last, { kind, marks }) &&
    comparableJson(withoutLines(last.translations as object)) === comparableJson(withoutLines(translations));
  const wished = { tags, removedAt: null };
  const isRowSame = containsAll({ tags: before.tags, removedAt }, wished);
  if (isSame && isRowSame) return { id, outcome: "unchanged" };
  if (!isSame) {
    const data = { questionId: id, number: (last?.number ?? 0) + 1, kind, marks, translations };
    await tx.questionVersion.create({ data, select: { id: true } });
  }
  if (!isRowSame) await tx.question.update({ where: { id }, data: wished, select: { id: true } });
  return { id, outcome: "changed" };
}

type Known = { own: Map<string, string>; bank: BankQuestions; present: PresentUnit | null };
type Slot = PresentUnit["slots"][number];

/**
 * The quiz asks in the order of the package. Attempts do not point at places, so they can be made anew. Returns whether
 * anything changed but the questions themselves.
 */
export async function writeSlots(tx: Tx, unitId: string, unit: PackageUnit, known: Known): Promise<boolean> {
  const before = known.present?.slots ?? [];
  const slots = unit.slots ?? unit.questions.map(({ key }) => ({ question: key, from: null, marks: null }));
  const wished = slots.map((slot) => slotOf(slot, known));
  if (comparableJson(before) === comparableJson(wished)) return false;
  await tx.quizSlot.deleteMany({ where: { unitId } });
  await tx.quizSlot.createMany({ data: wished.map((slot, index) => ({ ...slot, unitId, position: index + 1 })) });
  // That a question came or went has a line of its own.
  const staying = (slots: readonly Slot[], others: readonly Slot[]) =>
    slots.filter((slot) => slot.questionId === null || others.some((one) => one.questionId === slot.questionId));
  return comparableJson(staying(before, wished)) !== comparableJson(staying(wished, before));
}

/** The package was checked: what a place names is there. */
function slotOf(slot: PackageSlot, { own, bank }: Known): Slot {
  const category = slot.from === null ? null : bank.get(slot.from);
  if ("draws" in slot) {
    const { draws, tags, marks } = slot;
    return { questionId: null, categoryId: category?.id ?? null, tags, draws, marks };
  }
  const questionId = (category ? category.ids : own).get(slot.question) ?? null;
  return { questionId, categoryId: null, tags: [], draws: 1, marks: slot.marks };
}
