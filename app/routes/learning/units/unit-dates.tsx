import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

type Dates = Pick<OutlineUnit, "opensAt" | "dueAt" | "closesAt" | "locks">;

/** The dates of a unit as they hold for the reader, on their clock, where "#opens", "#due" and "#closes" lead to. */
export function UnitDates({ unit: { opensAt, dueAt, closesAt, locks } }: { unit: Dates }) {
  const { t, format } = useI18n();
  const dates = [
    ["opens", locks.some(({ kind }) => kind === "date") ? opensAt : null],
    ["due", dueAt],
    ["closes", closesAt],
  ] as const;
  if (dates.every(([, at]) => !at)) return null;
  const words = { opens: "enrolment.own.opens", due: "enrolment.own.due", closes: "enrolment.own.closes" } as const;
  return (
    <ul role="list" className="unit-dates stack stack-tight">
      {dates.map(([what, at]) => {
        if (!at) return null;
        const text = t(words[what], { when: zonedMoment(format, at) });
        return (
          <li key={what} id={what}>
            <Time iso={at.toISOString()} text={text} />
          </li>
        );
      })}
    </ul>
  );
}

/** The one date of a unit that counts next, for lists: when it is due, else when it closes. */
export function NextDate({ unit: { dueAt, closesAt } }: { unit: Dates }) {
  const { t, format } = useI18n();
  const at = dueAt ?? closesAt;
  if (!at) return null;
  const text = t(dueAt ? "enrolment.own.due" : "enrolment.own.closes", { when: zonedMoment(format, at) });
  return <Time iso={at.toISOString()} text={text} />;
}
