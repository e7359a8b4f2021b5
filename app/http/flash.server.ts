import { redirect } from "@remix-run/node";
import { writeCookie } from "#app/http/cookies.ts";
import { env } from "#app/infra/env.server.ts";

/** Leads to `path` (303) and shows the notice `flash`, a translation key, there once. More cookies may go along. */
export function redirectWith(path: string, options: { flash?: string; cookies?: string[] } = {}): Response {
  const headers = new Headers();
  for (const cookie of options.cookies ?? []) headers.append("Set-Cookie", cookie);
  if (options.flash) {
    const secure = env().PUBLIC_URL.startsWith("https:");
    headers.append("Set-Cookie", writeCookie("flash", options.flash, { maxAge: 60, secure }));
  }
  return redirect(path, { status: 303, headers });
}
