import { db, type Tx } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { forgetEverywhere } from "#app/infra/realtime.server.ts";
import type { Site, SiteValues } from "#app/infra/site.ts";
import { productName } from "#app/i18n/product-name.ts";
import { defaultLanguage, isLanguage, languages } from "#app/i18n/languages.ts";
import { noteOffered } from "#app/i18n/offered-languages.ts";
import { noteSiteName } from "#app/i18n/site-name.ts";
import { findSingleton, provideSingleton, singleton } from "#app/lib/singleton.ts";

/** A process that was not told of a change learns it after so many milliseconds. */
const LIFETIME = 60_000;

const unsaid: Site = {
  name: productName,
  organisation: "",
  contact: "",
  about: {},
  welcome: {},
  logo: null,
  languages,
  defaultLanguage,
  version: 0,
};

/** What is in memory: as it was read last, until when that holds, and whether somebody reads it anew. */
type Kept = { known: Site | null; until: number; reading: Promise<Site> | null };

/**
 * What this installation says of itself, from memory: every page and every mail asks. It is read anew once a minute, for which
 * nobody waits, and at once after a change. Never throws: while the database is away it is what was known last.
 */
export async function getSite(): Promise<Site> {
  const kept = singleton<Kept>(memory, () => ({ known: null, until: 0, reading: null }));
  if (kept.until <= Date.now()) kept.reading ??= read(kept);
  return kept.known ?? kept.reading ?? knownSite();
}

/** The same for whoever cannot wait: as it was read last, the standard values until something was read. */
export function knownSite(): Site {
  return findSingleton<Site>(last) ?? unsaid;
}

const memory = "site-settings";
/** What was read last is kept beside the memory: forgetting that must not bring the standard values back for a moment. */
const last = "site-settings-last";

/** Fills in one value of the memory; once that was forgotten, a later one takes its place and this is for nobody. */
async function read(kept: Kept): Promise<Site> {
  try {
    kept.known = await readSite();
    provideSingleton(last, kept.known);
    noteSiteName(kept.known.name);
    noteOffered(kept.known);
  } catch (error) {
    logger().warn({ err: error }, "the site's settings were not read");
  }
  kept.until = Date.now() + LIFETIME;
  kept.reading = null;
  return kept.known ?? knownSite();
}

async function readSite(): Promise<Site> {
  const row = await db().siteSettings.findUnique({ where: { id: 1 }, select: columns });
  return row ? asSite(row) : unsaid;
}

const columns = {
  name: true,
  organisation: true,
  contact: true,
  about: true,
  welcome: true,
  logoFile: true,
  logoWidth: true,
  logoHeight: true,
  languages: true,
  defaultLanguage: true,
  version: true,
} as const;

type Row = { [K in Exclude<keyof typeof columns, "languages">]: unknown } & { languages: string[] };

function asSite({ logoFile, logoWidth, logoHeight, ...row }: Row): Site {
  const logo = logoFile ? { file: logoFile, width: logoWidth, height: logoHeight } : null;
  // A version of the product may speak fewer languages than the one that wrote the row; none named is all.
  const chosen = languages.filter((code) => row.languages.includes(code));
  const offer = chosen.length > 0 ? chosen : languages;
  const isKept = isLanguage(row.defaultLanguage) && offer.includes(row.defaultLanguage);
  return { ...row, logo, languages: offer, defaultLanguage: isKept ? row.defaultLanguage : offer[0] } as Site;
}

/** The settings as they are in the database now, locked until the transaction ends. */
export async function lockSite(tx: Tx): Promise<Site> {
  await tx.$queryRaw`SELECT 1 FROM site_settings WHERE id = 1 FOR UPDATE`;
  const row = await tx.siteSettings.findUnique({ where: { id: 1 }, select: columns });
  return row ? asSite(row) : unsaid;
}

/** Writes the settings as the next version. Once the transaction has ended, call `forgetSite`. */
export async function writeSite(
  tx: Tx,
  { logo, about, welcome, languages: offer, ...values }: SiteValues,
): Promise<void> {
  const data = {
    ...values,
    about: { ...about },
    welcome: { ...welcome },
    // All of them stay all of them when the product learns another.
    languages: languages.every((code) => offer.includes(code)) ? [] : [...offer],
    logoFile: logo?.file ?? null,
    logoWidth: logo?.width ?? null,
    logoHeight: logo?.height ?? null,
  };
  await tx.siteSettings.upsert({
    where: { id: 1 },
    create: { id: 1, ...data },
    update: { ...data, version: { increment: 1 } },
    select: { id: true },
  });
}

/** Has every process read the settings anew. */
export function forgetSite(): void {
  forgetEverywhere(memory);
}
