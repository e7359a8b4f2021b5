import type { DueUnit } from "#app/modules/learning/grades/due-next.ts";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { Deadline } from "#app/ui/elements/deadline.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What somebody has to hand in next, soonest first; nothing where nothing has a date. */
export function DueNext({ due }: { due: DueUnit[] }) {
  const { t } = useI18n();
  if (due.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="due-next">
      <h2 id="due-next">{t("grades.due.title")}</h2>
      <CardList
        items={due.map(({ unitId, href, title, courseTitle, what, at }) => ({
          key: unitId,
          title: title.text,
          lang: title.language,
          href,
          summary: <bdi lang={courseTitle.language}>{courseTitle.text}</bdi>,
          meta: <Deadline what={what} at={at} isOwed />,
        }))}
      />
    </section>
  );
}
