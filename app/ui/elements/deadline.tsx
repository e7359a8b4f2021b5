import { formatFor } from "#app/i18n/format.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { zonedMoment } from "#app/i18n/zone-name.ts";
import { StateChip, type StateWords } from "#app/ui/elements/state-chip.tsx";
import { type I18n, useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

/** Which date of something it is: from when it is open, until when it is owed, until when it is taken. */
export type DeadlineKind = "opens" | "due" | "closes";

/** How it stands with a date: it lies ahead, it was let pass by somebody, nothing is taken any more, or nothing is to be said. */
export type DeadlineState = "ahead" | "late" | "closed" | "past";

const sentences: Record<DeadlineKind, MessageKey> = {
  opens: "states.deadline.opens",
  due: "states.deadline.due",
  closes: "states.deadline.closes",
};

/** The states that are said apart from the date. */
export const deadlineStates: Record<"late" | "closed", StateWords> = {
  late: { label: "states.deadline.late", tone: "warn", sign: "!" },
  closed: { label: "states.deadline.closed", tone: "neutral", sign: "■" },
};

type Dated = { what: DeadlineKind; at: Date; isOwed?: boolean };

/** How a date stands at a moment. Late is who still owes something; what is closed is closed for everybody. */
export function deadlineState({ what, at, isOwed = false }: Dated, now: Date): DeadlineState {
  if (at > now) return "ahead";
  if (what === "closes") return "closed";
  return what === "due" && isOwed ? "late" : "past";
}

type DeadlineProps = Dated & {
  /** By the clocks of another place than the reader's, for staff of a cohort. */
  zone?: string;
  /** Where a heading or a column says already which date it is. */
  isNamed?: boolean;
};

/**
 * A date on which something opens, is due or closes: day, hour, the place whose clocks are meant, how far away, and whether
 * it is late or closed. The one place that says so.
 */
export function Deadline(props: DeadlineProps) {
  return <ToldDeadline {...tellDeadline(props, useI18n())} />;
}

/** A date as it is told at a moment, in plain words. */
export type DeadlineWords = { state: DeadlineState; iso: string; text: string; relative: string };

/** What a `Deadline` says now, for what is drawn without looking at the clock. */
export function tellDeadline(
  { what, at, isOwed, zone, isNamed }: DeadlineProps,
  { t, format, language, now }: I18n,
): DeadlineWords {
  const clock = zone ? formatFor(language, zone) : format;
  const state = deadlineState({ what, at, isOwed }, now);
  const when = zonedMoment(clock, at);
  const sentence = what === "opens" && state === "past" ? "states.deadline.opened" : sentences[what];
  // "Closed" stands before its date: "closes" would be untrue.
  const text = isNamed || state === "closed" ? when : t(sentence, { when });
  return { state, iso: at.toISOString(), text, relative: format.relative(at, now) };
}

/** A date and, where it is late or closed, that it is. */
export function ToldDeadline({ state, ...time }: DeadlineWords) {
  return (
    <>
      {(state === "late" || state === "closed") && (
        <>
          <StateChip state={deadlineStates[state]} />{" "}
        </>
      )}
      <Time {...time} />
    </>
  );
}

/** Beside something that came after it was due. */
export function LateChip() {
  return <StateChip state={deadlineStates.late} />;
}

type Dates = { opensAt?: Date | null; dueAt?: Date | null; closesAt?: Date | null };

/** The dates that something has, in the order in which they come. */
export function datesOf({ opensAt, dueAt, closesAt }: Dates): { what: DeadlineKind; at: Date }[] {
  const named = [
    { what: "opens" as const, at: opensAt },
    { what: "due" as const, at: dueAt },
    { what: "closes" as const, at: closesAt },
  ];
  return named.flatMap(({ what, at }) => (at ? [{ what, at }] : []));
}

/** All dates of something below each other, each where a link to "#due" leads. */
export function Deadlines({ isOwed, ...dates }: Dates & { isOwed?: boolean }) {
  const all = datesOf(dates);
  if (all.length === 0) return null;
  return (
    <ul role="list" className="unit-dates stack stack-tight">
      {all.map(({ what, at }) => (
        <li key={what} id={what}>
          <Deadline what={what} at={at} isOwed={isOwed} />
        </li>
      ))}
    </ul>
  );
}
