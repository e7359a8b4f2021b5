import { setTimeout as pause } from "node:timers/promises";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { Ledger } from "#test/faults/ledger.ts";
import { type Answer, signedIn, type Visitor } from "#test/helpers/visitor.ts";

/** "yes" with what came back, "no" for a refusal that sending again does not change, "unknown" when they gave up waiting. */
type Outcome = { kind: "yes"; answer: Answer } | { kind: "no"; answer: Answer } | { kind: "unknown" };

export type Person = {
  actor: Actor;
  /** Sends a form, and the same form again until it is answered. */
  send(path: string, fields?: Record<string, string | string[]>): Promise<Outcome>;
  /** Asks for a page; null when nothing came back. */
  look(path: string): Promise<Answer | null>;
};

/** Longer than this nobody waits for a site that is in pieces. */
const patience = 45_000;

/**
 * A person with a browser. A form without an answer, or answered with 503, is sent again as it was, soon: one of three people
 * gives up instead when the line breaks, so that some things stay unacknowledged.
 */
export async function makePerson(url: string, actor: Actor, ledger: Ledger): Promise<Person> {
  const visitor = await signedIn({ url }, actor);
  const look = async (path: string) => note(await ask(visitor, "GET", path), "GET", path, ledger);
  return {
    actor,
    look,
    async send(path, fields = {}) {
      for (const end = Date.now() + patience; Date.now() < end;) {
        const answer = note(await ask(visitor, "POST", path, fields), "POST", path, ledger);
        if (!answer) {
          if (Math.random() < 1 / 3) return { kind: "unknown" };
        } else if (answer.status < 400) {
          return { kind: "yes", answer };
        } else if (answer.status !== 503 && answer.status !== 429) {
          return { kind: "no", answer };
        }
        const seconds = answer?.status === 429 ? Number(answer.headers.get("retry-after") ?? 1) : 0;
        await pause(seconds * 1000 + 150 + Math.random() * 250);
      }
      ledger.unexpected.push(`no answer to POST ${path} for ${patience / 1000} s`);
      return { kind: "unknown" };
    },
  };
}

async function ask(visitor: Visitor, method: string, path: string, fields?: Record<string, string | string[]>) {
  const body =
    fields && new URLSearchParams(Object.entries(fields).flatMap(([n, v]) => [v].flat().map((one) => [n, one])));
  const headers = { Accept: "text/html", ...(fields && { Origin: visitor.app.url }) };
  const signal = AbortSignal.timeout(20_000);
  return visitor.send(method, path, { body, headers, signal }).catch(() => null);
}

/** Whatever dies, nobody is answered 500, and nobody is taken for a guest. */
function note(answer: Answer | null, method: string, path: string, ledger: Ledger): Answer | null {
  const isWrong = answer && ((answer.status >= 500 && answer.status !== 503) || answer.location?.startsWith("/login"));
  if (isWrong) ledger.unexpected.push(`${method} ${path}: ${answer.status} ${answer.location ?? ""}`);
  return answer;
}
