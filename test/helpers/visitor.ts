import { openSession } from "#app/modules/accounts/sessions.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { RunningApp } from "#test/setup/app.ts";

/** `body` is without the stylesheets that stand in a first page, which hold every class; `whole` is as it came. */
export type Answer = { status: number; headers: Headers; body: string; whole: string; location: string | null };

/** A browser without JavaScript: keeps cookies, sends forms as browsers do, follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly app: RunningApp,
    private readonly headers: Record<string, string> = {},
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", path, { headers });
  }

  /** Sends a form from a page of the site itself. */
  post(
    path: string,
    fields: Record<string, string | string[]> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
    return this.send("POST", path, { body, headers: { Origin: this.app.url, ...headers } });
  }

  /** Follows redirects of an answer until a page comes. */
  async follow(answer: Answer): Promise<Answer> {
    let current = answer;
    for (let step = 0; current.location !== null && step < 5; step++) current = await this.get(current.location);
    return current;
  }

  async send(method: string, path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...this.headers, ...(cookie ? { Cookie: cookie } : {}), ...init.headers };
    const response = await fetch(new URL(path, this.app.url), { ...init, method, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const whole = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: whole.replaceAll(/<style>[^<]*<\/style>/g, "<style></style>"),
      whole,
      location: response.headers.get("location"),
    };
  }

  private keep(line: string) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/Max-Age=0/i.test(line) || value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** A visitor whose browser holds a session of this person. */
export async function signedIn(app: RunningApp, actor: Actor, headers: Record<string, string> = {}): Promise<Visitor> {
  const visitor = new Visitor(app, headers);
  const cookie = await openSession(actor.id, { userAgent: "test", address: "127.0.0.1" }, null);
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
  visitor.cookies.set(name, value);
  return visitor;
}
