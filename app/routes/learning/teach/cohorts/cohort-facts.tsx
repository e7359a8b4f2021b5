import type { CohortView } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { Moment } from "#app/routes/learning/teach/frame/moment.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CohortChip } from "#app/ui/elements/cohort-state.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type FactsProps = { cohort: CohortView; path: string; people: number };

/** Beside a cohort's roster: who trains it, when, by which key, where it talks; and what closing it means. */
export function CohortFacts({ cohort, path, people }: FactsProps) {
  const { t } = useI18n();
  const { trainer, startsAt, endsAt, zone, key, capacity, topicNumber, archivedAt } = cohort;
  return (
    <SidePanel title={t("enrolment.cohort.about")}>
      <p>
        <CohortChip cohort={cohort} />
      </p>
      <DefinitionList
        items={[
          { term: t("enrolment.field.trainer"), value: trainer ? <UserText>{trainer.name}</UserText> : "–" },
          { term: t("enrolment.field.starts"), value: startsAt && <Moment at={startsAt} zone={zone} /> },
          { term: t("enrolment.field.ends"), value: endsAt && <Moment at={endsAt} zone={zone} /> },
          { term: t("enrolment.field.key"), value: key && <code dir="ltr">{key}</code> },
          { term: t("enrolment.field.capacity"), value: capacity },
        ]}
      />
      {topicNumber === null ? (
        <p>
          <a href={`${path}/topic`}>{t("enrolment.cohort.begin_topic")}</a>
        </p>
      ) : (
        <p>
          <a href={`/topics/${topicNumber}`}>{t("enrolment.own.topic")}</a>
        </p>
      )}
      <p>
        <a href={`${path}/space`}>{t("enrolment.space.title")}</a>
      </p>
      <form method="post" action={`${path}/archive`} className="stack stack-tight">
        {!archivedAt && <p className="small soft">{t("enrolment.cohort.archive_means", { count: people })}</p>}
        <input type="hidden" name="archived" value={archivedAt ? "0" : "1"} />
        <Button>{archivedAt ? t("enrolment.cohort.reopen") : t("enrolment.cohort.archive")}</Button>
      </form>
    </SidePanel>
  );
}
