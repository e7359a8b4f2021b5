import { useLoaderData } from "@remix-run/react";
import { statementChoices } from "#app/modules/forum/consultations/schemas.ts";
import { consultationPath, statementAnchor } from "#app/modules/forum/paths.ts";
import { appealPath, newCasePath, reportPath } from "#app/modules/moderation/paths.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import type { ConsultationView } from "./consultation-data.server.ts";
import { choiceLabels } from "./labels.ts";

/** The statements, each with what the reader makes of it. */
export function Statements() {
  const { t } = useI18n();
  const { statements, consultation, mayVote } = useLoaderData() as ConsultationView;
  const title =
    mayVote && statements.length > 0
      ? t("forum.consultation.voted_on", { done: consultation.mine, all: statements.length })
      : t("forum.consultation.heading");
  return (
    <section className="section" aria-labelledby="statements">
      <h2 id="statements">{title}</h2>
      {statements.length === 0 && <EmptyState title={t("forum.consultation.none")} />}
      <ol role="list" className="rows">
        {statements.map((statement) => (
          <OneStatement key={statement.id} {...statement} />
        ))}
      </ol>
    </section>
  );
}

type Shown = ConsultationView["statements"][number];

function OneStatement({ id, body, language, mine, isOwn, mayWithdraw, mayReport, mayModerate }: Shown) {
  const { t } = useI18n();
  const { mayVote } = useLoaderData() as ConsultationView;
  const anchor = statementAnchor(id);
  const named = { kind: "statement", id } as const;
  return (
    <li id={anchor} className="row">
      <div className="row-body">
        <p id={`${anchor}-words`} className="measure" dir="auto">
          <UserText lang={language}>{body}</UserText>
        </p>
        {mayVote && <Choices id={id} mine={mine} />}
        {!mayVote && mine && (
          <p className="small">{t("forum.consultation.your_vote", { vote: t(choiceLabels[mine]) })}</p>
        )}
        {(isOwn || mayWithdraw || mayReport || mayModerate) && (
          <p className="cluster small">
            {isOwn && <span className="soft">{t("forum.consultation.own")}</span>}
            {mayWithdraw && <a href={`/statements/${id}/withdraw`}>{t("forum.consultation.withdraw")}</a>}
            {mayReport && <a href={reportPath(named)}>{t("forum.post.report")}</a>}
            {mayModerate && <a href={newCasePath(named)}>{t("forum.post.moderate")}</a>}
          </p>
        )}
      </div>
    </li>
  );
}

function Choices({ id, mine }: Pick<Shown, "id" | "mine">) {
  const { t } = useI18n();
  const { topic } = useLoaderData() as ConsultationView;
  return (
    <form method="post" action={`${consultationPath(topic.publicId)}/vote`}>
      <input type="hidden" name="statement" value={id} />
      <div role="group" className="cluster" aria-labelledby={`${statementAnchor(id)}-words`}>
        {statementChoices.map((choice) => (
          <Button
            key={choice}
            name="choice"
            value={choice}
            variant={mine === choice ? "primary" : "secondary"}
            aria-pressed={mine === choice}
          >
            {t(choiceLabels[choice])}
          </Button>
        ))}
      </div>
    </form>
  );
}

/** What the reader has proposed that others do not read any more, and why. */
export function OwnGoneStatements() {
  const { t } = useI18n();
  const { gone } = useLoaderData() as ConsultationView;
  if (gone.length === 0) return null;
  return (
    <section className="section" aria-labelledby="gone">
      <h2 id="gone">{t("forum.consultation.gone")}</h2>
      <ul role="list" className="rows">
        {gone.map(({ id, body, language, state, reason }) => (
          <li key={id} className="row">
            <div className="row-body">
              <p className="measure" dir="auto">
                <UserText lang={language}>{body}</UserText>
              </p>
              {reason && (
                <p className="small soft">
                  <UserText>{reason}</UserText>
                </p>
              )}
              {state !== "deleted" && (
                <p className="small">
                  <a href={appealPath({ kind: "statement", id })}>{t("forum.post.why_gone")}</a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
