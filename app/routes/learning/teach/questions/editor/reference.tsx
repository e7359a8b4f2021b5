import { directionOf } from "#app/i18n/languages.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What the original says, beside the field for its translation. */
export function ReferenceText({ text, language }: { text: string; language: string }) {
  const { t, format } = useI18n();
  if (!text) return null;
  return (
    <div className="reference">
      <p className="small soft">{t("authoring.question.original_in", { language: format.languageName(language) })}</p>
      <p lang={language} dir={directionOf(language)}>
        {text}
      </p>
    </div>
  );
}
