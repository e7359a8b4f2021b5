import { messageKey } from "#app/i18n/message-key.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Problem } from "#app/lib/problem.ts";
import type { ImportItem, ImportOutcome } from "#app/modules/learning/interchange/package/import-report.ts";
import { Chip, type ChipTone } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

const outcomes: Record<ImportOutcome, { key: MessageKey; tone: ChipTone }> = {
  created: { key: "admin.imports.outcome.created", tone: "good" },
  changed: { key: "admin.imports.outcome.changed", tone: "good" },
  unchanged: { key: "admin.imports.outcome.unchanged", tone: "neutral" },
  refused: { key: "admin.imports.outcome.refused", tone: "bad" },
};

/** What became of every part of a package; what stayed as it was, and has no remark, is folded away. */
export function ImportReport({ report }: { report: ImportItem[] }) {
  const { t } = useI18n();
  const count = (outcome: ImportOutcome) => report.filter((one) => one.outcome === outcome).length;
  const quiet = report.filter(({ outcome, problems }) => outcome === "unchanged" && problems.length === 0);
  const told = report.filter((one) => !quiet.includes(one));
  const counts = {
    created: count("created"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    refused: count("refused"),
  };
  return (
    <section className="section stack">
      <h2>{t("admin.imports.report")}</h2>
      <p>{t("admin.imports.counts", counts)}</p>
      {told.length > 0 && <Items items={told} />}
      {quiet.length > 0 && (
        <details>
          <summary>{t("admin.imports.unchanged_list", { count: quiet.length })}</summary>
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
        { key: "item", label: t("admin.imports.item"), cell: ({ item }) => <Path path={item} /> },
        {
          key: "outcome",
          label: t("admin.imports.outcome"),
          cell: ({ outcome }) => <Chip tone={outcomes[outcome].tone}>{t(outcomes[outcome].key)}</Chip>,
        },
        {
          key: "remarks",
          label: t("admin.imports.remarks"),
          cell: ({ problems }) => problems.map((problem, index) => <Remark key={index} problem={problem} />),
        },
      ]}
    />
  );
}

function Remark({ problem: { file, line, code, values, level } }: { problem: Problem }) {
  const { t } = useI18n();
  return (
    <p>
      <strong>{t(level === "error" ? "admin.imports.error" : "admin.imports.warning")}:</strong>{" "}
      {t(messageKey(code), values)}{" "}
      <span className="small soft">
        <Path path={file} /> {line > 0 && t("admin.imports.line", { line })}
      </span>
    </p>
  );
}

/** Paths are never in the reader's script, and break anywhere. */
function Path({ path }: { path: string }) {
  return (
    <code className="fingerprint" dir="ltr">
      {path}
    </code>
  );
}
