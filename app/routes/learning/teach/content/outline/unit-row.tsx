import type { FormState } from "#app/http/typed.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { ContentModule, ContentUnit } from "#app/modules/learning/authoring/get-content.server.ts";
import { maxSlug } from "#app/modules/learning/courses/limits.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { contentStates, translationLabels } from "#app/routes/learning/teach/content/content-labels.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type UnitRowProps = {
  course: { slug: string; languages: string[] };
  unit: ContentUnit;
  module: string;
  position: { isFirst: boolean; isLast: boolean };
  modules: ContentModule[];
  form: FormState;
};

/** One unit of the outline: its state, its languages, and what can be done with it. */
export function UnitRow({ course, unit, module, position, modules, form }: UnitRowProps) {
  const { t } = useI18n();
  const { slug, title, kind, state, minutes } = unit;
  return (
    <li className="row outline-unit" id={`unit-${slug}`} data-unit={slug}>
      <div className="row-body">
        <h3>
          <a href={unitEditorPath(course.slug, slug)}>
            <bdi lang={title.language}>{title.text || t("authoring.editor.untitled")}</bdi>
          </a>
        </h3>
        <div className="row-meta cluster">
          <Facts items={[t(unitKinds[kind].label), t("learning.unit.minutes", { minutes })]} />
          <Chip tone={state === "published" ? "good" : "warn"}>{t(contentStates[state])}</Chip>
        </div>
        {course.languages.length > 1 && <TranslationLinks course={course} unit={unit} />}
        <UnitMore course={course} unit={unit} module={module} modules={modules} form={form} />
      </div>
      <div className="row-aside">
        <MoveButtons courseSlug={course.slug} intent="move-unit" slug={slug} title={title.text} position={position} />
      </div>
    </li>
  );
}

/** Each language with its state in words; each leads to its text. */
function TranslationLinks({ course, unit }: Pick<UnitRowProps, "course" | "unit">) {
  const { t, format } = useI18n();
  return (
    <ul role="list" className="cluster small" aria-label={t("authoring.editor.languages")}>
      {unit.translations.map(({ language, status, hasDraft }) => (
        <li key={language}>
          <a href={unitEditorPath(course.slug, unit.slug, language)}>{format.languageName(language)}</a>{" "}
          <span className={status === "missing" || status === "outdated" ? "outline-warn" : "soft"}>
            {t(translationLabels[status])}
            {hasDraft && status !== "own" && `, ${t("authoring.outline.translation.draft")}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function UnitMore({ course, unit, module, modules, form }: Omit<UnitRowProps, "position">) {
  const { t } = useI18n();
  const { slug, title, minutes, mayRename, learners } = unit;
  const isMine = form.value("intent") === "edit-unit" && form.value("unit") === slug;
  const field = (name: string, fallback: string) => ({
    name,
    id: isMine ? name : `${name}-of-${slug}`,
    defaultValue: isMine ? form.value(name, fallback) : fallback,
    error: isMine ? form.error(name) : undefined,
  });
  const action = teachPath(course.slug, "content");
  return (
    <details className="outline-more" open={isMine || undefined}>
      <summary>
        {t("authoring.outline.more")} <span className="visually-hidden">{isolate(title.text)}</span>
      </summary>
      <form method="post" action={action} className="form">
        <input type="hidden" name="intent" value="edit-unit" />
        <input type="hidden" name="unit" value={slug} />
        <TextField
          {...field("minutes", String(minutes))}
          label={t("authoring.outline.field.minutes")}
          inputMode="numeric"
          dir="ltr"
          required
        />
        <TextField
          {...field("slug", slug)}
          label={t("authoring.outline.field.slug")}
          hint={mayRename ? t("authoring.outline.field.slug_hint") : t("authoring.outline.field.slug_kept")}
          readOnly={!mayRename}
          dir="ltr"
          maxLength={maxSlug}
          spellCheck={false}
          autoCapitalize="none"
        />
        <Button>{t("authoring.outline.save")}</Button>
      </form>
      {modules.length > 1 && (
        <form method="post" action={action} className="form">
          <input type="hidden" name="intent" value="place-unit" />
          <input type="hidden" name="unit" value={slug} />
          <SelectField
            name="module"
            id={`module-of-${slug}`}
            label={t("authoring.outline.field.to_module")}
            options={modules
              .filter((one) => one.slug !== module)
              .map((one) => ({ value: one.slug, label: one.title.text, lang: one.title.language }))}
          />
          <Button>{t("authoring.outline.move_there")}</Button>
        </form>
      )}
      <form method="post" action={action} className="stack stack-tight outline-remove">
        <input type="hidden" name="intent" value="remove-unit" />
        <input type="hidden" name="unit" value={slug} />
        <p className="soft">{t("authoring.outline.remove_why", { count: learners })}</p>
        <Button variant="danger">{t("authoring.outline.remove_unit")}</Button>
      </form>
    </details>
  );
}
