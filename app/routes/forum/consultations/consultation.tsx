import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { loginPath } from "#app/http/paths.ts";
import { useFormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import { getTopicToTakePartIn } from "#app/modules/forum/consultations/get-consultation.server.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import { statementSchema } from "#app/modules/forum/consultations/schemas.ts";
import { statements as limits } from "#app/modules/forum/limits.ts";
import { consultationPath, replyPath, topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import type { Phase } from "#app/modules/forum/topics/consultation-sql.server.ts";
import { LanguageField } from "#app/routes/forum/language-field.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { loadConsultation, type ConsultationView } from "./consultation-data.server.ts";
import { phaseLabels } from "./labels.ts";
import { OpinionGroups } from "./opinions.tsx";
import { OwnGoneStatements, Statements } from "./statements.tsx";

export const loader = page(loadConsultation);

const admit = ({ actor, param }: PageRequest) => getTopicToTakePartIn(actor, topicNumberOf(param("id")));

export const action = form({ schema: statementSchema, admit }, async (statement, { actor, param }) => {
  const publicId = topicNumberOf(param("id"));
  const { id } = await proposeStatement(actor, publicId, statement);
  return redirectWith(consultationPath(publicId, id), { flash: "forum.consultation.proposed" });
});

export const meta = pageTitle;

export default function Consultation() {
  const { t, format } = useI18n();
  const { title, topic, consultation, statements, voters, mayConsult } = useLoaderData<typeof loader>();
  const { phase, closesAt } = consultation;
  const date = format.dateTime(closesAt);
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]}
        kicker={<Chip tone={phase === "open" ? "good" : "neutral"}>{t(phaseLabels[phase])}</Chip>}
        meta={
          <Facts
            items={[
              t(phase === "open" ? "forum.consultation.open_until" : "forum.consultation.closed_at", { date }),
              t("forum.consultation.statements", { count: statements.length }),
              t("forum.consultation.voters", { count: voters }),
            ]}
          />
        }
        team={
          mayConsult
            ? [{ href: `${consultationPath(topic.publicId)}/lead`, label: t("forum.consultation.lead_title") }]
            : []
        }
      />
      <FormProblems form={useFormState()} labels={{ body: t("forum.consultation.statement") }} />
      <WhereItStands phase={phase} />
      {phase !== "open" && <OpinionGroups />}
      <Statements />
      {phase === "open" && <OpinionGroups />}
      <Propose />
      <OwnGoneStatements />
    </Page>
  );
}

/** What happens now, and the synthesis once it is there. */
function WhereItStands({ phase }: { phase: Phase }) {
  const { t } = useI18n();
  const { topic, outcome } = useLoaderData() as ConsultationView;
  if (phase === "open") return <p className="measure">{t("forum.consultation.means")}</p>;
  if (phase === "synthesis") return <Notice>{t("forum.consultation.in_synthesis")}</Notice>;
  if (!outcome) return <Notice tone="success">{t("forum.consultation.published")}</Notice>;
  const { number, authorName, language, excerpt } = outcome;
  const link = <a href={replyPath(topic, number)}>{t("forum.accept.read", { number, name: isolate(authorName) })}</a>;
  return (
    <Notice tone="success" title={t("forum.consultation.published")} actions={link}>
      <UserText lang={language}>{excerpt}</UserText>
    </Notice>
  );
}

/** The form for a new statement, or why there is none. */
function Propose() {
  const { t, language } = useI18n();
  const { topic, mayPropose, whyNot, clientId, consultation } = useLoaderData() as ConsultationView;
  const form = useFormState();
  if (consultation.phase !== "open") return null;
  const action = consultationPath(topic.publicId);
  return (
    <section className="section stack" aria-labelledby="propose">
      <h2 id="propose">{t("forum.consultation.propose_title")}</h2>
      {whyNot === "guest" && (
        <ButtonRow>
          <LinkButton variant="primary" href={loginPath(action)}>
            {t("forum.consultation.sign_in")}
          </LinkButton>
        </ButtonRow>
      )}
      {whyNot === "reader" && <p>{t("forum.consultation.for_members")}</p>}
      {whyNot === "waits" && <p>{t("forum.error.statement_waits")}</p>}
      {whyNot === "full" && <p>{t("forum.error.statements_many")}</p>}
      {whyNot === null && !mayPropose && <p>{t("forum.error.statements_own", { max: limits.perPerson })}</p>}
      {mayPropose && (
        <form method="post" action={action} className="stack" autoComplete="off">
          <TextArea
            name="body"
            label={t("forum.consultation.statement")}
            hint={t("forum.consultation.statement_hint", { max: limits.length })}
            rows={3}
            maxLength={limits.length}
            required
            defaultValue={form.value("body")}
            error={form.error("body")}
          />
          <LanguageField value={form.value("language", language)} error={form.error("language")} />
          <input type="hidden" name="clientId" value={form.value("clientId", clientId)} />
          <ButtonRow>
            <Button variant="primary">{t("forum.consultation.propose")}</Button>
          </ButtonRow>
        </form>
      )}
    </section>
  );
}
