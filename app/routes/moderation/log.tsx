import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { auditActions, auditLabel } from "#app/modules/administration/audit-actions.ts";
import { moderatedKinds } from "#app/modules/moderation/kinds/names.ts";
import { listLogFor, logActionsFor, type LogLine } from "#app/modules/moderation/list-log.server.ts";
import { canModerate } from "#app/modules/moderation/policy.ts";
import { spaceTitle } from "#app/modules/notifications/sentences.ts";
import { ModerationPage } from "./frame.tsx";
import { kindLabels, verdictLabels } from "./labels.ts";
import { logSearchOf } from "./log-search.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, t }) => {
  const search = logSearchOf(url);
  const log = await listLogFor(actor, search);
  const known = logActionsFor(actor);
  const actions = auditActions.filter((action) => known.some((start) => action.startsWith(start)));
  return { title: t("moderation.log.title"), search, actions, isWhole: canModerate(actor), ...log };
});

export const meta = pageTitle;

/** Everything that was decided, claimed, and done in the forum and to accounts, with a search and a file; for facilitators, in their spaces. */
export default function Log() {
  const { t, format } = useI18n();
  const { title, search, lines, next, isWhole } = useLoaderData<typeof loader>();
  const isSearch = Object.values(search).some(Boolean);
  const address = useAddress();
  return (
    <ModerationPage
      section="log"
      title={title}
      lede={t(isWhole ? "moderation.log.lede" : "moderation.log.lede_spaces")}
      actions={<a href={address("/moderation/log.csv")}>{t("moderation.log.csv")}</a>}
    >
      <Search />
      {lines.length === 0 && <EmptyState title={t(isSearch ? "moderation.log.empty" : "moderation.log.none_yet")} />}
      {lines.length > 0 && (
        <DataTable
          caption={title}
          hideCaption
          rows={lines}
          rowKey={({ id }) => id}
          columns={[
            { key: "what", label: t("admin.audit.action"), cell: (line) => <What line={line} /> },
            { key: "subject", label: t("admin.audit.subject"), cell: (line) => <About line={line} /> },
            {
              key: "actor",
              label: t("admin.audit.actor"),
              cell: ({ actor }) => (actor ? <Named named={actor} /> : t("moderation.log.by_site")),
            },
            {
              key: "when",
              label: t("admin.audit.when"),
              cell: ({ at }) => <Time iso={at.toISOString()} text={format.dateTime(at)} />,
            },
          ]}
        />
      )}
      <Pagination t={t} olderHref={next && address("/moderation/log", next)} />
    </ModerationPage>
  );
}

/** An address with the present search. */
function useAddress() {
  const { action, kind, person, text: q } = useLoaderData<typeof loader>().search;
  const given = Object.entries({ action, kind, person, q }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return (path: string, before?: string) => {
    const query = new URLSearchParams([...given, ...(before ? [["before", before]] : [])]).toString();
    return query ? `${path}?${query}` : path;
  };
}

function Search() {
  const { t } = useI18n();
  const { search, actions } = useLoaderData<typeof loader>();
  return (
    <form method="get" action="/moderation/log" role="search" className="filter-row">
      <TextField name="q" type="search" label={t("moderation.log.words")} defaultValue={search.text ?? ""} />
      <TextField name="person" label={t("moderation.log.person")} defaultValue={search.person ?? ""} />
      <SelectField
        name="kind"
        label={t("moderation.log.kind")}
        placeholder={t("moderation.log.all_kinds")}
        defaultValue={search.kind ?? ""}
        options={moderatedKinds.map((value) => ({ value, label: t(kindLabels[value]) }))}
      />
      <SelectField
        name="action"
        label={t("admin.audit.action")}
        placeholder={t("admin.audit.everything")}
        defaultValue={search.action ?? ""}
        options={actions.map((value) => ({ value, label: t(auditLabel(value)) }))}
      />
      <Button>{t("moderation.log.find")}</Button>
    </form>
  );
}

function What({ line: { action, verdict, reason, from, to } }: { line: LogLine }) {
  const { t } = useI18n();
  return (
    <>
      {t(auditLabel(action))}
      {(verdict || reason) && (
        <div className="small soft">
          {verdict && t(verdictLabels[verdict])}
          {verdict && reason && `${t("ui.text.colon")} `}
          {reason && <UserText>{reason}</UserText>}
        </div>
      )}
      {(from || to) && (
        <div className="small soft">
          <UserText>{t("admin.audit.from_to", { from: from || "–", to: to || "–" })}</UserText>
        </div>
      )}
    </>
  );
}

function About({ line: { subject, number, space, author, kind } }: { line: LogLine }) {
  const { t } = useI18n();
  return (
    <>
      {subject ? <Named named={subject} /> : !space && "–"}
      {space && (
        <div className="small soft">
          <a href={space.href}>
            <UserText>{spaceTitle(space, t)}</UserText>
          </a>
        </div>
      )}
      {kind && (
        <div className="small soft">
          {t(kindLabels[kind])}
          {number !== null && ` ${number}`}
          {author && (
            <>
              {" · "}
              <Named named={author} />
            </>
          )}
        </div>
      )}
    </>
  );
}

function Named({ named: { href, text } }: { named: { href: string; text: string } }) {
  const { t } = useI18n();
  return (
    <a href={href}>
      {href.startsWith("/moderation/") ? (
        t("moderation.case.title", { number: Number(text) })
      ) : (
        <UserText>{text}</UserText>
      )}
    </a>
  );
}
