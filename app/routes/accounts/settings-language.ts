import { z } from "zod";
import { admitActive } from "#app/http/admit.server.ts";
import { writeCookie } from "#app/http/cookies.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { safePath } from "#app/http/paths.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { languages } from "#app/i18n/languages.ts";
import { isOffered } from "#app/i18n/offered-languages.ts";
import { env } from "#app/infra/env.server.ts";
import { saveLanguage } from "#app/modules/accounts/save-profile.server.ts";

const schema = z.object({
  language: z.enum(languages, "error.field.invalid").refine(isOffered, "error.field.invalid"),
  next: z.string().max(2000).optional(),
});
const year = 365 * 24 * 60 * 60;

export const loader = leadsTo(() => "/me/settings/profile");

/** The menu of languages: of the account, of its mail, and of this browser for when nobody is signed in. */
export const action = form({ schema, admit: admitActive, resource: true }, async ({ language, next }, { access }) => {
  await saveLanguage(access, language);
  const secure = env().PUBLIC_URL.startsWith("https:");
  return redirectWith(withoutLanguage(safePath(next, "/me")), {
    cookies: [writeCookie("lang", language, { maxAge: year, secure })],
  });
});

/** The page that the menu stood on, no longer asked for in another language. */
function withoutLanguage(path: string): string {
  const [pathname = "/", query = ""] = path.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.delete("lang");
  return parameters.size > 0 ? `${pathname}?${parameters}` : pathname;
}
