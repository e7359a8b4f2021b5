import { directionOf, isLanguage, languageNames, languages } from "#app/i18n/languages.ts";
import { Icon } from "#app/ui/elements/icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

/** The same page in another language: the rest of the query stays as it is. */
function inLanguage(path: string, code: string) {
  const [pathname, query = ""] = path.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.set("lang", code);
  return `${pathname}?${parameters}`;
}

/** Links to this page in each language, as list items' content; the one in use is marked. */
export function LanguageLinks({ language, path }: { language: string; path: string }) {
  return (
    <ul role="list">
      {languages.map((code) => (
        <li key={code}>
          <a
            href={inLanguage(path, code)}
            lang={code}
            hrefLang={code}
            dir={directionOf(code)}
            aria-current={code === language ? "true" : undefined}
          >
            {languageNames[code]}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The languages behind one word of the header. A plain `details`, so that it opens without JavaScript. */
export function LanguageMenu({ t, language, path }: { t: Translate; language: string; path: string }) {
  return (
    <details className="menu" name="site-menu">
      <summary>
        <span className="visually-hidden">{t("ui.language.label")}</span>
        <span className="wide-only">{isLanguage(language) ? languageNames[language] : language}</span>
        <span className="narrow-only" aria-hidden="true">
          {language.toUpperCase()}
        </span>
        <Icon name="chevron" />
      </summary>
      <div className="menu-panel">
        <LanguageLinks language={language} path={path} />
      </div>
    </details>
  );
}
