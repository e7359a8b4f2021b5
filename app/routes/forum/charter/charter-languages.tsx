import { isLanguage, type Language, languageNames } from "#app/i18n/languages.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { charterPath } from "#app/modules/forum/paths.ts";
import { type NamedSpace, spaceCrumbs } from "#app/routes/forum/labels.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The language of a charter that an address asks for, or that the reader speaks. */
export function charterLanguage(url: URL, spoken: Language): Language {
  const asked = url.searchParams.get("in");
  return isLanguage(asked) ? asked : spoken;
}

/** The way to a charter in one language, for what stands below it. */
export function charterCrumbs(space: NamedSpace & { code: string }, language: Language, t: Translate) {
  const charter = { label: t("forum.charter.title"), href: charterPath(space.code, undefined, language) };
  return [...spaceCrumbs(space, t), charter];
}

/** The ways to the same page in the other languages that a charter has or may have. */
export function CharterLanguages({ languages, shown }: { languages: readonly Language[]; shown: string }) {
  const { t } = useI18n();
  if (languages.length < 2) return null;
  return (
    <nav aria-label={t("forum.charter.languages")}>
      <ul role="list" className="tabs">
        {languages.map((language) => (
          <li key={language}>
            <a
              href={`?in=${language}`}
              hrefLang={language}
              lang={language}
              aria-current={language === shown ? "page" : undefined}
            >
              {languageNames[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
