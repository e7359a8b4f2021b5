import type { StaleDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { Translate } from "#app/ui/text/translate.ts";
import { isolate } from "#app/lib/isolate.ts";

/** Whose the other text is. */
export function theirsHeading(t: Translate, savedBy: string | null): string {
  return savedBy ? t("authoring.editor.theirs_of", { name: isolate(savedBy) }) : t("authoring.editor.theirs");
}

/**
 * Two texts where one should be: the other one is shown, one's own stays in the form, and the person chooses. The island
 * shows it, too, when it hears of another text.
 */
export function Conflict({ theirs, language }: { theirs: StaleDraft | null; language: string }) {
  const { t } = useI18n();
  return (
    <>
      <section
        className="stack editor-conflict"
        role="alert"
        aria-labelledby="conflict"
        data-part="conflict"
        hidden={!theirs}
      >
        <Notice tone="warning">{t("authoring.editor.error.stale")}</Notice>
        <h2 id="conflict" className="pane-title">
          {theirsHeading(t, theirs?.savedBy ?? null)}
        </h2>
        <Source text={theirs} language={language} />
        <div className="button-row" hidden data-scripted="">
          <Button type="button" data-part="keep">
            {t("authoring.editor.keep_mine")}
          </Button>
          <Button type="button" data-part="take">
            {t("authoring.editor.take_theirs")}
          </Button>
        </div>
        {/* Without scripts the form below saves over the other text, once both have been seen. */}
        <p data-plain="">{t("authoring.editor.mine_below")}</p>
      </section>
      {/* One's own text after the other one was taken: to copy from. */}
      <details className="editor-conflict" data-part="mine" hidden>
        <summary>{t("authoring.editor.mine_before")}</summary>
        <Source text={null} language={language} />
      </details>
    </>
  );
}

function Source({ text, language }: { text: Pick<StaleDraft, "title" | "body"> | null; language: string }) {
  return (
    <div className="source" {...inLanguage(language)}>
      <p>
        <strong data-part="title">{text?.title}</strong>
      </p>
      <span data-part="body">{text?.body}</span>
    </div>
  );
}
