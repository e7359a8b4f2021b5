import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { DueUnit } from "#app/modules/learning/grades/list-due-next.server.ts";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

/** What somebody has to hand in next, soonest first; nothing where nothing has a date. */
export function DueNext({ due }: { due: DueUnit[] }) {
  const { t, format } = useI18n();
  if (due.length === 0) return null;
  const moment = (at: Date) => zonedMoment(format, at);
  return (
    <section className="stack" aria-labelledby="due-next">
      <h2 id="due-next">{t("grades.due.title")}</h2>
      <CardList
        items={due.map(({ unitId, href, title, courseTitle, at, isOverdue }) => ({
          key: unitId,
          title: title.text,
          lang: title.language,
          href,
          summary: <bdi lang={courseTitle.language}>{courseTitle.text}</bdi>,
          meta: (
            <Time
              iso={at.toISOString()}
              text={
                isOverdue ? t("grades.due.overdue", { date: moment(at) }) : t("grades.due.on", { date: moment(at) })
              }
            />
          ),
        }))}
      />
    </section>
  );
}
