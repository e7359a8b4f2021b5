import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import type { NamedKind } from "#app/modules/moderation/kinds/names.ts";
import { longestNote, reportsPerDay } from "#app/modules/moderation/limits.ts";
import { getReportFor, reportThing } from "#app/modules/moderation/report-thing.server.ts";
import { reportPath } from "#app/modules/moderation/paths.ts";
import { namedSchema, reportSchema } from "#app/modules/moderation/schemas.ts";
import { reportReasons } from "#app/modules/moderation/verdicts.ts";
import { reasonLabels } from "./labels.ts";
import { ThingName, ThingWords } from "./thing.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, url, t }) => {
  requireActive(actor);
  const title = t("moderation.report.title");
  const named = namedSchema.safeParse(Object.fromEntries(url.searchParams));
  // A program that sent a report without saying in the address what it is about still reads why it was refused.
  if (!named.success) return { title, named: null, thing: null, own: null };
  return { title, named: named.data, ...(await getReportFor(actor, named.data)) };
});

export const action = form(
  { schema: reportSchema, admit: async ({ actor }) => requireActive(actor) },
  async (input, { access }) => {
    const { isNew } = await reportThing(access, input);
    return redirectWith(reportPath(input), { flash: isNew ? "moderation.report.done" : "moderation.report.twice" });
  },
);

export const meta = pageTitle;

/** Says what is wrong with something that somebody wrote; the team looks at it. */
export default function Report() {
  const { t, format } = useI18n();
  const { title, named, thing, own } = useLoaderData<typeof loader>();
  const form = useFormState();
  const waits = own !== null && own.verdict === null;
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={thing && <ThingName thing={thing} />} />
      <FormProblems form={form} />
      {named === null && <p>{t("moderation.report.nothing")}</p>}
      {own && (
        <Notice>
          {t(waits ? "moderation.report.waits" : "moderation.report.decided", { date: format.dateTime(own.at) })}
        </Notice>
      )}
      {thing && <ThingWords thing={thing} label={t("moderation.report.text")} />}
      {thing && (
        <p>
          <a href={thing.href}>{t("moderation.report.back")}</a>
        </p>
      )}
      {thing && named && !waits && <ReportForm named={named} />}
    </Page>
  );
}

function ReportForm({ named }: { named: { kind: NamedKind; id: string } }) {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <form method="post" action={reportPath(named)} className="stack">
      <input type="hidden" name="kind" value={named.kind} />
      <input type="hidden" name="id" value={named.id} />
      <RadioGroup
        name="reason"
        label={t("moderation.report.reason")}
        error={form.error("reason")}
        chosen={form.value("reason") || null}
        required
        choices={reportReasons.map((value) => ({ value, label: t(reasonLabels[value]) }))}
      />
      <TextArea
        name="note"
        label={t("moderation.report.note")}
        optional={t("accounts.field.optional")}
        rows={3}
        maxLength={longestNote}
        defaultValue={form.value("note")}
        error={form.error("note")}
      />
      <p className="small soft">
        {t("moderation.report.means")} {t("moderation.report.limits", { count: reportsPerDay })}
      </p>
      <ButtonRow>
        <Button variant="primary">{t("moderation.report.send")}</Button>
      </ButtonRow>
    </form>
  );
}
