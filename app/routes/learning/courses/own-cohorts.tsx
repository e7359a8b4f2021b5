import { zonedMoment } from "#app/i18n/zone-name.ts";
import { useFormState } from "#app/http/typed.ts";
import { formatFor } from "#app/i18n/format.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import type { OwnCohort, OwnDate, OwnEnrolment } from "#app/modules/learning/enrolment/get-own-enrolment.server.ts";
import { KeyForm } from "./enrol-panel.tsx";
import { CohortChip } from "#app/ui/elements/cohort-state.tsx";
import { Deadline } from "#app/ui/elements/deadline.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** Beside a course, for who is in it: their cohorts, and the way out while the course is not completed. */
export function OwnCohorts({
  courseSlug,
  enrolment,
  isDone,
}: {
  courseSlug: string;
  enrolment: OwnEnrolment;
  isDone: boolean;
}) {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <>
      {enrolment.cohorts.map((cohort) => (
        <CohortPanel key={cohort.name} cohort={cohort} />
      ))}
      {(enrolment.takesCohortKey || !isDone) && (
        <SidePanel title={t("enrolment.own.place")}>
          {enrolment.takesCohortKey && <KeyForm courseSlug={courseSlug} form={form} />}
          {!isDone && (
            <details>
              <summary>{t("enrolment.own.leave")}</summary>
              <form method="post" action={`${coursePath(courseSlug)}/leave`} className="stack stack-tight">
                <p className="small">{t("enrolment.own.leave_hint")}</p>
                <Button>{t("enrolment.own.leave_now")}</Button>
              </form>
            </details>
          )}
        </SidePanel>
      )}
    </>
  );
}

function CohortPanel({ cohort }: { cohort: OwnCohort }) {
  const { t } = useI18n();
  const { name, trainer, startsAt, endsAt, topicNumber, zone } = cohort;
  return (
    <SidePanel title={t("enrolment.own.cohort")}>
      <p>
        <b>
          <UserText>{name}</UserText>
        </b>{" "}
        <CohortChip cohort={cohort} />
      </p>
      <DefinitionList
        items={[
          {
            term: t("enrolment.field.trainer"),
            value: trainer && (
              <a href={`/people/${trainer.handle}`}>
                <UserText>{trainer.name}</UserText>
              </a>
            ),
          },
          { term: t("enrolment.field.starts"), value: startsAt && <TwoClocks at={startsAt} zone={zone} /> },
          { term: t("enrolment.field.ends"), value: endsAt && <TwoClocks at={endsAt} zone={zone} /> },
        ]}
      />
      {topicNumber !== null && (
        <p>
          <a href={`/topics/${topicNumber}`}>{t("enrolment.own.topic")}</a>
        </p>
      )}
    </SidePanel>
  );
}

/** An instant by the reader's clock, and by the other zone's where that shows something else. */
function TwoClocks({ at, zone }: { at: Date; zone: string }) {
  const { t, format, language } = useI18n();
  const there = formatFor(language, zone);
  return (
    <>
      <Time iso={at.toISOString()} text={zonedMoment(format, at)} />
      {there.dateTime(at) !== format.dateTime(at) && (
        <span className="small soft"> ({t("enrolment.own.there", { when: zonedMoment(there, at) })})</span>
      )}
    </>
  );
}

/** The next dates as they hold for the reader, overrides included. */
export function OwnDates({
  courseSlug,
  dates,
  titles,
}: {
  courseSlug: string;
  dates: OwnDate[];
  titles: Map<string, { text: string; language: string }>;
}) {
  const { t } = useI18n();
  if (dates.length === 0) return null;
  return (
    <SidePanel title={t("enrolment.own.dates")}>
      <SideLinks
        items={dates.map(({ slug, what, at }) => ({
          href: `${unitPath(courseSlug, slug)}#${what}`,
          label: <bdi lang={titles.get(slug)?.language}>{titles.get(slug)?.text ?? slug}</bdi>,
          note: <Deadline what={what} at={at} />,
        }))}
      />
    </SidePanel>
  );
}
