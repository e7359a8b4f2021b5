import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { titled } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { attemptPath, coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { getReceiptFor } from "#app/modules/learning/quizzes/get-receipt.server.ts";
import { ResultRoad } from "./result-road.tsx";
import { ReviewedQuestion } from "#app/routes/learning/questions/reviewed-question.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { MarkingChip } from "#app/ui/elements/marking-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { Time } from "#app/ui/text/time.tsx";

export const loader = page(({ actor, param, language }) => {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  return getReceiptFor(actor, address, Number(param("number")), language);
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data && `${data.unit.title.text} · ${data.course.title.text}`, matches) },
];

type Data = Awaited<ReturnType<typeof getReceiptFor>>;

export const handle = { task: true };

export default function ReceiptPage() {
  const { t, format } = useI18n();
  const data = useLoaderData<typeof loader>() as Data;
  const { course, unit, questions, receipt, overall } = data;
  const { percent, marks, maxMarks } = receipt;
  const numbers = percent !== null &&
    marks !== null && {
      percent: format.number(shownPercent(percent)),
      marks: format.marks(marks),
      max: format.marks(maxMarks ?? 0),
    };
  return (
    <Page aside={<Receipt {...data} />} asideLabel={t("learning.receipt.heading")}>
      <PageHeader
        title={t("learning.receipt.title", { title: isolate(unit.title.text) })}
        t={t}
        breadcrumbs={[
          { label: course.title.text, href: coursePath(course.slug) },
          { label: unit.title.text, href: unitPath(course.slug, unit.slug) },
        ]}
        kicker={<Verdict {...data} />}
        lede={numbers ? t("learning.receipt.grade", numbers) : t(waitingLabel(data))}
      />
      {overall && <MarkdownView html={overall.html} lang={overall.language} dir={directionOf(overall.language)} />}
      <ResultRoad questions={questions} />
      <NextStep {...data} />
      {questions.length > 0 && (
        <section className="section stack-loose">
          <h2>{t("learning.receipt.review")}</h2>
          {questions.map((question) => (
            <ReviewedQuestion key={question.number} question={question} lessons={question.lessons} />
          ))}
        </section>
      )}
    </Page>
  );
}

/** Why there is no grade to see. */
function waitingLabel({ receipt, shows }: Data) {
  return receipt.needsMarking && shows.marks ? "quizzes.attempt.waits_for_marks" : "quizzes.attempt.grade_hidden";
}

function Verdict({ unit, receipt }: Data) {
  const { t } = useI18n();
  if (receipt.isEnough === null && receipt.needsMarking) return <MarkingChip isSettled={false} />;
  if (receipt.isEnough === null) return <Chip>{t("quizzes.attempt.submitted")}</Chip>;
  if (unit.completion.passed === undefined) return <Chip tone="good">{t("learning.receipt.graded")}</Chip>;
  if (receipt.isEnough) return <Chip tone="good">{t("learning.receipt.passed")}</Chip>;
  return <Chip tone="warn">{t("learning.receipt.not_passed")}</Chip>;
}

function NextStep({ course, unit, standing, following, receipt }: Data) {
  const { t } = useI18n();
  const again = attemptPath(course.slug, unit.slug);
  if (receipt.isEnough === null) {
    return <LinkButton href={unitPath(course.slug, unit.slug)}>{t("learning.receipt.to_quiz")}</LinkButton>;
  }
  if (!receipt.isEnough && !unit.completedAt) {
    return (
      <div className="stack">
        <p className="measure">{t("learning.receipt.needed", { percent: unit.completion.passed ?? 0 })}</p>
        <ButtonRow>
          <LinkButton variant="primary" href={again}>
            {t("learning.receipt.again")}
          </LinkButton>
          <LinkButton href={coursePath(course.slug)}>{course.title.text}</LinkButton>
        </ButtonRow>
      </div>
    );
  }
  if (standing.completedAt) {
    return (
      <Notice
        tone="success"
        actions={
          <>
            <LinkButton href="/me">{t("learning.receipt.my_page")}</LinkButton>
            <LinkButton href={coursePath(course.slug)}>{course.title.text}</LinkButton>
          </>
        }
      >
        {t("learning.receipt.course_done")}
      </Notice>
    );
  }
  return (
    <div className="stack">
      <p className="measure">{t("learning.receipt.well_done")}</p>
      <ButtonRow>
        {following && (
          <LinkButton variant="primary" href={unitPath(course.slug, following.slug)}>
            {t("learning.unit.next", { title: isolate(following.title.text) })}
          </LinkButton>
        )}
        <LinkButton href={again}>{t("learning.receipt.again")}</LinkButton>
      </ButtonRow>
    </div>
  );
}

function Receipt({ course, unit, receipt }: Data) {
  const { t, format } = useI18n();
  return (
    <SidePanel title={t("learning.receipt.heading")}>
      <DefinitionList
        items={[
          { term: t("learning.receipt.attempt"), value: format.number(receipt.number) },
          {
            term: t("learning.receipt.time"),
            value: <Time iso={receipt.submittedAt.toISOString()} text={zonedMoment(format, receipt.submittedAt)} />,
          },
        ]}
      />
      <p>
        <a href={unitPath(course.slug, unit.slug)}>{t("learning.receipt.to_quiz")}</a>
      </p>
    </SidePanel>
  );
}
