import { isLanguage, languageNames, languages } from "#app/i18n/languages.ts";
import { Icon } from "#app/ui/elements/icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

/** The same page in another language: the rest of the query stays as it is. */
function inLanguage(path: string, code: string) {
  const [pathname, query = ""] = path.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.set("lang", code);
  return `${pathname}?${parameters}`;
}

type LanguagesProps = { language: string; path: string; isMember: boolean };

/**
 * This page in each language; the one in use is marked. For a guest they are links. A member chooses the language of their
 * account and of their mail, which takes a button.
 */
export function LanguageLinks({ language, path, isMember }: LanguagesProps) {
  if (isMember) {
    return (
      <form method="post" action="/me/settings/language">
        <input type="hidden" name="next" value={path} />
        <ul role="list">
          {languages.map((code) => (
            <li key={code}>
              <button
                type="submit"
                name="language"
                value={code}
                lang={code}
                aria-current={code === language ? "true" : undefined}
              >
                {languageNames[code]}
              </button>
            </li>
          ))}
        </ul>
      </form>
    );
  }
  return (
    <ul role="list">
      {languages.map((code) => (
        <li key={code}>
          <a
            href={inLanguage(path, code)}
            lang={code}
            hrefLang={code}
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
export function LanguageMenu({ t, ...props }: LanguagesProps & { t: Translate }) {
  const { language } = props;
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
        <LanguageLinks {...props} />
      </div>
    </details>
  );
}
