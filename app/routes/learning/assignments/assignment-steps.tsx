import { zonedMoment } from "#app/i18n/zone-name.ts";
import { loginPath } from "#app/http/paths.ts";
import type { Standing } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { reviewsPath, submissionPath } from "#app/modules/learning/courses/paths.ts";
import { RubricView } from "#app/routes/learning/assignments/rubric-view.tsx";
import { nextLabels } from "./labels.ts";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Deadlines } from "#app/ui/elements/deadline.tsx";
import { MarkingChip } from "#app/ui/elements/marking-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** Below the instructions of an assignment: what it asks for, its dates, and what one does next. */
export function AssignmentSteps({ course, unit, assignment }: UnitPageData) {
  const { t } = useI18n();
  if (!assignment) return null;
  const { settings, rubric, mine } = assignment;
  const href = submissionPath(course.slug, unit.slug);
  const asks = {
    text: "assignments.asks.text",
    files: "assignments.asks.files",
    both: "assignments.asks.both",
  } as const;
  return (
    <section className="section stack">
      <h2>{t("assignments.steps.title")}</h2>
      <Facts
        items={[
          t(asks[settings.form], { count: settings.maxFiles }),
          settings.maxWords !== null && t("assignments.asks.words", { count: settings.maxWords }),
          settings.isTeamWork && t("assignments.asks.team"),
          settings.reviews > 0
            ? t("assignments.asks.reviews", { count: settings.reviews })
            : t("assignments.asks.trainer"),
        ]}
      />
      {mine ? (
        <>
          {!mine.limits.dueAt && !mine.limits.closesAt && <p>{t("assignments.dates.none")}</p>}
          {mine.current && (
            <p>
              <OwnMarking mine={mine} passed={unit.completion.passed} />
            </p>
          )}
          <NextStep mine={mine} href={href} reviewsHref={reviewsPath(course.slug, unit.slug)} />
        </>
      ) : (
        <LinkButton variant="primary" href={loginPath(href)}>
          {t("assignments.steps.sign_in")}
        </LinkButton>
      )}
      {rubric.length > 0 && (
        <details>
          <summary>{t("assignments.rubric.title")}</summary>
          <RubricView rubric={rubric} />
        </details>
      )}
    </section>
  );
}

/** The dates that hold for the reader, in their own zone. */
export function Dates({ mine }: { mine: Standing }) {
  const { t } = useI18n();
  const { dueAt, closesAt } = mine.limits;
  if (!dueAt && !closesAt) return <p>{t("assignments.dates.none")}</p>;
  return (
    <div className="stack stack-tight">
      <Deadlines dueAt={dueAt} closesAt={closesAt} isOwed={!mine.current} />
      {dueAt && <p className="small soft">{t("assignments.dates.after")}</p>}
    </div>
  );
}

/** How it stands with what the reader has handed in. */
function OwnMarking({ mine, passed }: { mine: Standing; passed?: number }) {
  const { result, next } = mine;
  const percent = result?.percent ?? null;
  return (
    <MarkingChip
      isSettled={result !== null}
      isInReview={next !== "wait_trainer"}
      isReleased={result !== null && !result.isHidden}
      isEnough={passed === undefined || percent === null ? null : percent >= passed}
    />
  );
}

function NextStep({ mine, href, reviewsHref }: { mine: Standing; href: string; reviewsHref: string }) {
  const { t, format } = useI18n();
  const { next, reviews, phaseEndsAt, reviewsUntil } = mine;
  const until = next === "wait_start" ? phaseEndsAt : reviewsUntil;
  const values = { count: reviews.toGive, date: until ? zonedMoment(format, until) : "", known: until ? "yes" : "no" };
  const buttons = {
    begin: "assignments.button.begin",
    continue: "assignments.button.continue",
    done: "assignments.button.result",
  } as const;
  const label = next in buttons ? buttons[next as keyof typeof buttons] : "assignments.button.see";
  return (
    <>
      <Notice tone={next === "done" ? "success" : "info"} title={t("assignments.next.title")}>
        {t(nextLabels[next], values)}
      </Notice>
      <div className="button-row">
        {next === "review" && (
          <LinkButton variant="primary" href={reviewsHref}>
            {t("assignments.button.review")}
          </LinkButton>
        )}
        {(mine.current || mine.mayWrite) && next !== "team" && (
          <LinkButton variant={next === "review" || next === "done" ? "secondary" : "primary"} href={href}>
            {t(label)}
          </LinkButton>
        )}
        {next !== "review" && reviews.given + reviews.lapsed > 0 && (
          <LinkButton href={reviewsHref}>{t("assignments.button.my_reviews")}</LinkButton>
        )}
      </div>
    </>
  );
}
