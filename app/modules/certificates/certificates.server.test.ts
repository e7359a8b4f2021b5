import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import {
  findCertificateFor,
  getIssuedFacts,
  listCertificatesOf,
  lookUpCertificate,
} from "./find-certificate.server.ts";
import { lettersLostOf, lettersLostOnPaper, requirePrintable } from "./check-name.server.ts";
import { correctName } from "./correct-name.server.ts";
import { fingerprint } from "#app/modules/certificates/fingerprint.ts";
import { documentOf } from "./get-certificate-pdf.server.ts";
import { findLostLetters, listLostNames } from "./list-lost-names.server.ts";
import { issueCertificate } from "./issue-certificate.server.ts";
import { certificateJson, linkedInUrl } from "./certificate-json.ts";
import { revokeCertificate } from "./revoke-certificate.server.ts";
import { correctNameSchema, revokeSchema } from "#app/modules/certificates/schemas.ts";
import { parseSerial } from "#app/modules/certificates/serial.ts";
import { titleFor } from "#app/modules/certificates/snapshot.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { finishCourse } from "#test/factories/attempts.ts";
import { makeCertificate, makeShortCourse } from "#test/factories/certificates.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seedRoadmap(db()));

const noon = new Date("2026-03-12T12:00:00Z");
const guest = () => ({ actor: null, address: `192.0.2.${++addresses}` });
let addresses = 0;

/** Ids of the certificates whose issue was recorded. */
async function recordedIds(): Promise<unknown[]> {
  const where = { name: "certificates.certificate.issued" };
  const rows = await db().outboxEvent.findMany({ where, select: { payload: true } });
  return rows.map(({ payload }) => (payload as { certificateId: string }).certificateId);
}

describe("issuing", () => {
  test("fifty deliveries at the same time make one certificate and one event", async () => {
    const [holder, course] = [await makeUser(), await makeShortCourse()];
    await finishCourse(holder, course, { at: noon });
    const key = { userId: holder.id, courseId: course.id };
    const issued = await Promise.all(Array.from({ length: 50 }, () => issueCertificate({ ...key, at: noon })));
    expect(new Set(issued.map(({ serial }) => serial)).size).toBe(1);
    expect(issued.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await db().certificate.count({ where: key })).toBe(1);
    expect((await recordedIds()).filter((id) => id === issued[0]!.id)).toHaveLength(1);
  });

  test("waits for the course to be complete", async () => {
    const [holder, course] = [await makeUser(), await makeCourse()];
    const key = { userId: holder.id, courseId: course.id };
    const refused = { code: "certificates.error.not_completed", status: 409 };
    await expect(issueCertificate({ ...key, at: noon })).rejects.toMatchObject(refused);
    await completeUnit(holder, { courseSlug: course.slug, unitSlug: "first" });
    await expect(issueCertificate({ ...key, at: noon })).rejects.toMatchObject(refused);
    expect(await db().certificate.count({ where: key })).toBe(0);
    await finishCourse(holder, course);
    expect((await issueCertificate({ ...key, at: noon })).isNew).toBe(true);
  });

  test("keeps what was true: the name for print, every title, days of the learner's zone", async () => {
    const holder = await makeUser({
      name: "Awa",
      legalName: "Awa Ndiaye",
      language: "fr",
      zone: "Pacific/Kiritimati",
      country: "KI",
    });
    const title = { en: "From the Open Roadmap", fr: "De la feuille de route ouverte" };
    const course = await makeShortCourse({ title, hours: 12.5, activities: ["4.2", "1.2"] });
    const { serial } = await makeCertificate({ holder, course, at: noon });
    await db().user.update({ where: { id: holder.id }, data: { legalName: "Somebody Else" } });
    await db().course.update({ where: { id: course.id }, data: { hours: 1, title: { en: "Another" } } });
    const found = (await lookUpCertificate(serial, guest()))!;
    expect(found.snapshot).toEqual({
      name: "Awa Ndiaye",
      courseSlug: course.slug,
      courseTitle: title,
      titleLanguage: "fr",
      language: "fr",
      hours: 12.5,
      activities: ["1.2", "4.2"],
      issuer: "Crossroads",
      completedOn: "2026-03-13",
      issuedOn: "2026-03-13",
    });
    expect(found).toMatchObject({ state: "valid", generation: 1, template: "course-v3" });
    expect(found.fingerprint).toBe(fingerprint(found.snapshot));
    expect(titleFor(found.snapshot, "en")).toBe("From the Open Roadmap");
    expect(titleFor(found.snapshot, "fr")).toBeNull();
    expect(titleFor(found.snapshot, "ar")).toBeNull();
  });

  test("keeps that Han letters are Japanese: by the country, or by kana in either name", async () => {
    const kept = async (wish: Parameters<typeof makeUser>[0]) => {
      const { serial, holder } = await makeCertificate({ holder: await makeUser(wish) });
      const { snapshot } = (await lookUpCertificate(serial, guest()))!;
      return { nameLanguage: snapshot.nameLanguage, serial, holder };
    };
    const tokyo = await kept({ name: "山田太郎", country: "JP" });
    expect(tokyo.nameLanguage).toBe("ja");
    expect((await kept({ name: "山田 さくら", legalName: "山田桜", country: "FR" })).nameLanguage).toBe("ja");
    expect((await kept({ name: "王小明", country: "CN" })).nameLanguage).toBeUndefined();
    const romaji = await kept({ name: "Taro Yamada", country: "JP" });
    expect(romaji.nameLanguage).toBeUndefined();

    // Where somebody moves to later changes nothing on paper; a corrected name is looked at anew.
    await db().user.update({ where: { id: tokyo.holder.id }, data: { country: "FR" } });
    expect((await lookUpCertificate(tokyo.serial, guest()))!.snapshot.nameLanguage).toBe("ja");
    const { serial } = await correctName(romaji.holder, { serial: romaji.serial, legalName: "山田太郎" });
    const corrected = (await lookUpCertificate(serial, guest()))!;
    expect(corrected.snapshot.nameLanguage).toBe("ja");
    expect(documentOf(corrected, "a4").nameLanguage).toBe("ja");
  });

  test("speaks the course's own language when the learner's is not there, and English when that is no interface", async () => {
    const holder = await makeUser({ language: "ar" });
    const french = await makeShortCourse({ languages: ["fr"], defaultLanguage: "fr", title: { fr: "Cours" } });
    const russian = await makeShortCourse({ languages: ["ru"], defaultLanguage: "ru", title: { ru: "Курс" } });
    const snapshots = [];
    for (const course of [french, russian]) {
      const { serial } = await makeCertificate({ holder, course });
      snapshots.push((await lookUpCertificate(serial, guest()))!.snapshot);
    }
    expect(snapshots).toMatchObject([
      { language: "fr", titleLanguage: "fr" },
      { language: "en", titleLanguage: "ru" },
    ]);
  });
});

