import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { withdrawStatementSchema } from "#app/modules/forum/consultations/schemas.ts";
import {
  getStatementToWithdraw,
  withdrawStatement,
} from "#app/modules/forum/consultations/withdraw-statement.server.ts";
import { maxReasonLength } from "#app/modules/forum/limits.ts";
import { consultationPath } from "#app/modules/forum/paths.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const { id, publicId, question, body, language, asksWhy } = await getStatementToWithdraw(actor, param("id"));
  return { title: t("forum.consultation.withdraw_title"), id, publicId, question, body, language, asksWhy };
});

const admit = ({ actor, param }: PageRequest) => getStatementToWithdraw(actor, param("id"));

export const action = form({ schema: withdrawStatementSchema, admit }, async (input, { actor, param }) => {
  const { publicId } = await withdrawStatement(actor, param("id"), input);
  return redirectWith(consultationPath(publicId), { flash: "forum.consultation.withdrawn" });
});

export const meta = pageTitle;

export default function WithdrawStatement() {
  const { t } = useI18n();
  const { title, id, publicId, question, body, language, asksWhy } = useLoaderData<typeof loader>();
  const form = useFormState();
  const path = consultationPath(publicId);
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: question, href: path }]} />
      <FormProblems form={form} labels={{ reason: t("forum.consultation.withdraw_reason") }} />
      <form method="post" action={`/statements/${id}/withdraw`} className="stack">
        <blockquote>
          <UserText lang={language}>{body}</UserText>
        </blockquote>
        <p>{t(asksWhy ? "forum.consultation.withdraw_means_team" : "forum.consultation.withdraw_means")}</p>
        {asksWhy && (
          <TextArea
            name="reason"
            label={t("forum.consultation.withdraw_reason")}
            hint={t("forum.consultation.withdraw_reason_hint")}
            rows={3}
            maxLength={maxReasonLength}
            required
            defaultValue={form.value("reason")}
            error={form.error("reason")}
          />
        )}
        <ButtonRow>
          <Button variant="danger">{t("forum.consultation.withdraw")}</Button>
          <a href={path}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
