import type { UnitEditorData } from "./unit-editor-data.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";

/** What stands beside the text (on wide screens) or in its place (on narrow ones); without scripts everything stands on the page. */
export function ViewButtons({ hasSource }: { hasSource: boolean }) {
  const { t } = useI18n();
  const views = [
    { name: "write", label: t("authoring.editor.view.write") },
    { name: "preview", label: t("authoring.editor.view.preview") },
    ...(hasSource ? [{ name: "source", label: t("authoring.editor.view.source") }] : []),
  ];
  return (
    <div className="view-buttons" role="group" aria-label={t("authoring.editor.view.title")} hidden data-scripted="">
      {views.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          className={`tool view-${name}`}
          data-show={name}
          aria-pressed={name === "write"}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** The text as learners will see it, and of a translation the text that it is made from. */
export function SidePane({ source, language, html }: Pick<UnitEditorData, "source" | "language" | "html">) {
  const { t, format } = useI18n();
  return (
    <div className="pane-side stack" data-shows="all">
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
      <section className="pane-preview" aria-labelledby="preview-title">
        <h2 id="preview-title" className="pane-title">
          {t("authoring.editor.preview")}
        </h2>
        <p className="soft" data-empty="" hidden={html !== ""}>
          {t("authoring.editor.preview_empty")}
        </p>
        <MarkdownView html={html} {...inLanguage(language)} />
      </section>
    </div>
  );
}
