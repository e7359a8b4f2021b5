import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import {
  fewestAnswers,
  getSurveyResults,
  type SurveyResult,
} from "#app/modules/learning/surveys/get-survey-results.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";
import { ScaleLabel } from "#app/routes/learning/surveys/survey-field.tsx";
import { CohortChoice } from "#app/routes/learning/teach/frame/cohort-choice.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const { cohorts, cohort } = await loadCohortChoice(access, url);
  const survey = await getSurveyResults(access, param("unit"), { language, cohortId: cohort?.id ?? null });
  return { access, cohorts, cohort, ...survey, unitSlug: param("unit"), fewest: fewestAnswers };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title.text} · ${data?.access.course.title.text}`, matches) },
];

export default function SurveyResults() {
  const { t } = useI18n();
  const { access, title, cohorts, cohort, responses, results, unitSlug, fewest } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="surveys"
      title={title.text}
      lang={title.language}
      lede={t("surveys.list.answers", { count: responses })}
      trail={[{ label: t("surveys.list.title"), href: teachPath(slug, "surveys") }]}
      actions={
        access.mayEdit && (
          <LinkButton href={teachPath(slug, `content/${unitSlug}/survey`)}>{t("surveys.results.edit")}</LinkButton>
        )
      }
    >
      <CohortChoice cohorts={cohorts} chosen={cohort?.slug ?? ""} />
      {results === null ? (
        <Notice>{t("surveys.results.too_few", { count: fewest })}</Notice>
      ) : (
        results.map((result) => <Result key={result.key} result={result} />)
      )}
    </TeachPage>
  );
}

function Result({ result }: { result: SurveyResult }) {
  const { t, format } = useI18n();
  const { number, kind, language, prompt, choices, count, counts, mean, texts } = result;
  const inLanguage = (text: string) => (
    <span lang={language} dir={directionOf(language)}>
      {text}
    </span>
  );
  const title = `${number}. ${prompt}`;
  return (
    <section className="section stack" aria-label={title}>
      <h2>
        {number}. {inLanguage(prompt)}
      </h2>
      <p className="soft">
        {t("surveys.results.answered", { count })}
        {mean !== null && <> · {t("surveys.results.mean", { mean: format.number(Math.round(mean * 100) / 100) })}</>}
      </p>
      {kind === "text" ? (
        <ul className="stack">
          {texts.map((text, index) => (
            <li key={index}>
              <UserText>{text}</UserText>
            </li>
          ))}
        </ul>
      ) : (
        <DataTable
          caption={title}
          hideCaption
          rows={counts.map((times, index) => ({ times, index }))}
          rowKey={({ index }) => String(index)}
          columns={[
            {
              key: "choice",
              label: t("surveys.results.choice"),
              cell: ({ index }) =>
                kind === "scale" ? (
                  <ScaleLabel value={index + 1} ends={choices} inLanguage={inLanguage} />
                ) : (
                  inLanguage(choices[index] ?? "")
                ),
            },
            {
              key: "times",
              label: t("surveys.results.times"),
              numeric: true,
              cell: ({ times }) => format.number(times),
            },
            {
              key: "share",
              label: t("surveys.results.share"),
              cell: ({ times }) => (
                <meter min={0} max={Math.max(count, 1)} value={times}>
                  {times}/{count}
                </meter>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
