import { useLoaderData } from "@remix-run/react";
import type { loadCase } from "./case-data.server.ts";
import { kindLabels, reasonLabels, verdictLabels } from "./labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { knownKindOf } from "#app/modules/moderation/kinds/names.ts";
import { casePath } from "#app/modules/moderation/paths.ts";

function When({ at }: { at: Date }) {
  const { format } = useI18n();
  return <Time iso={at.toISOString()} text={format.dateTime(at)} />;
}

/** Who says what is wrong. */
export function Reports() {
  const { t } = useI18n();
  const { reports, thing } = useLoaderData<typeof loadCase>();
  return (
    <section className="section stack" aria-labelledby="reports">
      <h2 id="reports">{t("moderation.case.report_count", { count: reports.length })}</h2>
      <ul role="list" className="stack">
        {reports.map(({ id, reason, note, createdAt, reporter, thingVersion }) => (
          <li key={id}>
            <div className="cluster">
              <Chip>{t(reasonLabels[reason])}</Chip>
              <a href={`/people/${reporter.handle}`}>
                <UserText>{reporter.name}</UserText>
              </a>
              <span className="small soft">
                <When at={createdAt} />
              </span>
              {thing && thingVersion < thing.version && <Chip tone="warn">{t("moderation.case.edited")}</Chip>}
            </div>
            {note && (
              <p dir="auto" className="measure">
                {note}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was decided of it, what its author says to that, and what was decided about them before. */
export function History() {
  const { t } = useI18n();
  const { decisions, appeals, earlier } = useLoaderData<typeof loadCase>();
  if (decisions.length + earlier.length === 0) return null;
  return (
    <>
      {decisions.length > 0 && (
        <section className="section stack" aria-labelledby="decisions">
          <h2 id="decisions">{t("moderation.case.decisions")}</h2>
          <ul role="list" className="stack">
            {decisions.map(({ id, verdict, reason, decidedAt, decidedBy }) => {
              const sent = appeals.find(({ decisionId }) => decisionId === id);
              return (
                <li key={id}>
                  <div className="cluster">
                    <Chip>{t(verdictLabels[verdict])}</Chip>
                    {decidedBy ? <UserText>{decidedBy.name}</UserText> : t("moderation.log.by_site")}
                    <span className="small soft">
                      <When at={decidedAt} />
                    </span>
                  </div>
                  {reason && (
                    <p dir="auto" className="measure">
                      {reason}
                    </p>
                  )}
                  {sent && (
                    <blockquote className="measure">
                      <p className="small soft">{t("moderation.case.appeal_of_author")}</p>
                      <p dir="auto">{sent.body}</p>
                    </blockquote>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {earlier.length > 0 && (
        <section className="section stack" aria-labelledby="earlier">
          <h2 id="earlier">{t("moderation.case.earlier")}</h2>
          <ul role="list" className="stack">
            {earlier.map(({ id, verdict, reason, decidedAt, case: about }) => {
              const kind = knownKindOf(about.kind);
              return (
                <li key={id}>
                  <a href={casePath(about.publicId)}>
                    {kind ? t(kindLabels[kind]) : about.publicId}
                    {t("ui.text.colon")} {t(verdictLabels[verdict])}
                  </a>{" "}
                  <span className="small soft">
                    <When at={decidedAt} /> <bdi>{reason}</bdi>
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
