import { expect, it } from "vitest";
import { composeMail } from "#app/i18n/mail.server.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { knownSite } from "#app/infra/site-settings.server.ts";
import { lookUpCertificate } from "#app/modules/certificates/find-certificate.server.ts";
import { saveSite } from "#app/modules/site/save-site.server.ts";
import { siteSchema } from "#app/modules/site/schemas.ts";
import { findCalendar } from "#app/modules/webinars/get-invitation.server.ts";
import { makeCertificate } from "#test/factories/certificates.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

it("calls the site by the name that its administrator gave it, in whatever leaves it", async () => {
  expect(translatorFor("en")("accounts.join.title")).toBe("Join Crossroads");
  const first = await makeCertificate();
  const administrator = await makeUser({ role: "administrator" });
  await saveSite(administrator, siteSchema.parse({ version: "0", name: "Passerelle" }), null);
  const second = await makeCertificate();

  for (const language of ["en", "fr", "ar"]) {
    expect(composeMail(language, "mail.reset", { values: { name: "Awa" } }).subject).toContain("Passerelle");
    expect(translatorFor(language)("accounts.join.title")).toContain("Passerelle");
  }
  // Who is asked without waiting still knows the name after a change has been made known to every process.
  expect(knownSite().name).toBe("Passerelle");
  const { publicId } = await makeWebinar();
  const calendar = await findCalendar(publicId, { at: new Date() });
  expect(calendar).toContain('ORGANIZER;CN="Passerelle":mailto:crossroads@localhost');
  expect(calendar).toMatch(/^PRODID:.*Crossroads/m);

  const issuerOf = async (serial: string) =>
    (await lookUpCertificate(serial, { actor: null, address: "192.0.2.77" }))!.snapshot.issuer;
  expect([await issuerOf(first.serial), await issuerOf(second.serial)]).toEqual(["Crossroads", "Passerelle"]);
});
