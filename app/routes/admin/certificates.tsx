import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { findCertificateFor } from "#app/modules/certificates/find-certificate.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { misdrawnLetters } from "#app/modules/certificates/render-document.server.ts";
import { revokeCertificate } from "#app/modules/certificates/revoke-certificate.server.ts";
import { revokeSchema } from "#app/modules/certificates/schemas.ts";
import { instantOfDay, titleOf } from "#app/modules/certificates/snapshot.ts";
import { revocationReasons } from "#app/modules/certificates/state.ts";
import { reasonLabels } from "#app/modules/certificates/reason-labels.ts";
import { SerialForm } from "#app/ui/forms/serial-form.tsx";
import { stateLabels } from "#app/modules/certificates/state-labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { SelectField, TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { AdminPage } from "./frame/admin-page.tsx";

const own = "/admin/certificates";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, t }) => {
  requireRole(actor, ["administrator"]);
  const typed = url.searchParams.get("serial") ?? "";
  const found = typed ? await findCertificateFor(actor, typed) : null;
  const lost = found ? await misdrawnLetters(found.snapshot.name, { template: found.template }) : [];
  return { title: t("certificates.admin.title"), typed, found, lost, isUnknown: typed !== "" && !found };
});

export const action = form(
  { schema: revokeSchema, admit: async ({ actor }) => requireRole(actor, ["administrator"]) },
  async (input, { access }) => {
    const { serial } = await revokeCertificate(access, input);
    return redirectWith(`${own}?serial=${serial}`, { flash: "certificates.admin.done" });
  },
);

export const meta = pageTitle;

export default function Certificates() {
  const { t } = useI18n();
  const { title, typed, found, lost, isUnknown } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <AdminPage section="certificates" title={title}>
      <FormProblems form={form} />
      <div className="measure">
        <SerialForm typed={typed} action={own} error={isUnknown ? t("certificates.unknown.title") : undefined} />
      </div>
      {found?.state === "valid" && lost.length > 0 && (
        <Notice tone="warning" title={t("certificates.admin.lost_title")}>
          {t("certificates.admin.lost", { letters: lost.join(" ") })}
        </Notice>
      )}
      {found && <Facts found={found} />}
      {found?.state === "valid" && <RevokeForm serial={found.serial} />}
    </AdminPage>
  );
}

type Found = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["found"]>;

function Facts({ found }: { found: Found }) {
  const { t, format } = useI18n();
  const { snapshot, serial, state, holder } = found;
  const title = titleOf(snapshot);
  return (
    <section className="section stack">
      <h2>
        <a href={certificatePath(serial)} dir="ltr">
          {serial}
        </a>{" "}
        <Chip tone={state === "valid" ? "good" : state === "revoked" ? "bad" : "warn"}>{t(stateLabels[state])}</Chip>
      </h2>
      <DefinitionList
        items={[
          { term: t("accounts.field.legal_name"), value: <bdi>{snapshot.name}</bdi> },
          {
            term: t("certificates.admin.holder"),
            value: (
              <a href={`/people/${holder.handle}`}>
                <bdi>{holder.name}</bdi>
              </a>
            ),
          },
          { term: t("certificates.admin.course"), value: <bdi lang={title.language}>{title.text}</bdi> },
          { term: t("certificates.sheet.issued_on"), value: format.date(instantOfDay(snapshot.issuedOn)) },
          { term: t("certificates.admin.replaced_by"), value: found.replacedBy && <Other serial={found.replacedBy} /> },
          { term: t("certificates.admin.revoked_on"), value: found.revokedAt && format.dateTime(found.revokedAt) },
          { term: t("certificates.admin.reason"), value: found.revokedReason && t(reasonLabels[found.revokedReason]) },
        ]}
      />
    </section>
  );
}

function Other({ serial }: { serial: string }) {
  return (
    <a href={`${own}?serial=${serial}`} dir="ltr">
      {serial}
    </a>
  );
}

function RevokeForm({ serial }: { serial: string }) {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <section className="section stack measure">
      <h2>{t("certificates.admin.revoke_title")}</h2>
      <p>{t("certificates.admin.revoke_lede")}</p>
      <form method="post" action={`${own}?serial=${serial}`} className="stack">
        <input type="hidden" name="serial" value={serial} />
        <SelectField
          name="reason"
          label={t("certificates.admin.reason")}
          hint={t("certificates.admin.reason_hint")}
          placeholder={t("accounts.field.choose")}
          options={revocationReasons.map((reason) => ({ value: reason, label: t(reasonLabels[reason]) }))}
          defaultValue={form.value("reason")}
          error={form.error("reason")}
          required
        />
        <TextArea
          name="note"
          label={t("certificates.admin.note")}
          hint={t("certificates.admin.note_hint")}
          optional={t("accounts.field.optional")}
          defaultValue={form.value("note")}
          error={form.error("note")}
          rows={3}
          maxLength={1000}
        />
        <Button variant="danger">{t("certificates.admin.revoke")}</Button>
      </form>
    </section>
  );
}
