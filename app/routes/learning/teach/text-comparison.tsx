import type { DiffPart } from "#app/lib/diff.ts";
import type { Comparison } from "#app/modules/learning/authoring/history.server.ts";
import { inLanguage } from "#app/routes/learning/teach/unit-editor/language-tabs.tsx";
import { useI18n } from "#app/ui/i18n.tsx";

/** What went and what came between two texts. */
export function TextComparison({ comparison, language }: { comparison: Comparison; language: string }) {
  const { t } = useI18n();
  const { from, to, title, body } = comparison;
  const nameOf = (number: number) =>
    number === 0 ? t("authoring.history.draft") : t("authoring.history.number", { number });
  const isSame = [...title, ...body].every(({ kind }) => kind === "same");
  return (
    <section className="section stack" aria-labelledby="changes">
      <h2 id="changes">{t("authoring.history.changes", { from: nameOf(from), to: nameOf(to) })}</h2>
      {isSame && <p>{t("authoring.history.same")}</p>}
      {!isSame && <p className="soft">{t("authoring.history.legend")}</p>}
      <Difference parts={title} language={language} />
      <Difference parts={body} language={language} />
    </section>
  );
}

/** Read out as what it is, and told apart without colour. */
function Difference({ parts, language }: { parts: DiffPart[]; language: string }) {
  const { t } = useI18n();
  if (parts.length === 0) return null;
  return (
    <div className="source" {...inLanguage(language)}>
      {parts.map(({ kind, text }, index) => {
        if (kind === "same") return <span key={index}>{text}</span>;
        const Mark = kind === "added" ? "ins" : "del";
        return (
          <Mark key={index}>
            <span className="visually-hidden">
              {kind === "added" ? t("authoring.history.added") : t("authoring.history.removed")}{" "}
            </span>
            {text}
          </Mark>
        );
      })}
    </div>
  );
}
