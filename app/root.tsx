import { languages } from "#app/i18n/languages.ts";
import { messageKey } from "#app/i18n/message-key.ts";
import type { MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  isRouteErrorResponse,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { type PageFailure, page } from "#app/http/page.server.ts";
import { siteNameOf } from "#app/http/page-title.ts";
import { env } from "#app/infra/env.server.ts";
import { hasRole } from "#app/modules/accounts/policy.ts";
import { findSavedForm } from "#app/modules/accounts/save-form.server.ts";
import { assets, type SheetName, sheetNames } from "#app/ui/islands/assets.ts";
import { ErrorPage, errorKindOf, errorTitle } from "#app/ui/shell/error-page.tsx";
import { SendAgain } from "#app/ui/shell/send-again.tsx";
import { FetchedStylesheets, Stylesheets } from "#app/ui/shell/stylesheets.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { Flash, Notice } from "#app/ui/elements/notices.tsx";
import { Page, SurroundingsProvider } from "#app/ui/shell/page.tsx";

/** What every page needs: who looks, the notice of the step before, the form that was saved while signing in. */
export const loader = page(async (request) => {
  const { url, site, actor, savedFormSecret, flash, requestId, heldSheets, t } = request;
  const { pathname } = url;
  return {
    site: { name: site.name, organisation: site.organisation, languages: site.languages, origin: env().PUBLIC_URL },
    language: request.language,
    viewer: actor && {
      name: actor.name,
      handle: actor.handle,
      picture: actor.picture,
      role: actor.role,
      unread: actor.unread,
      facilitates: actor.facilitates.length > 0 || hasRole(actor, ["moderator"]),
    },
    mustConfirm: actor !== null && !actor.emailConfirmed,
    savedForm: actor && savedFormSecret ? await findSavedForm(savedFormSecret, pathname) : null,
    flash: flash && t(messageKey(flash)) !== flash ? t(messageKey(flash)) : null,
    heldSheets,
    menuScript: assets().islands["site-menu"],
    requestId,
  };
});

/** The title of a page without one of its own. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: siteNameOf(data) }];

function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500;
}

/**
 * What a route says of its page: that it is a tool (`tool`, which shows what a quiz shows, too), the editor of a text (`editor`), a
 * live room (`room`), a quiz or a certificate (`task`), that it shows the map or the blocks of a home (`map`), which have
 * stylesheets of their own; that people talk on it (`talk`); and that it shows no text that people write or study (`text: false`).
 */
type Handle = {
  tool?: boolean;
  editor?: boolean;
  room?: boolean;
  task?: boolean;
  map?: boolean;
  talk?: boolean;
  text?: false;
};

function sheetsOf(handles: (Handle | undefined)[]): SheetName[] {
  const says = (what: keyof Handle) => handles.some((handle) => handle?.[what]);
  const wanted: Record<SheetName, boolean> = {
    reading: true,
    text: !handles.some((handle) => handle?.text === false),
    talk: says("talk"),
    map: says("map"),
    tasks: says("task") || says("tool"),
    room: says("room"),
    tools: says("tool") || says("editor"),
    workbench: says("tool"),
  };
  return sheetNames.filter((name) => wanted[name]);
}

export function Layout({ children }: { children: ReactNode }) {
  const { t, language, direction } = useI18n();
  const root = useRouteLoaderData<typeof loader>("root");
  const error = useRouteError();
  const handles = useMatches().map(({ handle }) => handle as Handle | undefined);
  const styles = { names: sheetsOf(handles), held: root?.heldSheets ?? [] };
  return (
    <html lang={language} dir={direction} data-viewer={root?.viewer?.handle}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Without a failure it is undefined or null, as the router pleases. */}
        {error ? <title>{`${errorTitle(errorKindOf(statusOf(error)), t)} · ${siteNameOf(root)}`}</title> : <Meta />}
        {/* Before the styles, which may be as heavy as all the rest. */}
        <Links />
        <Stylesheets {...styles} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      </head>
      <body>
        {children}
        {root?.menuScript && <script type="module" src={root.menuScript} />}
        <FetchedStylesheets {...styles} />
      </body>
    </html>
  );
}

export default function Root() {
  return (
    <Surrounded>
      <Outlet />
    </Surrounded>
  );
}

export function ErrorBoundary() {
  const { t } = useI18n();
  const error = useRouteError();
  const root = useRouteLoaderData<typeof loader>("root");
  const status = statusOf(error);
  const failure = isRouteErrorResponse(error) ? (error.data as PageFailure | null) : null;
  const isSpecific = failure?.code && !["error.not_found", "error.forbidden"].includes(failure.code);
  const kind = errorKindOf(status);
  const { pathname, search } = useLocation();
  return (
    <Surrounded>
      <Page width="narrow">
        <ErrorPage
          kind={kind}
          t={t}
          requestId={failure?.requestId ?? root?.requestId}
          detail={isSpecific ? failure?.message : undefined}
          reason={failure?.reason}
          hasWays={failure?.ways !== undefined}
          kept={failure?.resend && t("ui.error.keptHere")}
          actions={
            failure?.resend ? (
              <SendAgain resend={failure.resend} t={t} />
            ) : failure?.ways ? (
              failure.ways.map(({ href, label }) => (
                <LinkButton key={href} href={href}>
                  {label}
                </LinkButton>
              ))
            ) : (
              kind === "unavailable" && <LinkButton href={pathname + search}>{t("ui.error.tryAgain")}</LinkButton>
            )
          }
        />
      </Page>
    </Surrounded>
  );
}

function Surrounded({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<typeof loader>("root");
  const notices = root && (
    <>
      {root.flash && <Flash>{root.flash}</Flash>}
      {root.savedForm && <Notice>{t("ui.shell.saved_form")}</Notice>}
      {root.mustConfirm && (
        <Notice>
          {t("ui.confirm.banner")} <a href="/me/settings/email">{t("ui.confirm.banner_link")}</a>
        </Notice>
      )}
    </>
  );
  const viewer = root?.viewer ?? null;
  const site = root?.site ?? { name: siteNameOf(root), organisation: "", languages };
  return (
    <SurroundingsProvider value={{ path: pathname + search, site, viewer, notices }}>{children}</SurroundingsProvider>
  );
}
