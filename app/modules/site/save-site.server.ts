import { AppError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { forgetSite, getSite, lockSite, writeSite } from "#app/infra/site-settings.server.ts";
import type { Site, SiteValues } from "#app/infra/site.ts";
import { deleteFile, putFile } from "#app/infra/storage.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { type Language, languages } from "#app/i18n/languages.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { type CheckedLogo, checkLogo, logoKey } from "./logo.ts";
import type { SiteInput } from "./schemas.ts";

/** Whoever may say what this site is: administrators. Throws 401 for a guest, else 403. */
export function requireSiteEditor(actor: MaybeActor): Actor {
  return requireRole(actor, ["administrator"]);
}

/** The settings for the form that changes them. Throws 401, 403. */
export async function getSiteFor(actor: MaybeActor): Promise<Site> {
  requireSiteEditor(actor);
  return getSite();
}

/**
 * Saves what the site says of itself; every process shows it within moments. A new logo replaces the old one. Throws 401, 403,
 * 400 for a file that is no logo, and 409 when somebody else has saved since the form was opened.
 */
export async function saveSite(actor: MaybeActor, input: SiteInput, logoBytes: Uint8Array | null): Promise<void> {
  const administrator = requireSiteEditor(actor);
  const logo = logoBytes && checkLogo(logoBytes);
  // In the store before its row is: a rollback leaves no hole.
  if (logo) await putFile(logoKey(logo.file), logo.bytes);
  const before = await transaction(async (tx) => {
    const present = await lockSite(tx);
    if (present.version !== input.version) throw new AppError("admin.site.changed_meanwhile", 409);
    const values = valuesOf(input, present, logo);
    await writeSite(tx, values);
    const changed = Object.keys(values).filter((name) => !isSame(values, present, name as keyof SiteValues));
    await recordAudit(tx, {
      actorId: administrator.id,
      action: "site.settings.changed",
      subject: "site:1",
      data: {
        changed,
        name: values.name,
        organisation: values.organisation,
        contact: values.contact,
        languages: values.languages,
      },
    });
    return { oldFile: present.logo?.file, newFile: values.logo?.file };
  });
  forgetSite();
  if (before.oldFile && before.oldFile !== before.newFile) await deleteFile(logoKey(before.oldFile));
}

function valuesOf(input: SiteInput, present: Site, logo: CheckedLogo | null): SiteValues {
  const kept = input.removeLogo ? null : present.logo;
  return {
    name: input.name,
    organisation: input.organisation,
    contact: input.contact,
    about: textsOf((code) => input[`about_${code}`]),
    welcome: textsOf((code) => input[`welcome_${code}`]),
    // A form that does not speak of them changes nothing about them.
    languages: input.languages ?? present.languages,
    defaultLanguage: input.defaultLanguage ?? present.defaultLanguage,
    logo: logo ? { file: logo.file, width: logo.width, height: logo.height } : kept,
  };
}

function textsOf(textIn: (code: Language) => string): Record<string, string> {
  return Object.fromEntries(languages.map((code) => [code, textIn(code)] as const).filter(([, text]) => text !== ""));
}

function isSame(one: SiteValues, other: SiteValues, name: keyof SiteValues): boolean {
  return JSON.stringify(one[name]) === JSON.stringify(other[name]);
}
