import { useFormState } from "#app/http/typed.ts";
import { isPostLanguage } from "#app/modules/forum/languages.ts";
import { maxBodyLength, maxTitleLength, minTitleLength } from "#app/modules/forum/limits.ts";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The title of a topic, as it was sent or else as it stands. */
export function TitleField({ value, hint }: { value: string; hint?: string }) {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <TextField
      name="title"
      label={t("forum.field.title")}
      hint={hint}
      required
      minLength={minTitleLength}
      maxLength={maxTitleLength}
      defaultValue={form.value("title", value)}
      error={form.error("title")}
    />
  );
}

/** The text of a post, as it was sent or else as it stands; `language` is what is chosen for it, whether it is one or not. */
export function BodyField({ value, language, rows = 8 }: { value: string; language: string; rows?: number }) {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <TextArea
      name="body"
      label={t("forum.field.body")}
      required
      maxLength={maxBodyLength}
      rows={rows}
      lang={isPostLanguage(language) ? language : undefined}
      defaultValue={form.value("body", value)}
      error={form.error("body")}
    />
  );
}
