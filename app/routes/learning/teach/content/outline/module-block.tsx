import type { FormState } from "#app/http/typed.ts";
import type { ContentModule } from "#app/modules/learning/authoring/get-content.server.ts";
import { maxSummary, maxTitle } from "#app/modules/learning/courses/limits.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { UnitRow } from "./unit-row.tsx";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type ModuleBlockProps = {
  course: { slug: string; languages: string[]; defaultLanguage: string };
  module: ContentModule;
  position: { isFirst: boolean; isLast: boolean };
  modules: ContentModule[];
  form: FormState;
};

/** One module of the outline: its units in order, and what can be done with it. */
export function ModuleBlock({ course, module, position, modules, form }: ModuleBlockProps) {
  const { t } = useI18n();
  const units = module.units.filter((unit) => !unit.isRemoved);
  return (
    <section className="section outline-module" aria-labelledby={`module-${module.slug}`}>
      <div className="split">
        <h2 id={`module-${module.slug}`}>
          <bdi lang={module.title.language}>{module.title.text}</bdi>
        </h2>
        <MoveButtons
          courseSlug={course.slug}
          intent="move-module"
          slug={module.slug}
          title={module.title.text}
          position={position}
        />
      </div>
      {units.length === 0 && <p className="soft">{t("authoring.outline.module_empty")}</p>}
      <ol role="list" className="rows outline-units" data-module={module.slug}>
        {units.map((unit, index) => (
          <UnitRow
            key={unit.slug}
            course={course}
            unit={unit}
            module={module.slug}
            position={{ isFirst: index === 0, isLast: index === units.length - 1 }}
            modules={modules}
            form={form}
          />
        ))}
      </ol>
      <p className="outline-add">
        <LinkButton href={`${teachPath(course.slug, "content/new")}?module=${module.slug}`}>
          {t("authoring.outline.add_unit")}
          <span className="visually-hidden">: {module.title.text}</span>
        </LinkButton>
      </p>
      <EditModule course={course} module={module} form={form} />
    </section>
  );
}

function EditModule({ course, module, form }: Pick<ModuleBlockProps, "course" | "module" | "form">) {
  const { t, format } = useI18n();
  const isMine = form.value("intent") === "edit-module" && form.value("module") === module.slug;
  const field = (name: string, fallback: string) => ({
    name,
    id: isMine ? name : `${name}-${module.slug}`,
    defaultValue: isMine ? form.value(name, fallback) : fallback,
    error: isMine ? form.error(name) : undefined,
  });
  const action = teachPath(course.slug, "content");
  return (
    <details className="outline-more" open={isMine || undefined}>
      <summary>{t("authoring.outline.edit_module", { title: isolate(module.title.text) })}</summary>
      <form method="post" action={action} className="form">
        <input type="hidden" name="intent" value="edit-module" />
        <input type="hidden" name="module" value={module.slug} />
        {course.languages.map((code) => (
          <fieldset key={code} className="field">
            <legend>{format.languageName(code)}</legend>
            <div className="stack stack-tight">
              <TextField
                {...field(`title_${code}`, module.titles[code] ?? "")}
                {...inLanguage(code)}
                label={t("authoring.outline.field.module_title")}
                required={code === course.defaultLanguage}
                maxLength={maxTitle}
              />
              <TextArea
                {...field(`summary_${code}`, module.summaries[code] ?? "")}
                lang={code}
                label={t("authoring.outline.field.module_summary")}
                rows={2}
                maxLength={maxSummary}
              />
            </div>
          </fieldset>
        ))}
        <Button>{t("authoring.outline.save")}</Button>
      </form>
      <form method="post" action={action} className="stack stack-tight outline-remove">
        <input type="hidden" name="intent" value="remove-module" />
        <input type="hidden" name="module" value={module.slug} />
        <p className="soft">{t("authoring.outline.remove_module_why")}</p>
        <Button variant="danger">{t("authoring.outline.remove_module")}</Button>
      </form>
    </details>
  );
}
