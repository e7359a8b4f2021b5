import { isLanguage, type Language, languageNames } from "#app/i18n/languages.ts";
import { Face } from "#app/ui/elements/face.tsx";
import { Icon } from "#app/ui/elements/icons.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { Translate } from "#app/ui/text/translate.ts";
import { LanguageLinks } from "./language-links.tsx";
import { SectionLinks } from "./section-links.tsx";

/** The person who is reading, as far as the frame of a page needs to know. */
export type Viewer = {
  name: string;
  handle: string;
  picture: string | null;
  role: string;
  unread: number;
  facilitates: boolean;
};

type MenuProps = {
  t: Translate;
  language: string;
  languages: readonly Language[];
  path: string;
  viewer: Viewer | null;
};

export const joinPath = "/join";

/** Where a guest signs in, and comes back from to this page. */
export function signInPath(path: string): string {
  return /^\/(login|join|logout)/.test(path) ? "/login" : `/login?next=${encodeURIComponent(path)}`;
}

/**
 * Everything that one can go to from everywhere, behind one word. Where the navigation has its place in the row, the menu is
 * a member's account or a guest's choice of language. A plain `details`, so that it opens without JavaScript.
 */
export function SiteMenu(props: MenuProps) {
  const { t, language, languages, path, viewer } = props;
  return (
    <site-menu>
      <details className="menu">
        <summary>
          <Label {...props} />
        </summary>
        <div className="menu-panel">
          <nav className="menu-only" aria-label={t("ui.menu.label")}>
            <SectionLinks path={path} />
          </nav>
          {viewer ? (
            <AccountLinks role={viewer.role} facilitates={viewer.facilitates} />
          ) : (
            <GuestLinks t={t} path={path} />
          )}
          <div className="menu-languages" role="group" aria-label={t("ui.language.label")}>
            <LanguageLinks languages={languages} language={language} path={path} isMember={viewer !== null} />
          </div>
          {viewer && (
            <form method="post" action="/logout">
              <button type="submit">{t("ui.account.signOut")}</button>
            </form>
          )}
        </div>
      </details>
    </site-menu>
  );
}

/** What the menu is called: "Menu", or what it still holds when the navigation stands in the row. */
function Label({ t, language, viewer }: MenuProps) {
  return (
    <>
      {viewer && <Face name={viewer.name} handle={viewer.handle} picture={viewer.picture} />}
      <span className="menu-only">{t("ui.menu.label")}</span>
      <span className="row-only">
        <span className="visually-hidden">{viewer ? t("ui.account.menu") : t("ui.language.label")} </span>
        {viewer ? (
          <bdi className="viewer-name">{viewer.name}</bdi>
        ) : (
          <span>{isLanguage(language) ? languageNames[language] : language}</span>
        )}
      </span>
      <Icon name="chevron" />
    </>
  );
}

/** What decides which links an account has. */
type Account = { role: string; facilitates: boolean };

function AccountLinks({ role, facilitates }: Account) {
  return <Kept as="ul" attributes={{ role: "list" }} piece={accountPiece} of={[{ facts: { role, facilitates } }]} />;
}

const accountPiece: Piece<Account> = { name: "links of an account", Draw: OwnLinks };

function OwnLinks({ role, facilitates }: Account) {
  const { t } = useI18n();
  return (
    <>
      <li>
        <a href="/me">{t("ui.account.me")}</a>
      </li>
      <li>
        <a href="/me/notifications">{t("ui.account.notificationsLink")}</a>
      </li>
      <li>
        <a href="/me/drafts">{t("ui.account.drafts")}</a>
        <a href="/me/bookmarks">{t("ui.account.bookmarks")}</a>
      </li>
      <li>
        <a href="/me/settings/profile">{t("ui.account.settings")}</a>
      </li>
      {(role === "trainer" || role === "administrator") && (
        <li>
          <a href="/teach">{t("teach.index.title")}</a>
        </li>
      )}
      {facilitates && (
        <li>
          <a href="/facilitation">{t("ui.account.facilitation")}</a>
        </li>
      )}
      {(role === "moderator" || role === "administrator") && (
        <li>
          <a href="/moderation">{t("moderation.title")}</a>
        </li>
      )}
      {role === "administrator" && (
        <li>
          <a href="/admin">{t("ui.account.admin")}</a>
        </li>
      )}
    </>
  );
}

function GuestLinks({ t, path }: { t: Translate; path: string }) {
  return (
    <ul className="menu-only" role="list">
      <li>
        <a href={signInPath(path)}>{t("ui.account.signIn")}</a>
      </li>
      <li>
        <a href={joinPath}>{t("ui.account.join")}</a>
      </li>
    </ul>
  );
}
