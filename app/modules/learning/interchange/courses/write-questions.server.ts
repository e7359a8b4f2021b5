import type { Tx } from "#app/infra/db.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { containsAll, withoutLines } from "#app/lib/compare.ts";
import type { PresentQuestion, PresentUnit } from "./load-present-course.server.ts";
import type { ImportItem, ImportOutcome } from "#app/modules/learning/interchange/package/import-report.ts";
import type { PackageSlot, PackageQuestion, PackageUnit } from "#app/modules/learning/interchange/package/types.ts";

/** The bank as it is after the import: category path -> its id and the ids of its questions by their keys. */
export type BankQuestions = Map<string, { id: string; ids: Map<string, string> }>;

export type QuestionLine = { key: string; outcome: ImportOutcome; problems: ImportItem["problems"] };
type Owner = { courseId: string; unitId: string | null; categoryId: string | null };

/**
 * Writes the questions of a quiz or of a category: new ones are created, changed ones get a new version, and what is no
 * longer there is marked as removed. Returns a line for each and their ids by their keys.
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
  for (const question of questions) {
    const before = present.find((one) => one.key === question.key) ?? null;
    const { id, outcome } = await writeQuestion(tx, owner, question, before);
    ids.set(question.key, id);
    lines.push({ key: question.key, outcome, problems: [] });
  }
  const gone = present.filter((one) => !one.removedAt && !ids.has(one.key));
  if (gone.length === 0) return { lines, ids };
  await tx.question.updateMany({ where: { id: { in: gone.map(({ id }) => id) } }, data: { removedAt: at } });
  const code = "learning.import.question_removed";
  const removed = gone.map(({ key }): QuestionLine => {
    return { key, outcome: "changed", problems: [{ file: key, line: 0, code, level: "warning" }] };
  });
  return { lines: [...lines, ...removed], ids };
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
