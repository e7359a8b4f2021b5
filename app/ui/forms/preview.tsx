import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type Heading = { as?: "h2" | "h3" };

/** A text as it will look, after the preview button of a page without JavaScript. */
export function Preview({ html, language, as: Title = "h2" }: Heading & { html: string; language: string }) {
  const { t } = useI18n();
  return (
    <section className="preview" aria-labelledby="preview" tabIndex={-1} autoFocus>
      <Title id="preview">{t("forum.preview.title")}</Title>
      <MarkdownView html={html} lang={language} />
    </section>
  );
}

/** Where the island of a composer shows the same in place. */
export function LivePreview({ as: Title = "h2" }: Heading) {
  const { t } = useI18n();
  return (
    <section className="preview" aria-labelledby="live-preview" hidden data-preview="">
      <Title id="live-preview">{t("forum.preview.title")}</Title>
      <div className="prose" dir="auto" />
    </section>
  );
}
