import type { FormState } from "#app/http/typed.ts";
import { maxMinutes, maxTitle } from "#app/modules/learning/courses/limits.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { unitKindNames, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
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

/** The form at the end of a module: another unit. */
export function AddUnit({ courseSlug, module, form }: { courseSlug: string; module: string; form: FormState }) {
  const { t } = useI18n();
  const isMine = form.value("intent") === "add-unit" && form.value("module") === module;
  const field = (name: string, fallback = "") => ({
    name,
    // Named as the list of problems names it, in the form that was refused.
    id: isMine ? name : `${name}-${module}`,
    defaultValue: isMine ? form.value(name, fallback) : fallback,
    error: isMine ? form.error(name) : undefined,
  });
  return (
    <details className="outline-more" open={isMine || undefined}>
      <summary>{t("authoring.outline.add_unit")}</summary>
      <form method="post" action={teachPath(courseSlug, "content")} className="form">
        <input type="hidden" name="intent" value="add-unit" />
        <input type="hidden" name="module" value={module} />
        <SelectField
          {...field("kind", "lesson")}
          label={t("authoring.outline.field.kind")}
          options={unitKindNames.map((kind) => ({ value: kind, label: t(unitKinds[kind].label) }))}
        />
        <TextField {...field("title")} label={t("authoring.outline.field.title")} required maxLength={maxTitle} />
        <TextField
          {...field("minutes", "15")}
          label={t("authoring.outline.field.minutes")}
          type="number"
          min={1}
          max={maxMinutes}
          required
        />
        <Button>{t("authoring.outline.add_unit_do")}</Button>
      </form>
    </details>
  );
}
