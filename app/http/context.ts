import type { Language } from "#app/i18n/languages.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { Site } from "#app/infra/site.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";

/** What the server knows of a request before any route runs; every loader and action gets it. */
export type RequestContext = {
  requestId: string;
  actor: MaybeActor;
  /** The stored id of the actor's session. */
  sessionId: string | null;
  /** The session cookie's value, also of a session that has ended. */
  sessionSecret: string | null;
  language: Language;
  /** What the installation says of itself. */
  site: Site;
  /** The reader's IANA zone: the actor's, for guests UTC. */
  zone: string;
  t: Translate;
  /** A complete small page that says why something was refused, for where no route renders one. */
  refusalHtml: (status: number, message: string) => string;
  /** Whether somebody is shown a page now: only then is anything noted by looking (docs/decisions/reading-writes-nothing.md). */
  isVisit: boolean;
  /** The stylesheets that the browser holds (docs/decisions/stylesheet-delivery.md). */
  heldSheets: string[];
  /** Asked by a program of this machine, directly. */
  isFromThisMachine: boolean;
  /** The client's network address. */
  address: string;
  userAgent: string;
  /** Opens what was typed into a form before signing in (cookie `kept`, of http/saved-form.server.ts). */
  savedFormSecret: string | null;
  /** A notice for the next page (cookie `flash`): a translation key. */
  flash: string | null;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends RequestContext {}
}
declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}
