import { messageKey } from "#app/i18n/message-key.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { Problem } from "#app/lib/problem.ts";
import type { ImportItem, ImportOutcome } from "#app/modules/learning/interchange/package/import-report.ts";
import { Chip, type ChipTone } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

const outcomes: Record<ImportOutcome, { key: MessageKey; tone: ChipTone }> = {
  created: { key: "admin.imports.outcome.created", tone: "good" },
  changed: { key: "admin.imports.outcome.changed", tone: "good" },
  unchanged: { key: "admin.imports.outcome.unchanged", tone: "neutral" },
  refused: { key: "admin.imports.outcome.refused", tone: "bad" },
  left_out: { key: "admin.imports.outcome.left_out", tone: "neutral" },
  not_taken: { key: "admin.imports.outcome.not_taken", tone: "warn" },
};

/** What became of every part of a file; what stayed as it was, or was not taken, and has no remark is folded away. */
export function ImportReport({ report, isRefused }: { report: ImportItem[]; isRefused: boolean }) {
  const { t } = useI18n();
  const count = (outcome: ImportOutcome) => report.filter((one) => one.outcome === outcome).length;
  const isQuiet = ({ outcome }: ImportItem) => outcome === "unchanged" || outcome === "not_taken";
  const quiet = report.filter((one) => isQuiet(one) && one.problems.length === 0);
  const told = report.filter((one) => !quiet.includes(one));
  const counts = {
    created: count("created"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    refused: count("refused"),
    left: count("left_out"),
    ready: count("not_taken"),
  };
  return (
    <section className="section stack">
      <h2>{t("admin.imports.report")}</h2>
      <p>{t(isRefused ? "admin.imports.counts_refused" : "admin.imports.counts", counts)}</p>
      {told.length > 0 && <Items items={told} />}
      {quiet.length > 0 && (
        <details>
          <summary>
            {t(isRefused ? "admin.imports.ready_list" : "admin.imports.unchanged_list", { count: quiet.length })}
          </summary>
          <Items items={quiet} />
        </details>
      )}
    </section>
  );
}

function Items({ items }: { items: ImportItem[] }) {
  const { t } = useI18n();
  return (
    <DataTable
      caption={t("admin.imports.report")}
      hideCaption
      rows={items}
      rowKey={({ item }) => item}
      columns={[
        { key: "item", label: t("admin.imports.item"), cell: (item) => <Part item={item} /> },
        {
          key: "outcome",
          label: t("admin.imports.outcome"),
          cell: ({ outcome }) => <Chip tone={outcomes[outcome].tone}>{t(outcomes[outcome].key)}</Chip>,
        },
        {
          key: "remarks",
          label: t("admin.imports.remarks"),
          cell: ({ line, problems }) =>
            problems.map((problem, index) => <Remark key={index} problem={problem} ofLine={line} />),
        },
      ]}
    />
  );
}

function Part({ item: { item, title, line } }: { item: ImportItem }) {
  const { t } = useI18n();
  // A question has a number here, as the others have a path.
  if (!/^\d+$/.test(item)) return <Path path={item} />;
  return (
    <>
      {title !== undefined && <UserText>{title}</UserText>}{" "}
      <span className="small soft nowrap">
        {t(line ? "admin.imports.line" : "admin.imports.whole_file", { line: line ?? 0 })}
      </span>
    </>
  );
}

function Remark({ problem, ofLine }: { problem: Problem; ofLine?: number }) {
  const { t } = useI18n();
  const { file, line, code, values = {}, level } = problem;
  // An address keeps its brackets: these texts make no links.
  const apart = Object.entries(values).map(([name, value]) => [name, isAddress(value) ? isolate(value) : value]);
  return (
    <p>
      <strong>
        {t(level === "error" ? "admin.imports.error" : "admin.imports.warning")}
        {t("ui.text.colon")}
      </strong>{" "}
      {t(messageKey(code), Object.fromEntries(apart))}{" "}
      {line !== ofLine && (
        <span className="small soft">
          <Path path={file} /> {line > 0 && t("admin.imports.line", { line })}
        </span>
      )}
    </p>
  );
}

function isAddress(value: unknown): value is string {
  return typeof value === "string" && /^https?:/.test(value);
}

/** Paths are never in the reader's script, and break anywhere. */
function Path({ path }: { path: string }) {
  return (
    <code className="fingerprint" dir="ltr">
      {path}
    </code>
  );
}
