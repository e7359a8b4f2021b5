import { describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { listCertificatesFor } from "#app/modules/certificates/list-certificates.server.ts";
import { makeCertificate } from "#test/factories/certificates.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

describe("a certificate's page", () => {
  test("works signed out, says what the document says, and nothing about the account", async () => {
    const { serial, holder, course } = await makeCertificate();
    const { status, body } = await new Visitor(app).get(`/certificates/${serial}`);
    expect(status).toBe(200);
    for (const part of [holder.name, `Title of ${course.slug}`, "2 hours", serial, "This certificate is valid"])
      expect(body).toContain(part);
    for (const secret of [holder.id, holder.handle, holder.email, "Correct my name"])
      expect(body).not.toContain(secret);
    expect(body).toContain('<meta name="robots" content="noindex"/>');
    expect(body).toMatch(/<svg[^>]*role="img" aria-label="QR code/);
    expect(body).not.toMatch(/<script(?! type="module" src="\/assets\/)| style="/);
    const data = await new Visitor(app).get(`/certificates/${serial}.data`);
    expect(data.body).not.toContain(holder.id);
  });

  test("shows a name as it is written, isolated, on the page and as JSON", async () => {
    for (const name of ["श्रीमती कृष्णा वर्मा", "דָּוִד בֶּן־גּוּרְיוֹן", "Ọ̀ṣun 7 محمّد"]) {
      const { serial } = await makeCertificate({ holder: await makeUser({ name }) });
      const { body } = await new Visitor(app).get(`/certificates/${serial}`);
      expect(body).toContain(`<p class="certificate-name"><bdi>${name.normalize("NFC")}</bdi></p>`);
      const json = JSON.parse((await new Visitor(app).get(`/certificates/${serial}.json`)).body);
      expect([json.name, json.snapshot.name]).toEqual([name, name]);
    }
  });

  test("a name that paper cannot show is told of before and after, with a cure, to its holder and to staff alone", async () => {
    const holder = await makeUser({ name: "Abebe བོད" });
    const own = await signedIn(app, holder);
    const settings = await own.get("/me/settings/profile");
    expect(settings.body).toContain("Some letters of your name cannot be printed on a certificate");
    const { serial } = await makeCertificate({ holder });
    expect((await own.get(`/certificates/${serial}`)).body).toContain("Some letters of your name cannot be printed");
    expect((await new Visitor(app).get(`/certificates/${serial}`)).body).not.toContain("cannot be printed");
    const administrator = await signedIn(app, await makeUser({ role: "administrator" }));
    const seen = await administrator.get(`/admin/certificates?serial=${serial}`);
    expect(seen.body).toContain("Some letters of the name are printed wrong");
    await db().certificate.updateMany({ where: { userId: holder.id }, data: { template: "course-v1" } });
    await db().user.update({ where: { id: holder.id }, data: { name: "Mbɔ́kɔ́ Lɔ̂si" } });
    expect((await own.get("/me/settings/profile")).body).not.toContain("cannot be printed");
  });

  test("has one address: other spellings lead there for good, with their query", async () => {
    const { serial } = await makeCertificate();
    const bare = serial.replaceAll("-", "").toLowerCase();
    const visitor = new Visitor(app);
    for (const [typed, address] of [
      [bare, ""],
      [`${bare}.pdf`, ".pdf"],
      [`${bare}.json`, ".json"],
      [`${bare}?lang=fr`, "?lang=fr"],
      [`${bare}.pdf?paper=us-letter&lang=fr`, ".pdf?paper=us-letter&lang=fr"],
      [`${bare}.json?lang=fr`, ".json?lang=fr"],
    ]) {
      const { status, location } = await visitor.get(`/certificates/${typed}`);
      expect([status, location]).toEqual([301, `/certificates/${serial}${address}`]);
    }
    const found = await visitor.get(`/certificates?serial=${encodeURIComponent(` ${bare} `)}`);
    expect(found.location).toBe(`/certificates/${serial}`);
    const inFrench = await visitor.get(`/certificates?lang=fr&serial=${bare}`);
    expect(inFrench.location).toBe(`/certificates/${serial}?lang=fr`);
  });

  test("that nobody knows is 404 with a form; a mistyped serial is told so", async () => {
    const visitor = new Visitor(app);
    for (const typed of ["ZZZZ-ZZZZ-ZZZZ", "what%20is%20this%3Cb%3E"]) {
      const { status, body } = await visitor.get(`/certificates/${typed}`);
      expect(status).toBe(404);
      expect(body).toContain('<form method="get" action="/certificates"');
      expect(body).not.toContain("<b>&");
    }
    expect((await visitor.get("/certificates/ZZZZ-ZZZZ-ZZZZ.pdf")).location).toBe("/certificates/ZZZZ-ZZZZ-ZZZZ");
    const json = await visitor.get("/certificates/ZZZZ-ZZZZ-ZZZZ.json");
    expect(json.status).toBe(404);
    expect(JSON.parse(json.body)).toMatchObject({ code: "error.not_found" });
    const wrong = await visitor.get("/certificates?serial=oops");
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('aria-describedby="serial-hint serial-error"');
    expect((await visitor.get("/certificates")).status).toBe(200);
  });

  test("has its document and its JSON beside it", async () => {
    const { serial, holder } = await makeCertificate();
    const visitor = new Visitor(app);
    const pdf = await visitor.get(`/certificates/${serial}.pdf`);
    expect(pdf.status).toBe(200);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(pdf.headers.get("content-disposition")).toBe(`inline; filename="certificate-${serial}.pdf"`);
    expect(pdf.body.slice(0, 5)).toBe("%PDF-");
    const etag = pdf.headers.get("etag")!;
    expect((await visitor.get(`/certificates/${serial}.pdf`, { "If-None-Match": etag })).status).toBe(304);
    expect((await signedIn(app, holder).then((own) => own.get(`/certificates/${serial}`))).body).toMatch(/PDF, \d/);
    const json = await visitor.get(`/certificates/${serial}.json`);
    expect(json.headers.get("content-type")).toContain("application/json");
    expect(json.headers.get("access-control-allow-origin")).toBeNull();
    expect(JSON.parse(json.body)).toMatchObject({ serial, state: "valid", name: holder.name });
  });
});

describe("correcting and revoking", () => {
  test("the holder corrects, a refusal shows the page again, and the old address leads on", async () => {
    const { serial, holder } = await makeCertificate();
    const path = `/certificates/${serial}`;
    const own = await signedIn(app, holder);
    const refused = await own.post(`${path}/correct`, { legalName: "བོད" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("These letters cannot be printed");
    expect(refused.body).toContain('value="བོད"');
    const done = await own.post(`${path}/correct`, { legalName: "Awa Ndiaye" });
    expect(done.status).toBe(303);
    const next = done.location!;
    expect(next).not.toBe(path);
    expect((await own.follow(done)).body).toContain("This is your new certificate");
    const old = await new Visitor(app).get(path);
    expect(old.status).toBe(200);
    expect(old.body).toContain(`href="${next}"`);
    expect((await new Visitor(app).get(`${path}.pdf`)).location).toBe(path);
    const json = JSON.parse((await new Visitor(app).get(`${path}.json`)).body);
    expect(json).toMatchObject({ state: "replaced", replacedBy: app.url + next });
  });

  test("is refused to a guest, who comes back after signing in, and to others", async () => {
    const { serial } = await makeCertificate();
    const path = `/certificates/${serial}/correct`;
    const guest = await new Visitor(app).post(path, { legalName: "Awa Ndiaye" });
    expect(guest.location).toBe(`/login?next=${encodeURIComponent(`/certificates/${serial}`)}`);
    const other = await signedIn(app, await makeUser());
    expect((await other.post(path, { legalName: "Awa Ndiaye" })).status).toBe(403);
    expect((await other.post("/certificates/ZZZZ-ZZZZ-ZZZZ/correct", { legalName: "Awa Ndiaye" })).status).toBe(404);
  });

  test("an administrator finds one and revokes it with a reason; nobody else gets there", async () => {
    const { serial, holder } = await makeCertificate();
    const path = `/admin/certificates?serial=${serial}`;
    const administrator = await signedIn(app, await makeUser({ role: "administrator" }));
    expect((await administrator.get(path)).body).toContain(holder.handle);
    expect((await administrator.get("/admin/certificates?serial=oops")).body).toContain(
      "There is no certificate with this number",
    );
    expect((await administrator.post(path, { serial, reason: "" })).status).toBe(400);
    for (const visitor of [new Visitor(app), await signedIn(app, holder)]) {
      expect([302, 403]).toContain((await visitor.get(path)).status);
      expect([302, 403]).toContain((await visitor.post(path, { serial, reason: "at_request" })).status);
    }
    expect((await administrator.post(path, { serial, reason: "at_request" })).status).toBe(303);
    const page = await new Visitor(app).get(`/certificates/${serial}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain("This certificate was revoked on");
    expect(page.body).toContain("Its holder asked for this.");
    expect((await new Visitor(app).get(`/certificates/${serial}.pdf`)).location).toBe(`/certificates/${serial}`);
  });
});

describe("the list of all certificates", () => {
  test("finds them by number, by the name on them, by account, course and state, in one statement", async () => {
    const admin = await makeUser({ role: "administrator" });
    const holder = await makeUser({ name: "Ofelia Quispe Mamani" });
    const { serial, course } = await makeCertificate({ holder });
    const other = await makeCertificate();
    const serials = async (wish: Parameters<typeof listCertificatesFor>[1]) =>
      (await listCertificatesFor(admin, wish)).certificates.map((one) => one.serial);
    expect((await serials({})).slice(0, 2)).toEqual([other.serial, serial]);
    for (const search of [serial, serial.slice(0, 6).toLowerCase(), "quispe mam", holder.email!])
      expect(await serials({ search })).toEqual([serial]);
    await db().user.update({ where: { id: holder.id }, data: { name: "Another Name" }, select: { id: true } });
    expect(await serials({ search: "Ofelia" })).toEqual([serial]);
    expect(await serials({ courseId: course.id })).toEqual([serial]);
    expect(await serials({ courseId: course.id, state: "revoked" })).toEqual([]);
    await db().certificate.updateMany({ where: { userId: holder.id }, data: { revokedAt: new Date() } });
    expect(await serials({ courseId: course.id, state: "revoked" })).toEqual([serial]);
    expect(await serials({ courseId: course.id, state: "valid" })).toEqual([]);
    const { result, statements } = await countingStatements(() => listCertificatesFor(admin, { limit: 1 }));
    expect(statements).toHaveLength(1);
    expect((await serials({ before: result.next, limit: 1 }))[0]).toBe(serial);
    await expect(listCertificatesFor(holder, {})).rejects.toMatchObject({ status: 403 });
  });

  test("leads to each, says what revoking brings about, and what to do where nothing is found", async () => {
    const { serial, course } = await makeCertificate();
    const administrator = await signedIn(app, await makeUser({ role: "administrator" }));
    const found = (await administrator.get(`/admin/certificates?course=${course.slug}`)).body;
    expect(found).toContain(`/admin/certificates?serial=${serial}`);
    const one = (await administrator.get(`/admin/certificates?serial=${serial}`)).body;
    expect(one).toContain("no other certificate is issued for it");
    expect(one).toContain("is told on this site and, at a confirmed address, by mail");
    const none = (await administrator.get("/admin/certificates?q=nobody-at-all&state=revoked")).body;
    expect(none).toContain("No certificate matches");
    expect(none).toContain("Show all certificates");
  });
});

// Last, because it uses up what this address may ask in a minute; that minute begins here.
test("whoever tries serials is stopped, and somebody signed in at the same address is not", async () => {
  const { serial, holder } = await makeCertificate();
  await db().rateLimit.deleteMany();
  const visitor = new Visitor(app);
  const answers = await Promise.all(
    Array.from({ length: 61 }, (_, number) => visitor.get(`/certificates/${number}.json`)),
  );
  const stopped = answers.find(({ status }) => status === 429)!;
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(JSON.parse(stopped.body)).toMatchObject({ code: "error.too_many" });
  const page = await visitor.get(`/certificates/${serial}`);
  expect(page.status).toBe(429);
  expect(page.body).not.toContain(holder.name);
  expect((await (await signedIn(app, holder)).get(`/certificates/${serial}`)).status).toBe(200);
});
