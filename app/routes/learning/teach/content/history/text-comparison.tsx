import type { Comparison } from "#app/modules/learning/authoring/get-text-history.server.ts";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { Difference } from "#app/ui/text/difference.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What went and what came between two texts. */
export function TextComparison({ comparison, language }: { comparison: Comparison; language: string }) {
  const { t } = useI18n();
  const { from, to, title, body } = comparison;
  const nameOf = (number: number) =>
    number === 0 ? t("authoring.history.draft") : t("authoring.history.number", { number });
  const words = { added: t("authoring.history.added"), removed: t("authoring.history.removed") };
  const shown = { ...inLanguage(language), words };
  const isSame = [...title, ...body].every(({ kind }) => kind === "same");
  return (
    <section className="section stack" aria-labelledby="changes">
      <h2 id="changes">{t("authoring.history.changes", { from: nameOf(from), to: nameOf(to) })}</h2>
      {isSame && <p>{t("authoring.history.same")}</p>}
      {!isSame && <p className="soft">{t("authoring.history.legend")}</p>}
      <Difference parts={title} {...shown} />
      <Difference parts={body} {...shown} />
    </section>
  );
}
