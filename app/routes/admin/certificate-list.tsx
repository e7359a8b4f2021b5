import type { ListedCertificate } from "#app/modules/certificates/list-certificates.server.ts";
import { stateLabels } from "#app/modules/certificates/state-labels.ts";
import { certificateStates, type CertificateState } from "#app/modules/certificates/state.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

const own = "/admin/certificates";

type ListProps = {
  certificates: ListedCertificate[];
  next: string | null;
  choices: { slug: string; title: { text: string; language: string } }[];
  search: string;
  course: string;
  state: string;
};

/** What a certificate is worth, as a sign. */
export function StateChip({ state }: { state: CertificateState }) {
  const { t } = useI18n();
  return <Chip tone={state === "valid" ? "good" : state === "revoked" ? "bad" : "warn"}>{t(stateLabels[state])}</Chip>;
}

/** The certificates of everybody, to find one of: by number, by whom it is for, by course and by state. */
export function CertificateList(props: ListProps) {
  const { t } = useI18n();
  const { certificates, next, search, course, state } = props;
  const query = { ...(search && { q: search }), ...(course && { course }), ...(state && { state }) };
  const isNarrowed = Object.keys(query).length > 0;
  return (
    <>
      <Filters {...props} />
      {certificates.length > 0 ? <Table certificates={certificates} /> : <Nothing isNarrowed={isNarrowed} />}
      <Pagination t={t} olderHref={next && `${own}?${new URLSearchParams({ ...query, before: next }).toString()}`} />
    </>
  );
}

function Filters({ choices, search, course, state }: ListProps) {
  const { t } = useI18n();
  return (
    <form method="get" action={own} role="search" className="filter-row">
      <TextField name="q" type="search" label={t("certificates.admin.search")} defaultValue={search} maxLength={100} />
      <SelectField
        name="course"
        label={t("certificates.admin.course")}
        placeholder={t("certificates.admin.all_courses")}
        defaultValue={course}
        options={choices.map(({ slug, title }) => ({ value: slug, label: title.text, lang: title.language }))}
      />
      <SelectField
        name="state"
        label={t("certificates.admin.state")}
        placeholder={t("certificates.admin.all_states")}
        defaultValue={state}
        options={certificateStates.map((one) => ({ value: one, label: t(stateLabels[one]) }))}
      />
      <Button>{t("admin.people.find")}</Button>
    </form>
  );
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useI18n();
  if (!isNarrowed)
    return <EmptyState title={t("certificates.admin.none")}>{t("certificates.admin.none_next")}</EmptyState>;
  return (
    <EmptyState
      title={t("certificates.admin.no_match")}
      actions={<LinkButton href={own}>{t("certificates.admin.show_all")}</LinkButton>}
    >
      {t("certificates.admin.no_match_next")}
    </EmptyState>
  );
}

function Table({ certificates }: { certificates: ListedCertificate[] }) {
  const { t, format } = useI18n();
  return (
    <DataTable
      caption={t("certificates.admin.title")}
      hideCaption
      rows={certificates}
      rowKey={({ serial }) => serial}
      columns={[
        {
          key: "name",
          label: t("accounts.field.legal_name"),
          cell: ({ name, holder, serial }) => (
            <span className="person">
              <Face {...holder} />
              <a href={`${own}?serial=${serial}`}>
                <bdi>{name}</bdi>
              </a>
            </span>
          ),
        },
        {
          key: "serial",
          label: t("certificates.sheet.serial"),
          cell: ({ serial }) => (
            <bdi dir="ltr" className="nowrap">
              {serial}
            </bdi>
          ),
        },
        {
          key: "course",
          label: t("certificates.admin.course"),
          cell: ({ courseTitle: { text, language } }) => <UserText lang={language}>{text}</UserText>,
        },
        {
          key: "issued",
          label: t("certificates.sheet.issued_on"),
          cell: ({ issuedAt }) => <span className="nowrap">{format.date(issuedAt)}</span>,
        },
        { key: "state", label: t("certificates.admin.state"), cell: ({ state }) => <StateChip state={state} /> },
      ]}
    />
  );
}
