import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requireSignedIn } from "#app/modules/accounts/policy.ts";
import { appeal, getAppealFor } from "#app/modules/moderation/appeal.server.ts";
import { appealDays, longestAppeal } from "#app/modules/moderation/limits.ts";
import { appealPath } from "#app/modules/moderation/paths.ts";
import { appealSchema, namedSchema } from "#app/modules/moderation/schemas.ts";
import { verdictLabels } from "./labels.ts";
import { ThingName, ThingWords } from "./thing.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, url, t }) => {
  requireSignedIn(actor);
  const title = t("moderation.appeal.title");
  const named = namedSchema.safeParse(Object.fromEntries(url.searchParams));
  if (!named.success) return { title, named: null, view: null };
  return { title, named: named.data, view: await getAppealFor(actor, named.data) };
});

export const action = form(
  { schema: appealSchema, admit: async ({ actor }) => requireSignedIn(actor) },
  async (input, { access }) => {
    await appeal(access, input);
    return redirectWith(appealPath(input), { flash: "moderation.appeal.done" });
  },
);

export const meta = pageTitle;

/** What was decided about something of one's own, why, and the way to have somebody else look again. */
export default function Appeal() {
  const { t } = useI18n();
  const { title, named, view } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={view && <ThingName thing={view.thing} />} />
      <FormProblems form={form} />
      {named === null && <p>{t("moderation.report.nothing")}</p>}
      {view && <Decision />}
      {view?.mayAppeal && named && (
        <form method="post" action={appealPath(named)} className="stack">
          <input type="hidden" name="kind" value={named.kind} />
          <input type="hidden" name="id" value={named.id} />
          <TextArea
            name="body"
            label={t("moderation.appeal.body")}
            hint={t("moderation.appeal.means", { days: appealDays })}
            required
            maxLength={longestAppeal}
            defaultValue={form.value("body")}
            error={form.error("body")}
          />
          <Button variant="primary">{t("moderation.appeal.send")}</Button>
        </form>
      )}
    </Page>
  );
}

function Decision() {
  const { t, format } = useI18n();
  const { view } = useLoaderData<typeof loader>();
  if (!view) return null;
  const { thing, decision, appeal: sent, isOut, isFinal, isLate } = view;
  if (!decision)
    return (
      <>
        <p>{t("moderation.appeal.undecided")}</p>
        <ThingWords thing={thing} label={t("moderation.report.text")} />
      </>
    );
  const words = isFinal ? "moderation.appeal.final" : isLate ? "moderation.error.appeal_late" : null;
  return (
    <>
      <DefinitionList
        items={[
          { term: t("moderation.case.decision"), value: t(verdictLabels[decision.verdict]) },
          { term: t("moderation.case.taken_name"), value: thing.takenName && <UserText>{thing.takenName}</UserText> },
          { term: t("moderation.appeal.when"), value: format.dateTime(decision.decidedAt) },
          { term: t("moderation.appeal.why"), value: decision.reason && <bdi>{decision.reason}</bdi> },
          { term: t("moderation.case.until"), value: decision.until && isOut && format.date(decision.until) },
        ].filter(({ value }) => value)}
      />
      {!isOut && <p>{t(thing.state === "purged" ? "moderation.appeal.purged" : "moderation.appeal.in_sight")}</p>}
      {sent && <Notice>{t("moderation.appeal.waits", { date: format.dateTime(sent.createdAt) })}</Notice>}
      {words && isOut && !sent && <p>{t(words, { days: appealDays })}</p>}
      {thing.state !== "purged" && <ThingWords thing={thing} label={t("moderation.report.text")} />}
      {!isOut && thing.state === "visible" && (
        <p>
          <a href={thing.href}>{t("moderation.report.back")}</a>
        </p>
      )}
    </>
  );
}
