import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type PlainUploadProps = { action: string; uploaded: string | null; refused: string | null };

/** Where no scripts run, or not yet: a form of its own for files, which says what to write in the text. */
export function PlainUpload({ action, uploaded, refused }: PlainUploadProps) {
  const { t } = useI18n();
  return (
    <details className="section" data-plain="" open={uploaded !== null || refused !== null}>
      <summary>{t("authoring.editor.file.add")}</summary>
      {uploaded && (
        <Notice tone="success">
          {t("authoring.editor.file.write")} <code dir="ltr">{`![](files/${uploaded})`}</code>
        </Notice>
      )}
      {refused && <Notice tone="error">{refused}</Notice>}
      <form method="post" action={action} encType="multipart/form-data" className="form">
        <div className="field">
          <label htmlFor="file">{t("authoring.editor.file.label")}</label>
          <p className="hint" id="file-hint">
            {t("authoring.editor.file.save_first")}
          </p>
          <input className="input" type="file" id="file" name="file" required aria-describedby="file-hint" />
        </div>
        <Button>{t("authoring.editor.file.send")}</Button>
      </form>
    </details>
  );
}
