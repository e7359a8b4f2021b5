import type { FormState } from "#app/http/typed.ts";
import { maxTitle } from "#app/modules/learning/courses/limits.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The form at the end of the outline: another module. */
export function AddModule({ courseSlug, form }: { courseSlug: string; form: FormState }) {
  const { t } = useI18n();
  return (
    <section className="section" aria-labelledby="add-module">
      <h2 id="add-module">{t("authoring.outline.add_module")}</h2>
      <form method="post" action={teachPath(courseSlug, "content")} className="form">
        <input type="hidden" name="intent" value="add-module" />
        <TextField
          name="moduleTitle"
          label={t("authoring.outline.field.module_title")}
          required
          maxLength={maxTitle}
          defaultValue={form.value("moduleTitle")}
          error={form.error("moduleTitle")}
        />
        <Button>{t("authoring.outline.add_module_do")}</Button>
      </form>
    </section>
  );
}
