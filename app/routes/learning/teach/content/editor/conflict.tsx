import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import type { Written } from "./autosave.ts";

type ConflictProps = {
  theirs: Written & { savedBy: string | null };
  language: string;
  /** Without scripts the form below saves over the other text, once both have been seen. */
  onMine?: () => void;
  onTheirs?: () => void;
};

/** Two texts where one should be: the other one is shown, one's own stays in the form, and the person chooses. */
export function Conflict({ theirs, language, onMine, onTheirs }: ConflictProps) {
  const { t } = useI18n();
  const name = theirs.savedBy ? `\u2068${theirs.savedBy}\u2069` : null;
  return (
    <section className="stack editor-conflict" role="alert" aria-labelledby="conflict">
      <Notice tone="warning">{t("authoring.editor.error.stale")}</Notice>
      <h2 id="conflict" className="pane-title">
        {name ? t("authoring.editor.theirs_of", { name }) : t("authoring.editor.theirs")}
      </h2>
      <Source text={theirs} language={language} />
      {onMine && onTheirs ? (
        <ButtonRow>
          <Button type="button" onClick={onMine}>
            {t("authoring.editor.keep_mine")}
          </Button>
          <Button type="button" onClick={onTheirs}>
            {t("authoring.editor.take_theirs")}
          </Button>
        </ButtonRow>
      ) : (
        <p>{t("authoring.editor.mine_below")}</p>
      )}
    </section>
  );
}

/** One's own text after the other one was taken: to copy from. */
export function KeptMine({ text, language }: { text: Written; language: string }) {
  const { t } = useI18n();
  return (
    <details className="editor-conflict">
      <summary>{t("authoring.editor.mine_before")}</summary>
      <Source text={text} language={language} />
    </details>
  );
}

function Source({ text: { title, body }, language }: { text: Written; language: string }) {
  return (
    <div className="source" {...inLanguage(language)}>
      <p>
        <strong>{title}</strong>
      </p>
      {body}
    </div>
  );
}
