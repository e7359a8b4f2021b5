import type { ReactNode } from "react";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { Emblem } from "#app/ui/elements/emblem.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

/** The keys are written out so that a search for one finds it. */
const words = {
  forbidden: ["ui.error.forbidden.title", "ui.error.forbidden.happened", "ui.error.forbidden.next"],
  "not-found": ["ui.error.notFound.title", "ui.error.notFound.happened", "ui.error.notFound.next"],
  gone: ["ui.error.gone.title", "ui.error.gone.happened", "ui.error.gone.next"],
  "not-taken": ["ui.error.notTaken.title", "ui.error.notTaken.happened", "ui.error.notTaken.next"],
  "too-many-requests": ["ui.error.tooMany.title", "ui.error.tooMany.happened", "ui.error.tooMany.next"],
  unavailable: ["ui.error.unavailable.title", "ui.error.unavailable.happened", "ui.error.unavailable.next"],
  server: ["ui.error.server.title", "ui.error.server.happened", "ui.error.server.next"],
} as const;

export type ErrorKind = keyof typeof words;

/** What an error page is called, in its heading and in the window's title. */
export function errorTitle(kind: ErrorKind, t: Translate): string {
  return t(words[kind][0]);
}

/** The kind of error page for an HTTP status; whatever is not foreseen is a fault of ours. */
export function errorKindOf(status: number): ErrorKind {
  const known: Record<number, ErrorKind> = {
    401: "forbidden",
    403: "forbidden",
    404: "not-found",
    405: "not-taken",
    410: "gone",
    413: "not-taken",
    415: "not-taken",
    429: "too-many-requests",
    502: "unavailable",
    503: "unavailable",
    504: "unavailable",
  };
  return known[status] ?? "server";
}

type ErrorPageProps = {
  kind: ErrorKind;
  t: Translate;
  /** The number a person can quote to us, and we can find in the log. */
  requestId?: string;
  /** What exactly happened, when we know more than the kind (already translated). */
  detail?: ReactNode;
  /** What is kept of the person's work, when we know (already translated). */
  kept?: ReactNode;
  actions?: ReactNode;
  /** What somebody wrote about it, for whom it was written. */
  reason?: string;
  /** Whether the actions lead to where it stood: then nobody is sent to look elsewhere. */
  hasWays?: boolean;
};

/** What happened, what is kept, what to do next, and the number to quote. Never a blank page, never a stack trace. */
export function ErrorPage({ kind, t, requestId, detail, kept, actions, reason, hasWays = false }: ErrorPageProps) {
  const [, happened, next] = words[kind];
  const losesNothing = kind === "server" || kind === "unavailable" || kind === "too-many-requests";
  return (
    <div className="error-page">
      <Emblem />
      <h1>{errorTitle(kind, t)}</h1>
      <p className="lede">{detail ?? t(happened)}</p>
      {(kept || losesNothing) && (
        <section>
          <h2>{t("ui.error.keptTitle")}</h2>
          <p>{kept ?? t("ui.error.kept")}</p>
        </section>
      )}
      {reason && (
        <section>
          <h2>{t("ui.error.reasonTitle")}</h2>
          <p dir="auto">{reason}</p>
        </section>
      )}
      {!hasWays && (
        <section>
          <h2>{t("ui.error.nextTitle")}</h2>
          <p>{t(next)}</p>
        </section>
      )}
      <div className="button-row">
        {actions}
        {(kind === "not-found" || kind === "gone") && !hasWays && (
          <LinkButton href="/roadmap">{t("ui.nav.roadmap")}</LinkButton>
        )}
        <LinkButton href="/">{t("ui.error.home")}</LinkButton>
      </div>
      {requestId && (
        <p className="small soft">
          {t("ui.error.requestId")} <code dir="ltr">{requestId}</code>
        </p>
      )}
    </div>
  );
}
