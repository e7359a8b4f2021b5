import { shortTitle } from "#app/i18n/short-titles.ts";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { type CatalogueFilter, cataloguePath } from "#app/modules/learning/courses/catalogue-filter.ts";
import { courseLevels } from "#app/modules/learning/courses/outcomes.ts";
import type { OutputFacts } from "#app/modules/roadmaps/roadmap.server.ts";
import { levelNames } from "./course-facts.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Narrows the catalogue by a plain form that asks for a page: it works everywhere, and its address can be passed on. */
export function CatalogueFilters({ filter, roadmap }: { filter: CatalogueFilter; roadmap: OutputFacts[] }) {
  const { t } = useI18n();
  const isFiltered = cataloguePath(filter) !== "/courses";
  return (
    <form method="get" action="/courses" className="filters" aria-label={t("courses.filter.title")}>
      <SelectField
        name="road"
        label={t("courses.filter.road")}
        placeholder={t("courses.filter.all")}
        options={roadmap
          .flatMap(({ code, activities }) => [code, ...activities.map((activity) => activity.code)])
          .map((code) => ({ value: code, label: `${code} ${shortTitle(code, t)}` }))}
        defaultValue={filter.road}
      />
      <SelectField
        name="language"
        label={t("courses.filter.language")}
        placeholder={t("courses.filter.all")}
        options={languages.map((code) => ({ value: code, label: languageNames[code], lang: code }))}
        defaultValue={filter.language}
      />
      <SelectField
        name="level"
        label={t("courses.filter.level")}
        placeholder={t("courses.filter.all")}
        options={courseLevels.map((level) => ({ value: level, label: t(levelNames[level]) }))}
        defaultValue={filter.level}
      />
      <ButtonRow>
        <Button>{t("courses.filter.show")}</Button>
        {isFiltered && <a href="/courses">{t("courses.filter.clear")}</a>}
      </ButtonRow>
    </form>
  );
}
