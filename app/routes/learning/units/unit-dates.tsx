import type { OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";
import { Deadlines, type DeadlineWords, tellDeadline } from "#app/ui/elements/deadline.tsx";
import type { I18n } from "#app/ui/text/i18n.tsx";

type Dates = Pick<OutlineUnit, "opensAt" | "dueAt" | "closesAt" | "locks" | "completedAt" | "submittedAt">;

/** The dates of a unit as they hold for the reader, on their clock, where "#opens", "#due" and "#closes" lead to. */
export function UnitDates({ unit }: { unit: Dates }) {
  const { opensAt, dueAt, closesAt, locks } = unit;
  const isLocked = locks.some(({ kind }) => kind === "date");
  return <Deadlines opensAt={isLocked ? opensAt : null} dueAt={dueAt} closesAt={closesAt} isOwed={isOwed(unit)} />;
}

/** The one date of a unit that counts next, for lists, as it is told now: when it is due, else when it closes. Null without one. */
export function tellNextDate(unit: Dates, i18n: I18n): DeadlineWords | null {
  const { dueAt, closesAt } = unit;
  const at = dueAt ?? closesAt;
  return at && tellDeadline({ what: dueAt ? "due" : "closes", at, isOwed: isOwed(unit) }, i18n);
}

/** Whether the reader has not handed in yet. */
function isOwed({ completedAt, submittedAt }: Dates): boolean {
  return !completedAt && !submittedAt;
}
