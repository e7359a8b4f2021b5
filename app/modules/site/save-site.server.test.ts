import { describe, expect, it } from "vitest";
import { buffer } from "node:stream/consumers";
import { db } from "#app/infra/db.server.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { getMailSender } from "#app/infra/mail-sender.server.ts";
import { getSite, knownSite } from "#app/infra/site-settings.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { openLogo } from "#app/modules/site/open-logo.server.ts";
import { saveSite } from "#app/modules/site/save-site.server.ts";
import { siteSchema } from "#app/modules/site/schemas.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const say = async (values: Record<string, string>) =>
  siteSchema.parse({ version: (await getSite()).version, name: "Passerelle", ...values });

describe("saveSite", () => {
  it("says what the site is, in memory of each page and with a line in the log", async () => {
    expect(knownSite()).toMatchObject({ name: "Crossroads", version: 0 });
    const administrator = await makeUser({ role: "administrator" });
    const said = { organisation: "Ministry of Culture", contact: "desk@example.org", about_fr: "Une *équipe*." };
    await saveSite(administrator, await say(said), null);
    const { result: site, statements } = await countingStatements(getSite);
    expect(site).toMatchObject({
      name: "Passerelle",
      organisation: "Ministry of Culture",
      about: { fr: "Une *équipe*." },
    });
    expect(statements.length).toBeLessThanOrEqual(1);
    const again = await countingStatements(getSite);
    expect(again.statements).toEqual([]);
    expect(await getMailSender()).toEqual({ name: "Passerelle", address: "crossroads@localhost" });
    const line = await db().auditEntry.findFirstOrThrow({ where: { action: "site.settings.changed" } });
    expect(line).toMatchObject({ actorId: administrator.id, data: { organisation: "Ministry of Culture" } });
  });

  it("is for administrators, and for whoever has seen what stands there", async () => {
    const administrator = await makeUser({ role: "administrator" });
    for (const role of ["member", "trainer", "facilitator", "moderator"] as const) {
      await expect(saveSite(await makeUser({ role }), await say({}), null)).rejects.toMatchObject({ status: 403 });
    }
    await expect(saveSite(null, await say({}), null)).rejects.toMatchObject({ status: 401 });
    const stale = await say({});
    await saveSite(administrator, await say({ organisation: "First" }), null);
    await expect(saveSite(administrator, stale, null)).rejects.toMatchObject({ status: 409 });
    expect((await getSite()).organisation).toBe("First");
  });

  it("offers the languages that are ticked, and at least one", async () => {
    const administrator = await makeUser({ role: "administrator" });
    const problems = async (values: object) =>
      siteSchema
        .safeParse({ version: 0, name: "Passerelle", ...values })
        .error?.issues.map(({ path, message }) => [path[0], message]);
    expect(await problems({ defaultLanguage: "en" })).toEqual([["languages", "admin.site.languages_none"]]);
    expect(await problems({ languages: "fr", defaultLanguage: "en" })).toEqual([
      ["defaultLanguage", "admin.site.default_not_offered"],
    ]);
    expect(await problems({ languages: ["fr", "xx"], defaultLanguage: "fr" })).toHaveLength(1);
    const { version } = await getSite();
    const only = { version, name: "Passerelle", languages: ["fr", "ar"], defaultLanguage: "fr" };
    await saveSite(administrator, siteSchema.parse(only), null);
    expect(await getSite()).toMatchObject({ languages: ["fr", "ar"], defaultLanguage: "fr" });
    expect(offeredLanguage("en")).toBe("fr");
    const line = await db().auditEntry.findFirstOrThrow({
      where: { action: "site.settings.changed" },
      orderBy: { createdAt: "desc" },
    });
    expect(line.data).toMatchObject({ languages: ["fr", "ar"] });
    // A form that says nothing of them leaves them as they are.
    await saveSite(administrator, await say({}), null);
    expect((await getSite()).languages).toEqual(["fr", "ar"]);
    const all = { version: version + 2, name: "Passerelle", languages: ["en", "fr", "ar"], defaultLanguage: "en" };
    await saveSite(administrator, siteSchema.parse(all), null);
    expect((await db().siteSettings.findFirstOrThrow()).languages).toEqual([]);
    expect((await getSite()).languages).toEqual(["en", "fr", "ar"]);
    expect(offeredLanguage("en")).toBe("en");
  });

  it("takes pictures as a logo, gives them out and deletes what they replace", async () => {
    const administrator = await makeUser({ role: "administrator" });
    await saveSite(administrator, await say({}), makePng({ colour: 1 }));
    const { logo } = await getSite();
    const { stream, type } = await openLogo(logo!.file);
    expect([type, (await buffer(stream)).equals(makePng({ colour: 1 }))]).toEqual(["image/png", true]);
    await saveSite(administrator, await say({}), null);
    expect((await getSite()).logo).toEqual(logo);
    await saveSite(administrator, await say({ removeLogo: "on" }), null);
    await expect(openLogo(logo!.file)).rejects.toMatchObject({ status: 404 });
    const refused: [Uint8Array, string][] = [
      [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"), "admin.site.logo_type"],
      [Buffer.from("nothing"), "admin.site.logo_type"],
      [Buffer.alloc(70_000), "admin.site.logo_heavy"],
      [makePng({ width: 1025, height: 1 }), "admin.site.logo_large"],
    ];
    for (const [bytes, code] of refused) {
      const saving = saveSite(administrator, await say({}), bytes);
      await expect(saving).rejects.toMatchObject({ status: 400, details: { fields: { logo: { code } } } });
    }
  });
});