describe("looking up", () => {
  test("a serial is found with or without dashes and case, and nothing else is", async () => {
    const { serial } = await makeCertificate();
    const bare = serial.replaceAll("-", "");
    for (const typed of [serial, bare, bare.toLowerCase(), serial.replaceAll("-", " "), ` ${serial.toLowerCase()}\n`]) {
      expect((await lookUpCertificate(typed, guest()))?.serial).toBe(serial);
    }
    for (const typed of ["", "7K3M", `${serial}2`, "ZZZZ-ZZZZ-ZZZZ", "../../etc/passwd", "'; drop table"]) {
      expect(await lookUpCertificate(typed, guest())).toBeNull();
    }
  });

  test("sixty times a minute for each address, and for each account on its own", async () => {
    const { serial, holder } = await makeCertificate();
    const { address } = guest();
    for (let i = 0; i < 60; i++) await lookUpCertificate("nothing", { actor: null, address });
    const refused = { code: "error.too_many", status: 429, details: { values: { seconds: expect.any(Number) } } };
    await expect(lookUpCertificate(serial, { actor: null, address })).rejects.toMatchObject(refused);
    expect(await lookUpCertificate(serial, { actor: holder, address })).not.toBeNull();
    expect(await lookUpCertificate(serial, guest())).not.toBeNull();
  });

  test("takes two statements, the list of one's own takes one", async () => {
    const { serial, holder } = await makeCertificate();
    await makeCertificate({ holder });
    const found = await countingStatements(() => lookUpCertificate(serial, guest()));
    expect(found.statements.length).toBeLessThanOrEqual(2);
    const list = await countingStatements(() => listCertificatesOf(holder));
    expect(list.result).toHaveLength(2);
    expect(list.statements).toHaveLength(1);
  });

  test("an administrator also sees whose it is; nobody else does", async () => {
    const { serial, holder } = await makeCertificate();
    const administrator = await makeUser({ role: "administrator" });
    const found = await findCertificateFor(administrator, serial.toLowerCase());
    expect(found).toMatchObject({ serial, holder: { name: holder.name, handle: holder.handle } });
    expect(await findCertificateFor(administrator, "nothing")).toBeNull();
    await expect(findCertificateFor(null, serial)).rejects.toMatchObject({ status: 401 });
    await expect(findCertificateFor(await makeUser({ role: "trainer" }), serial)).rejects.toMatchObject({
      status: 403,
    });
  });

  test("gives a message its facts", async () => {
    const { id, serial, holder, course } = await makeCertificate();
    expect(await getIssuedFacts(id)).toEqual({
      certificateId: id,
      userId: holder.id,
      serial,
      state: "valid",
      name: holder.name,
      courseTitle: { text: `Title of ${course.slug}`, language: "en" },
      href: `/certificates/${serial}`,
      pdfHref: `/certificates/${serial}.pdf`,
      lost: [],
    });
    await expect(getIssuedFacts(crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
  });
});

describe("correcting the name", () => {
  test("makes a new serial that the old one names, keeps the rest, and the profile remembers", async () => {
    const { serial, holder } = await makeCertificate({ at: noon });
    const first = (await lookUpCertificate(serial, guest()))!;
    const later = new Date("2026-04-01T12:00:00Z");
    const next = await correctName(holder, { serial, legalName: "Nguyễn Thị Ánh" }, { at: later });
    expect(next.serial).not.toBe(serial);
    const old = (await lookUpCertificate(serial, guest()))!;
    expect(old).toEqual({ ...first, state: "replaced", replacedBy: next.serial });
    const present = (await lookUpCertificate(next.serial, guest()))!;
    expect(present).toMatchObject({ state: "valid", generation: 2 });
    expect(present.snapshot).toEqual({ ...first.snapshot, name: "Nguyễn Thị Ánh", issuedOn: "2026-04-01" });
    expect(present.fingerprint).toBe(fingerprint(present.snapshot));
    expect(await recordedIds()).toContain(present.id);
    expect((await listCertificatesOf(holder)).map((row) => row.serial)).toEqual([next.serial]);
    const second = await makeCertificate({ holder });
    expect((await lookUpCertificate(second.serial, guest()))!.snapshot.name).toBe("Nguyễn Thị Ánh");
  });

  test("a late delivery of the completion does not bring the replaced one back", async () => {
    const { id, serial, holder, course } = await makeCertificate();
    await correctName(holder, { serial, legalName: "Awa Ndiaye" });
    const again = await issueCertificate({ userId: holder.id, courseId: course.id, at: new Date() });
    expect(again).toEqual({ id, serial: parseSerial(serial), isNew: false });
  });

  test("ten clicks at once make one", async () => {
    const { serial, holder, course } = await makeCertificate();
    const clicks = Array.from({ length: 10 }, () => correctName(holder, { serial, legalName: "Awa Ndiaye" }));
    const serials = (await Promise.all(clicks)).map((answer) => answer.serial);
    expect(new Set(serials).size).toBe(1);
    expect(await db().certificate.count({ where: { userId: holder.id, courseId: course.id } })).toBe(2);
  });

  test("goes three times and only at the present one", async () => {
    const { serial: first, holder } = await makeCertificate();
    let serial = first;
    for (const legalName of ["One", "Two", "Three"]) ({ serial } = await correctName(holder, { serial, legalName }));
    await expect(correctName(holder, { serial, legalName: "Four" })).rejects.toMatchObject({
      code: "certificates.error.correction_limit",
      status: 409,
    });
    await expect(correctName(holder, { serial: first, legalName: "Four" })).rejects.toMatchObject({
      code: "certificates.error.replaced",
      status: 409,
    });
  });

  test("is its holder's alone, and of a valid one", async () => {
    const { serial, holder } = await makeCertificate();
    const administrator = await makeUser({ role: "administrator" });
    const wish = { serial, legalName: "Awa Ndiaye" };
    await expect(correctName(null, wish)).rejects.toMatchObject({ status: 401 });
    await expect(correctName(await makeUser(), wish)).rejects.toMatchObject({ status: 403 });
    await expect(correctName(administrator, wish)).rejects.toMatchObject({ status: 403 });
    await expect(correctName(holder, { ...wish, serial: "ZZZZ-ZZZZ-ZZZZ" })).rejects.toMatchObject({ status: 404 });
    await revokeCertificate(administrator, { serial, reason: "issued_in_error", note: "" });
    const refused = { code: "certificates.error.revoked", status: 409 };
    await expect(correctName(holder, wish)).rejects.toMatchObject(refused);
  });

  test("refuses the same name, an empty one and one that cannot be printed", async () => {
    const { serial, holder } = await makeCertificate();
    await expect(correctName(holder, { serial, legalName: holder.name })).rejects.toMatchObject({
      details: { fields: { legalName: { code: "certificates.error.same_name" } } },
    });
    await expect(correctName(holder, { serial, legalName: "Abebe བོད" })).rejects.toMatchObject({
      details: { fields: { legalName: { code: "certificates.error.unprintable", values: { letters: "བོ ད" } } } },
    });
    expect(correctNameSchema.safeParse({ legalName: " \u202e " }).success).toBe(false);
    expect(correctNameSchema.safeParse({ legalName: "." }).success).toBe(false);
    expect(correctNameSchema.parse({ legalName: " Awa\u202e\n Ndiaye " })).toEqual({ legalName: "Awa Ndiaye" });
  });
});

describe("a name that came out wrong on an older template", () => {
  const old = (serial: string, generation = 1) =>
    db().certificate.update({
      where: { serial: parseSerial(serial)! },
      data: { template: "course-v1", generation },
      select: { id: true },
    });

  test("is had again with the same name, also when all corrections are used up; one that was right is not", async () => {
    const holder = await makeUser({ name: "Mbɔ́kɔ́ Lɔ̂si" });
    const { serial } = await makeCertificate({ holder });
    await expect(correctName(holder, { serial, legalName: holder.name })).rejects.toMatchObject({
      details: { fields: { legalName: { code: "certificates.error.same_name" } } },
    });
    await old(serial, 4);
    const next = await correctName(holder, { serial, legalName: holder.name });
    expect(await lookUpCertificate(next.serial, guest())).toMatchObject({
      template: "course-v3",
      snapshot: { name: "Mbɔ́kɔ́ Lɔ̂si" },
    });
    expect(await lookUpCertificate(serial, guest())).toMatchObject({ template: "course-v1", replacedBy: next.serial });
    const plain = await makeCertificate();
    await old(plain.serial);
    await expect(
      correctName(plain.holder, { serial: plain.serial, legalName: plain.holder.name }),
    ).rejects.toMatchObject({ details: { fields: { legalName: { code: "certificates.error.same_name" } } } });
  });

  test("is refused before issuing when no typeface draws it, with the letters and the cure", async () => {
    await expect(requirePrintable("Abebe བོད")).rejects.toMatchObject({
      status: 400,
      details: { fields: { legalName: { code: "certificates.error.unprintable", values: { letters: "བོ ད" } } } },
    });
    await requirePrintable("श्रीमती कृष्णा वर्मा");
    await requirePrintable(undefined);
    expect(await lettersLostOnPaper({ name: "Awa 😀", legalName: null })).toEqual(["😀"]);
    expect(await lettersLostOnPaper({ name: "Awa 😀", legalName: "Awa Ndiaye" })).toEqual([]);
  });
});

describe("names that certificates cannot print", () => {
  test("are listed for course staff with their letters, for a cohort's trainer those of the own cohort", async () => {
    const course = await makeShortCourse();
    const people = [
      await makeUser({ name: "Tenzin", legalName: "བསྟན་འཛིན" }),
      await makeUser({ name: "བོད Awa" }),
      await makeUser({ name: "བོད", legalName: "Awa Ndiaye" }),
      await makeUser({ name: "Ọ̀ṣun" }),
      await makeUser({ name: "Awa Ndiaye" }),
    ];
    for (const person of people) await enrol(person, course.slug);
    await makeUser({ name: "བོད" });
    const staff = await teachingOf(course);
    const { people: lost, next } = await listLostNames(staff);
    expect(next).toBeNull();
    expect(lost.map(({ name, letters }) => [name, letters.length > 0]).sort()).toEqual([
      ["Tenzin", true],
      ["བོད Awa", true],
    ]);
    // The name for certificates is its owner's: staff hear of its letters.
    expect(JSON.stringify(lost)).not.toContain("བསྟན་འཛིན");
    const { result, statements } = await countingStatements(() =>
      findLostLetters(
        staff,
        people.map(({ id }) => id),
      ),
    );
    expect(statements).toHaveLength(1);
    expect(result).toEqual({ [people[0]!.id]: expect.any(Array), [people[1]!.id]: ["བོ", "ད"] });

    const trainer = await makeUser({ role: "trainer" });
    const cohort = await makeCohort(course, { trainerId: trainer.id });
    await enrol(people[1]!, course.slug, { cohort: cohort.slug });
    const own = await teachingOf(course, { actor: trainer, role: null });
    expect((await listLostNames(own)).people.map(({ name }) => name)).toEqual(["བོད Awa"]);
    expect(Object.keys(await findLostLetters(own, [people[0]!.id, people[1]!.id]))).toEqual([people[1]!.id]);
  });

  test("are told to the person: before, and with each certificate that shows one wrong", async () => {
    const holder = await makeUser({ name: "བོད" });
    expect(await lettersLostOf(holder.id)).toEqual(["བོ", "ད"]);
    const { serial, id } = await makeCertificate({ holder });
    expect(await getIssuedFacts(id)).toMatchObject({ lost: ["བོ", "ད"] });
    expect(await listCertificatesOf(holder)).toMatchObject([{ serial, lost: ["བོ", "ད"] }]);
    await correctName(holder, { serial, legalName: "Bod" });
    expect(await listCertificatesOf(holder)).toMatchObject([{ lost: [] }]);
    expect(await lettersLostOf(holder.id)).toEqual([]);
  });
});

describe("revoking", () => {
  test("leaves the page, says why and since when, and writes an audit line", async () => {
    const { id, serial, holder, course } = await makeCertificate();
    const administrator = await makeUser({ role: "administrator" });
    await revokeCertificate(administrator, { serial, reason: "wrong_person", note: "Two accounts" }, { at: noon });
    const found = (await lookUpCertificate(serial, guest()))!;
    expect(found).toMatchObject({ state: "revoked", revokedAt: noon, revokedReason: "wrong_person" });
    const where = { subject: `certificate:${id}` };
    const lines = await db().auditEntry.findMany({ where, select: { actorId: true, action: true, data: true } });
    const data = { serial, reason: "wrong_person", note: "Two accounts" };
    expect(lines).toEqual([{ actorId: administrator.id, action: "certificates.certificate.revoked", data }]);
    expect((await issueCertificate({ userId: holder.id, courseId: course.id, at: noon })).isNew).toBe(false);
    expect(await listCertificatesOf(holder)).toMatchObject([{ serial, state: "revoked" }]);
  });

  test("is the administrator's alone, once, and of the present one", async () => {
    const { serial, holder } = await makeCertificate();
    const administrator = await makeUser({ role: "administrator" });
    const wish = { serial, reason: "at_request" as const, note: "" };
    await expect(revokeCertificate(null, wish)).rejects.toMatchObject({ status: 401 });
    for (const actor of [holder, await makeUser({ role: "moderator" })])
      await expect(revokeCertificate(actor, wish)).rejects.toMatchObject({ status: 403 });
    await expect(revokeCertificate(administrator, { ...wish, serial: "nothing" })).rejects.toMatchObject({
      status: 404,
    });
    const next = await correctName(holder, { serial, legalName: "Awa Ndiaye" });
    await expect(revokeCertificate(administrator, wish)).rejects.toMatchObject({ code: "certificates.error.replaced" });
    await revokeCertificate(administrator, { ...wish, serial: next.serial });
    await expect(revokeCertificate(administrator, { ...wish, serial: next.serial })).rejects.toMatchObject({
      code: "certificates.error.revoked",
    });
  });

  test("needs a reason", () => {
    const { error } = revokeSchema.safeParse({ serial: "X", reason: "", note: "" });
    expect(error?.issues.map(({ message }) => message)).toEqual(["certificates.error.reason"]);
    expect(revokeSchema.parse({ serial: "X", reason: "at_request" }).note).toBe("");
  });
});

test("programs read what the page says, and can check the fingerprint", async () => {
  const { serial, holder, course } = await makeCertificate({ at: noon });
  const certificate = (await lookUpCertificate(serial, guest()))!;
  const json = certificateJson(certificate, "https://crossroads.example.org");
  expect(json).toEqual({
    serial,
    url: `https://crossroads.example.org/certificates/${serial}`,
    state: "valid",
    name: holder.name,
    course: { slug: course.slug, title: { en: `Title of ${course.slug}`, fr: `Titre de ${course.slug}` } },
    hours: 2,
    activities: [],
    completedOn: "2026-03-12",
    issuedOn: "2026-03-12",
    issuer: "Crossroads",
    revokedOn: null,
    revokedReason: null,
    replacedBy: null,
    fingerprint: fingerprint(certificate.snapshot),
    snapshot: certificate.snapshot,
  });
  expect(JSON.stringify(json)).not.toContain(holder.id);
  const linkedIn = new URL(linkedInUrl(certificate, "https://crossroads.example.org"));
  expect(linkedIn.host).toBe("www.linkedin.com");
  expect(Object.fromEntries(linkedIn.searchParams)).toMatchObject({
    issueYear: "2026",
    issueMonth: "3",
    certId: serial,
  });
});
