import { maxTags, maxTagsText } from "#app/modules/forum/tag.ts";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The tags of a topic, one behind the other. */
export function TagsField({ value, error }: { value: string; error?: string }) {
  const { t } = useI18n();
  return (
    <TextField
      name="tags"
      label={t("forum.tags.field")}
      hint={t("forum.tags.field_hint", { max: maxTags })}
      optional={t("accounts.field.optional")}
      maxLength={maxTagsText}
      defaultValue={value}
      error={error}
      dir="auto"
    />
  );
}
