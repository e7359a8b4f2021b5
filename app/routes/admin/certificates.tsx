import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { findCertificateFor } from "#app/modules/certificates/find-certificate.server.ts";
import { listCertificatesFor } from "#app/modules/certificates/list-certificates.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { misdrawnLetters } from "#app/modules/certificates/render-document.server.ts";
import { revokeCertificate } from "#app/modules/certificates/revoke-certificate.server.ts";
import { revokeSchema } from "#app/modules/certificates/schemas.ts";
import { instantOfDay, titleOf } from "#app/modules/certificates/snapshot.ts";
import { certificateStates, revocationReasons } from "#app/modules/certificates/state.ts";
import { reasonLabels } from "#app/modules/certificates/reason-labels.ts";
import { listCourseChoices } from "#app/modules/learning/outline/list-course-choices.server.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { SelectField, TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { CertificateList, StateChip } from "./certificate-list.tsx";
import { AdminPage } from "./frame/admin-page.tsx";

const own = "/admin/certificates";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, language, t }) => {
  requireRole(actor, ["administrator"]);
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const typed = asked("serial");
  const found = typed ? await findCertificateFor(actor, typed) : null;
  const shared = { typed, search: asked("q"), isUnknown: typed !== "" && !found };
  if (found) {
    const lost = await misdrawnLetters(found.snapshot.name, { template: found.template });
    return { ...shared, title: found.serial, found, lost, list: null };
  }
  const courses = await listCourseChoices(language);
  const course = courses.find(({ slug }) => slug === asked("course"));
  const state = certificateStates.find((one) => one === asked("state")) ?? null;
  const wish = { search: shared.search, courseId: course?.id, state, before: asked("before") };
  const { certificates, next } = await listCertificatesFor(actor, wish);
  const choices = courses.map(({ slug, title }) => ({ slug, title }));
  const list = { certificates, next, choices, course: course?.slug ?? "", state: state ?? "" };
  return { ...shared, title: t("certificates.admin.title"), found: null, lost: [], list };
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
  const { title, found, lost, list, search, typed, isUnknown } = useLoaderData<typeof loader>();
  const form = useFormState();
  const all = { label: t("certificates.admin.title"), href: own };
  return (
    <AdminPage
      section="certificates"
      title={found ? <bdi dir="ltr">{title}</bdi> : title}
      lede={found ? undefined : t("certificates.admin.lede")}
      trail={found ? [all] : []}
      kicker={found && <StateChip state={found.state} />}
      actions={found && <LinkButton href={certificatePath(found.serial)}>{t("certificates.admin.open")}</LinkButton>}
    >
      <FormProblems form={form} />
      {isUnknown && <Notice tone="warning" title={t("certificates.unknown.title")}>{`\u2068${typed}\u2069`}</Notice>}
      {list && <CertificateList {...list} search={search} />}
      {found?.state === "valid" && lost.length > 0 && (
        <Notice tone="warning" title={t("certificates.admin.lost_title")}>
          {t("certificates.admin.lost", { letters: lost.join(" ") })}
        </Notice>
      )}
      {found && <Facts found={found} />}
      {found?.state === "valid" && <RevokeForm found={found} />}
    </AdminPage>
  );
}

type Found = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["found"]>;

function Facts({ found }: { found: Found }) {
  const { t, format } = useI18n();
  const { snapshot, holder } = found;
  const title = titleOf(snapshot);
  return (
    <DefinitionList
      items={[
        { term: t("accounts.field.legal_name"), value: <bdi>{snapshot.name}</bdi> },
        {
          term: t("certificates.admin.holder"),
          value: (
            <a href={`/admin/people/${holder.handle}`}>
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
  );
}

function Other({ serial }: { serial: string }) {
  return (
    <a href={`${own}?serial=${serial}`} dir="ltr">
      {serial}
    </a>
  );
}

/** Revokes it: what that brings about stands above the button. */
function RevokeForm({ found: { serial, holder } }: { found: Found }) {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <section className="section stack measure">
      <h2>{t("certificates.admin.revoke_title")}</h2>
      <ul>
        <li>{t("certificates.admin.revoke_lede")}</li>
        <li>{t("certificates.admin.revoke_course")}</li>
        <li>{t("certificates.admin.revoke_told", { name: isolate(holder.name) })}</li>
      </ul>
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
