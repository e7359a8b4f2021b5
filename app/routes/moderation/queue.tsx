import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { listCasesFor } from "#app/modules/moderation/cases/list-cases.server.ts";
import { casePath } from "#app/modules/moderation/paths.ts";
import { caseFilters, type CaseFilter } from "#app/modules/moderation/verdicts.ts";
import { ModerationPage } from "./frame.tsx";
import { filterLabels, kindLabels, reasonLabels, stateLabels, verdictLabels } from "./labels.ts";
import { ThingName } from "./thing.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, t }) => {
  const filter: CaseFilter = caseFilters.find((one) => one === url.searchParams.get("show")) ?? "open";
  const list = await listCasesFor(actor, { filter, cursor: url.searchParams.get("after") });
  return { title: t("moderation.title"), filter, at: new Date(), ...list };
});

export const meta = pageTitle;

/** What waits for a decision, and what was decided. */
export default function Queue() {
  const { t, format } = useI18n();
  const { title, filter, at, cases, next } = useLoaderData<typeof loader>();
  const query = { ...(filter !== "open" && { show: filter }) };
  const later = next && `/moderation?${new URLSearchParams({ ...query, after: next }).toString()}`;
  return (
    <ModerationPage section={filter} title={title} lede={t("moderation.lede")}>
      <h2>{t(filterLabels[filter])}</h2>
      {cases.length === 0 && <EmptyState title={t("moderation.queue.empty")} />}
      {cases.length > 0 && (
        <DataTable
          caption={t(filterLabels[filter])}
          hideCaption
          rows={cases}
          rowKey={({ id }) => id}
          columns={[
            { key: "thing", label: t("moderation.case.thing"), cell: (row) => <What row={row} /> },
            { key: "why", label: t("moderation.case.reports"), cell: (row) => <Why row={row} /> },
            { key: "state", label: t("moderation.case.state"), cell: (row) => <State row={row} /> },
            {
              key: "when",
              label: t(filter === "decided" ? "moderation.appeal.when" : "moderation.case.since"),
              cell: (row) => (
                <Time
                  iso={row.at.toISOString()}
                  text={format.dateTime(row.at)}
                  relative={format.relative(row.at, at)}
                />
              ),
            },
          ]}
        />
      )}
      <Pagination t={t} olderHref={later} olderLabel={t("moderation.queue.more")} />
    </ModerationPage>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["cases"][number];

function What({ row: { publicId, kind, thing } }: { row: Row }) {
  const { t } = useI18n();
  return (
    <>
      <a href={casePath(publicId)}>
        {thing ? <ThingName thing={{ kind, ...thing }} /> : `${t(kindLabels[kind])} · ${t("moderation.case.gone")}`}
      </a>
      {thing && (
        <div className="small soft">
          <UserText>{thing.author.name}</UserText>
          {thing.excerpt && ` · `}
          <UserText lang={thing.language ?? undefined}>{thing.excerpt}</UserText>
        </div>
      )}
    </>
  );
}

function Why({ row: { reports, reasons } }: { row: Row }) {
  const { t, format } = useI18n();
  return (
    <>
      {t("moderation.case.report_count", { count: reports })}
      {reasons.length > 0 && (
        <div className="small soft">{format.list(reasons.map((reason) => t(reasonLabels[reason])))}</div>
      )}
    </>
  );
}

function State({ row: { state, thing, claimedBy, verdict } }: { row: Row }) {
  const { t } = useI18n();
  return (
    <div className="cluster">
      {state === "appealed" && <Chip tone="warn">{t("moderation.case.appealed")}</Chip>}
      {state === "decided" && verdict && <Chip>{t(verdictLabels[verdict])}</Chip>}
      {thing && <span>{t(stateLabels[thing.state])}</span>}
      {claimedBy && (
        <span className="small soft">
          {t("moderation.case.with")} <UserText>{claimedBy}</UserText>
        </span>
      )}
    </div>
  );
}
