import type { UnitEditorData } from "./unit-editor-data.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";

export type View = "write" | "preview" | "source";

type ViewButtonsProps = { view: View; onView: (view: View) => void; hasSource: boolean };

/** What stands beside the text (on wide screens) or in its place (on narrow ones). */
export function ViewButtons({ view, onView, hasSource }: ViewButtonsProps) {
  const { t } = useI18n();
  const views: { name: View; label: string }[] = [
    { name: "write", label: t("authoring.editor.view.write") },
    { name: "preview", label: t("authoring.editor.view.preview") },
    ...(hasSource ? [{ name: "source" as const, label: t("authoring.editor.view.source") }] : []),
  ];
  return (
    <div className="view-buttons" role="group" aria-label={t("authoring.editor.view.title")}>
      {views.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          className={`tool view-${name}`}
          aria-pressed={name === view}
          onClick={() => onView(name)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

type SidePaneProps = {
  /** Null without scripts: everything stands on the page. */
  view: View | null;
  source: UnitEditorData["source"];
  language: string;
  html: string;
  isOld: boolean;
};

/** The text as learners will see it, and of a translation the text that it is made from. */
export function SidePane({ view, source, language, html, isOld }: SidePaneProps) {
  const { t, format } = useI18n();
  const shows = view === null ? "all" : view === "write" ? (source ? "source" : "preview") : view;
  return (
    <div className="pane-side stack" data-shows={shows}>
      {source && (
        <section className="pane-source stack stack-tight" aria-labelledby="source">
          <h2 id="source" className="pane-title">
            {t("authoring.editor.source", { language: format.languageName(source.language) })}
          </h2>
          <div className="source" {...inLanguage(source.language)}>
            <p>
              <strong>{source.title}</strong>
            </p>
            {source.body}
          </div>
        </section>
      )}
      <section className="pane-preview" aria-labelledby="preview-title" data-old={isOld || undefined}>
        <h2 id="preview-title" className="pane-title">
          {t("authoring.editor.preview")}
        </h2>
        {html === "" && <p className="soft">{t("authoring.editor.preview_empty")}</p>}
        <MarkdownView html={html} {...inLanguage(language)} />
      </section>
    </div>
  );
}
