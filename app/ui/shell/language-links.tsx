import { languageParameter } from "#app/i18n/language-parameter.ts";
import { type Language, languageNames } from "#app/i18n/languages.ts";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";

/** The same page in another language: the rest of the query stays as it is. */
function inLanguage(path: string, code: string) {
  const [pathname, query = ""] = path.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.set(languageParameter(path), code);
  return `${pathname}?${parameters}`;
}

type LanguagesProps = { languages: readonly Language[]; language: string; path: string; isMember: boolean };

/**
 * This page in each language that the site offers; the one in use is marked. For a guest they are links. A member chooses the language of their
 * account and of their mail, which takes a button.
 */
export function LanguageLinks({ languages, language, path, isMember }: LanguagesProps) {
  if (isMember) {
    return (
      <form method="post" action="/me/settings/language">
        <input type="hidden" name="next" value={path} />
        <Kept as="ul" attributes={{ role: "list" }} piece={buttonsPiece} of={[{ facts: { languages, language } }]} />
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

type ButtonsFacts = Pick<LanguagesProps, "languages" | "language">;

const buttonsPiece: Piece<ButtonsFacts> = { name: "buttons of languages", Draw: Buttons };

function Buttons({ languages, language }: ButtonsFacts) {
  return (
    <>
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
    </>
  );
}
