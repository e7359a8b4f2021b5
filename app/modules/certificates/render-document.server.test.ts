import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { drawnNames, drawnNamesFromTheRight, undrawableNames } from "#test/fixtures/text/names-by-script.ts";
import { misdrawnLetters, renderCertificatePdf } from "./render-document.server.ts";
import frozenWords from "./templates/course-v1.words.json" with { type: "json" };
import frozenWordsOfV2 from "./templates/course-v2.words.json" with { type: "json" };
import type { CertificateDocument } from "./typesetting/document.ts";
import { setLetters } from "./typesetting/lettering.server.ts";
import { plainLetters } from "./plain-letters.ts";
import { misdrawnByCourseV1 } from "./typesetting/course-v1.server.ts";
import { certificateAssets, findProjectRoot, scriptsSinceVersion3 } from "./typesetting/typefaces.server.ts";
import { documentOfAwa } from "#test/factories/certificate-documents.ts";

const noPoppler = ["pdftotext", "pdfinfo", "pdffonts"].some((tool) => spawnSync(tool, ["-v"]).error);
const folder = mkdtempSync(join(tmpdir(), "certificate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const words = {
  en: {
    title: "Certificate of completion",
    awardedTo: "This certifies that",
    completed: "has completed the course",
    completedOn: "Completed on",
    hours: "Learning time",
    issuedOn: "Issued on",
    issuer: "Issued by",
    activities: "Activities of the Open Roadmap",
    serial: "Certificate number",
    verify: "Check this certificate at",
    qr: "QR code with the address where this certificate is checked",
    fingerprint: "Fingerprint (SHA-256)",
    unprintable: "□ stands for a letter that cannot be printed here.",
  },
  ar: {
    title: "شهادة إتمام",
    awardedTo: "نشهد بأن",
    completed: "قد أتم دورة",
    completedOn: "تاريخ الإتمام",
    hours: "مدة الدورة",
    issuedOn: "تاريخ الإصدار",
    issuer: "الجهة المانحة",
    activities: "أنشطة خريطة الطريق المفتوحة",
    serial: "رقم الشهادة",
    verify: "للتحقق من هذه الشهادة",
    qr: "رمز الاستجابة السريعة وفيه عنوان التحقق",
    fingerprint: "البصمة",
    unprintable: "□ يحل محل حرف لا يمكن طباعته هنا.",
  },
};

function certificate(changes: Partial<CertificateDocument> = {}): CertificateDocument {
  return {
    ...documentOfAwa,
    labels: words[changes.language === "ar" ? "ar" : "en"],
    ...changes,
  };
}

let files = 0;
function poppler(tool: string, pdf: Buffer, ...options: string[]): string {
  const path = join(folder, `${files++}.pdf`);
  writeFileSync(path, pdf);
  const target = tool === "pdftotext" ? [path, "-"] : [path];
  return execFileSync(tool, [...options, ...target], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** The words of the page in logical order, without the direction marks that pdftotext adds. */
function textOf(pdf: Buffer): string {
  const marks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  return poppler("pdftotext", pdf).replace(marks, "").replace(/\s+/g, " ").normalize("NFC");
}

describe.skipIf(noPoppler)("read back with poppler", () => {
  test.each(drawnNames)("a name in $script comes back letter for letter, in order", async ({ script, name, needs }) => {
    expect(await misdrawnLetters(name)).toEqual([]);
    const { runs } = await setLetters(name, { root: findProjectRoot() });
    expect([...new Set(runs.map(({ face }) => face))]).toEqual([needs]);
    // Poppler does not know which way Tifinagh runs, and follows the page.
    for (const language of script === "Tifinagh" ? (["en"] as const) : (["en", "ar"] as const)) {
      const text = textOf(await renderCertificatePdf(certificate({ name, language, courseTitle: name })));
      expect(text.split(name)).toHaveLength(3);
      expect(text).not.toContain("\u25cc");
    }
  });

  // Poppler turns words of right-to-left scripts round sign by sign, and does not know all of these scripts.
  test.each(drawnNamesFromTheRight)(
    "a name in $script comes back with every letter and mark",
    async ({ name, needs }) => {
      expect(await misdrawnLetters(name)).toEqual([]);
      const { runs } = await setLetters(name, { root: findProjectRoot() });
      expect([...new Set(runs.map(({ face }) => face))]).toEqual([needs]);
      const signsOf = (text: string) => [...squeeze(text)].sort().join("");
      const text = textOf(await renderCertificatePdf(certificate({ name })));
      const shown = /This certifies that (.*?) (?:4\.2 )?has completed/.exec(text)![1]!;
      expect(signsOf(shown.replace("4.2", ""))).toBe(signsOf(name.normalize("NFC")));
    },
  );

  test.each(undrawableNames)("$why: known before, and shown as a square with a note", async ({ name, letters }) => {
    expect(await misdrawnLetters(name)).toEqual(letters);
    const text = textOf(await renderCertificatePdf(certificate({ name })));
    expect(text).toContain("□ stands for a letter");
    expect(text).not.toContain("\u25cc");
  });

  test("scripts mix in one name", async () => {
    const text = textOf(await renderCertificatePdf(certificate({ name: "Amina محمد 王小明 Анна" })));
    for (const part of ["Amina", "محمد", "王小明", "Анна"]) expect(text).toContain(part);
  });

  test("every fact and every label is on the page", async () => {
    for (const language of ["en", "fr", "ar"] as const) {
      const arabic = {
        name: "محمد بن عبد الله",
        courseTitle: "خريطة طريق وطنية",
        hours: "12 ساعة",
        completedOn: "12 مارس 2026",
        issuedOn: "14 مارس 2026",
      };
      const given = certificate({ language, activities: ["1.2"], ...(language === "ar" && arabic) });
      const squeezed = squeeze(textOf(await renderCertificatePdf(given)));
      const { labels, template: _template, paper: _paper, language: _language, activities, ...rest } = given;
      const { titleLanguage: _titleLanguage, ...facts } = rest;
      const { qr: _qr, unprintable: _unprintable, ...shown } = labels;
      expect(squeezed).not.toContain("□");
      for (const word of [...Object.values(shown), ...Object.values(facts), ...activities]) {
        expect(squeezed).toContain(squeeze(word));
      }
    }
  });

  test("Arabic words are not torn by gaps and stand in order", async () => {
    const courseTitle = "من خريطة الطريق المفتوحة إلى خريطة طريق وطنية";
    const text = textOf(await renderCertificatePdf(certificate({ language: "ar", courseTitle })));
    expect(text).toContain(courseTitle);
    expect(text).toContain("أنشطة خريطة الطريق المفتوحة");
  });

  test.each([
    [
      "words",
      "Maria-Theresia Wilhelmina Konstantinopolitanska de la Cruz y Vasconcellos von Hohenstaufen-Wittgenstein zu Sayn",
    ],
    ["one wide word", "W".repeat(120)],
    ["one narrow word", "i".repeat(120)],
    ["Cyrillic", "Щ".repeat(120)],
    ["Chinese", "王".repeat(120)],
    ["Arabic", "محمدعلي".repeat(17)],
    ["loose marks", "ạ̈".repeat(60)],
    ["words with marks", "Ọ̀ṣun Mbɔ́kɔ́ Lɔ̂si ".repeat(6).trim()],
    ["Devanagari", "लक्ष्मीप्रसाद".repeat(9)],
    ["Burmese", "ဒေါ်အောင်ဆန်းစုကြည်".repeat(6)],
    ["Korean", "김".repeat(120)],
  ])("a name of 120 letters stays on one page, inside its column and whole: %s", async (_, name) => {
    for (const paper of ["a4", "us-letter"] as const) {
      const long = { name, paper, courseTitle: "m".repeat(200), activities: everyActivity };
      const pdf = await renderCertificatePdf(certificate(long));
      expect(poppler("pdfinfo", pdf)).toMatch(/Pages: +1\n/);
      const squeezed = squeeze(textOf(pdf));
      expect(squeezed).toContain("m".repeat(200));
      expect(squeezed).toContain("7K3M-Q9TX-2HVC");
      const boxes = wordBoxes(poppler("pdftotext", pdf, "-bbox"));
      const [width, height] = paper === "a4" ? [841.9, 595.3] : [792, 612];
      for (const box of boxes) {
        expect(box.left).toBeGreaterThan(60);
        expect(box.right).toBeLessThan(width - 50);
        expect(box.bottom).toBeLessThan(height - 50);
      }
      // Above the rule, nothing reaches from the text's column into the map: 92 mm, 4 mm apart, 24 mm from the edge.
      const end = width - ((92 + 4 + 24) * 72) / 25.4;
      const text = boxes.filter(({ left, top }) => left < end && top < height - 180);
      expect(Math.max(...text.map(({ right }) => right))).toBeLessThan(end + 1);
      if (!/[\p{M}\p{Script=Arabic}]/u.test(name)) expect(squeezed).toContain(squeeze(name));
    }
  });

  test("the document says its title, author, language and standard, and carries its fonts as subsets", async () => {
    for (const language of ["en", "fr", "ar"] as const) {
      const pdf = await renderCertificatePdf(certificate({ language, name: "Анна 王 محمد" }));
      const info = poppler("pdfinfo", pdf);
      expect(info).toContain(`${words[language === "ar" ? "ar" : "en"].title} – Анна 王 محمد`);
      expect(info).toMatch(/Author: +Crossroads/);
      expect(info).toMatch(/Keywords: +7K3M-Q9TX-2HVC/);
      expect(info).toMatch(/Tagged: +yes/);
      expect(info).toMatch(/Page size: +841.89 x 595.276 pts \(A4\)/);
      const metadata = poppler("pdfinfo", pdf, "-meta");
      expect(metadata).toContain("<pdfuaid:part>1</pdfuaid:part>");
      expect(metadata).toContain(`<dc:language><rdf:Bag><rdf:li>${language}</rdf:li>`);
      expect(pdf.toString("latin1")).toContain(`/Lang (${language})`);
      const fonts = poppler("pdffonts", pdf).trim().split("\n").slice(2);
      expect(fonts.length).toBeGreaterThanOrEqual(3);
      for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+(Amiri|NotoSans|GentiumBook).* yes yes yes +\d+ +0$/);
      expect(pdf.length).toBeLessThan(80_000);
    }
  });

  test("the tags give a heading, paragraphs, a link and a picture, in reading order", async () => {
    const tags = poppler("pdfinfo", await renderCertificatePdf(certificate()), "-struct-text");
    const order = [
      "H1",
      "This certifies that",
      "Awa Ndiaye",
      "From the Open Roadmap",
      "Completed on",
      "Link",
      "Figure",
    ];
    const places = order.map((part) => tags.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("Letter is Letter", async () => {
    const pdf = await renderCertificatePdf(certificate({ paper: "us-letter" }));
    expect(poppler("pdfinfo", pdf)).toMatch(/Page size: +792 x 612 pts \(letter\)/);
  });

  test("what formatters put into texts (narrow spaces, isolates) and long issuers do no harm", async () => {
    const issuer =
      "Secretariat of the Convention on the Protection and Promotion of the Diversity of Cultural Expressions";
    const hours = "1\u202f200 \u2068heures\u2069 😀";
    const pdf = await renderCertificatePdf(certificate({ issuer, hours }));
    expect(squeeze(textOf(pdf)).split(squeeze(issuer))).toHaveLength(3);
    expect(textOf(pdf)).toMatch(/1 200 heures ?□/);
    expect(poppler("pdfinfo", pdf)).toMatch(/Pages: +1\n/);
  });

  test("overrides of direction and control characters in a name change nothing else on the page", async () => {
    const text = textOf(
      await renderCertificatePdf(certificate({ name: "Awa \u202e\u2067Ndiaye\u0000\n #panic() \\ $x$" })),
    );
    expect(text).toContain("Awa Ndiaye #panic() \\ $x$");
    expect(text).toContain("has completed the course");
  });

  test("ten at once keep their own names", async () => {
    const names = Array.from(
      { length: 10 },
      (_, i) => `Learner Number ${"ABCDEFGHIJ"[i]} ${"王李张刘陈杨黄赵吴周"[i]}`,
    );
    const pdfs = await Promise.all(names.map((name) => renderCertificatePdf(certificate({ name }))));
    pdfs.forEach((pdf, i) => expect(textOf(pdf)).toContain(names[i]));
  });
});

test("the same data gives the same bytes", async () => {
  const [first, second] = [await renderCertificatePdf(certificate()), await renderCertificatePdf(certificate())];
  expect(first.subarray(0, 5).toString()).toBe("%PDF-");
  expect(first.equals(second)).toBe(true);
});

test("names that are taken for plain without a look are drawn right by every template", async () => {
  const plain = new RegExp(plainLetters, "u");
  const every = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter((sign) =>
    plain.test(sign),
  );
  expect(every.length).toBeGreaterThan(21_000);
  const root = findProjectRoot();
  const missing: string[] = [];
  for (let at = 0; at < every.length; at += 200) {
    const some = every.slice(at, at + 200).join("");
    missing.push(...(await setLetters(some, { root })).missing);
    missing.push(...(await setLetters(some, { root, lacks: scriptsSinceVersion3 })).missing);
    missing.push(...(await misdrawnByCourseV1(some, root)));
  }
  expect(missing).toEqual([]);
  expect(plain.test("लक्ष्मी")).toBe(false);
});

describe("certificates of version 1", () => {
  // Made with version 1 on the day before version 2: the bytes of the file, with all its faults.
  test.each([
    ["en", "Awa Ndiaye", "b8e05ff51684c562ab0de7b3f7d5ea72a6d3679bb23190176769bc6e8a4cb37c"],
    ["en", "Ọ̀ṣun", "5b05a2ba119977f39858507f6c6382d089ed6e5654245e346707be9c896ec380"],
    ["ar", "محمّد", "1b5b9a506df933213c741507d2413c1356ec801c6f8209c9766cd046e779d065"],
    ["fr", "王小明", "ead72611ef9675015d80c22be521522f0f4002163060c99a259605e1e824c7f6"],
    ["en", "श्रीमती कृष्णा", "edc90222b470ffd4bd3c999317ec3fad7a067a41618efb71b236f920b10670bd"],
  ] as const)("come out as they were: %s, %s", async (language, name, hash) => {
    const { hoursValue: _hoursValue, ...labels } = frozenWords[language];
    const { titleLanguage: _titleLanguage, ...old } = certificate({ template: "course-v1", language, name });
    const pdf = await renderCertificatePdf({ ...old, labels });
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(hash);
  });

  test("are known to be wrong where runs were cut at marks, or letters had no glyph", async () => {
    const inV1 = (name: string) => misdrawnLetters(name, { template: "course-v1" });
    expect(await inV1("Awa Ndiaye’s – Đặng, Ö. 王ـ محمّد می\u200cخواهد")).toEqual([]);
    expect(await inV1("Mbɔ́kɔ́ Lɔ̂si")).toEqual(["ɔ́", "ɔ̂"]);
    expect(await inV1("श्रीमती")).toEqual(["श्री", "म", "ती"].filter((letter) => /\p{M}/u.test(letter)));
    expect(await inV1("Abebe አበበ")).toEqual(["አ", "በ"]);
    expect(await misdrawnLetters("Mbɔ́kɔ́ Lɔ̂si Abebe አበበ श्रीमती")).toEqual([]);
  });
});

describe("certificates of version 2", () => {
  // Made with version 2 on the day before version 3: those with letters that only version 3 draws keep their squares.
  test.each([
    ["en", "Awa Ọ̀ṣun", "8f885cbc33b45b615edc174f5afe59469cb3d2cd22be8250d73cf9042a6613bc"],
    ["ar", "محمّد 山田", "da50a925814c33a5800eb273fd8b4917eff826446b6362f3fbfe03f4f713cf8b"],
    ["fr", "山田さくら श्रीमती", "a4aedfbffaed509f5b38c2027860cb4b381fcc55818f271401e98d56604d5dc0"],
    ["en", "ગુજરાતી Awa", "7dd72b713e9fdaa1f0e878046f969a3bfb32a1f4203c11a3eb81c1f17a85d84e"],
  ] as const)("come out as they were: %s, %s", async (language, name, hash) => {
    const { hoursValue: _hoursValue, ...labels } = frozenWordsOfV2[language];
    const pdf = await renderCertificatePdf(certificate({ template: "course-v2", language, name, labels }));
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(hash);
  });

  test("are known to lack the scripts that came later", async () => {
    expect(await misdrawnLetters("ગુજરાતી Awa", { template: "course-v2" })).toEqual(["ગુ", "જ", "રા", "તી"]);
    expect(await misdrawnLetters("ગુજરાતી Awa")).toEqual([]);
  });
});

test("Han letters of a Japanese name are set in Japanese forms, and fall back when a letter has none", async () => {
  const facesOf = async (name: string, isJapanese: boolean) => {
    const { runs, missing } = await setLetters(name, { root: findProjectRoot(), isJapanese });
    expect(missing).toEqual([]);
    return runs.map(({ face }) => face);
  };
  expect(await facesOf("直角", true)).toEqual(["biz-udpmincho"]);
  expect(await facesOf("直角", false)).toEqual(["noto-sans-sc"]);
  expect(await facesOf("龘们", true)).toEqual(["noto-sans-sc"]);

  const fontsOf = async (changes: Partial<CertificateDocument>) =>
    (await renderCertificatePdf(certificate({ name: "直角", ...changes }))).toString("latin1").includes("BIZUDPMincho");
  expect(await fontsOf({ nameLanguage: "ja" })).toBe(true);
  expect(await fontsOf({})).toBe(false);
  expect(await fontsOf({ courseTitle: "文化", titleLanguage: "ja" })).toBe(true);
});

test("European letters of one text share a typeface, brackets go with what they hold, kana makes Han Japanese", async () => {
  const facesOf = async (text: string) => {
    const { runs } = await setLetters(text, { root: findProjectRoot() });
    return runs.map((run) => `${run.face}: ${run.text}`);
  };
  expect(await facesOf("Анна Nguyễn Σ")).toEqual(["gentium-book-plus: Анна Nguyễn Σ"]);
  expect(await facesOf("D’Arcy 김 (Kim)")).toEqual([
    "gentium-book-plus: D’Arcy ",
    "nanum-myeongjo: 김 ",
    "gentium-book-plus: (Kim)",
  ]);
  expect(await facesOf("山田さくら")).toEqual(["biz-udpmincho: 山田さくら"]);
  expect(await facesOf("山田")).toEqual(["noto-sans-sc: 山田"]);
});

test("only words with marks are drawn, and words that run against the line in one piece", async () => {
  const drawn = async (text: string) => {
    const { runs } = await setLetters(text, { root: findProjectRoot() });
    return runs.map((run) => [run.text, run.drawing !== undefined]);
  };
  expect(await drawn("Awa Ndiaye")).toEqual([["Awa Ndiaye", false]]);
  expect(await drawn("Awa Ọ̀ṣun Adé Òdé")).toEqual([
    ["Awa ", false],
    ["Ọ̀ṣun", true],
    [" Adé Òdé", false],
  ]);
  expect(await drawn("Awa محمّد علي")).toEqual([
    ["Awa ", false],
    ["محمّد علي", true],
  ]);
});

test("a certificate leaves nothing behind in the process", async () => {
  // Outside of what the garbage collector knows of: there a document kept half a megabyte.
  const held = () => {
    const { rss, heapTotal, external } = process.memoryUsage();
    return (rss - heapTotal - external) / 1e6;
  };
  const make = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await renderCertificatePdf(certificate({ name: `Awa Ọ̀ṣun ${i}` }));
      await new Promise(setImmediate);
    }
  };
  await make(20);
  const before = held();
  await make(80);
  expect(held() - before).toBeLessThan(25);
});

test("templates and fonts are found from a root, also one that is not this one", async () => {
  const root = join(folder, "elsewhere");
  const templates = "app/modules/certificates/templates";
  mkdirSync(join(root, dirname(templates)), { recursive: true });
  cpSync(join(findProjectRoot(), templates), join(root, templates), { recursive: true });
  symlinkSync(join(findProjectRoot(), "node_modules"), join(root, "node_modules"));
  expect(certificateAssets(root).templates).toBe(join(root, templates));
  expect((await renderCertificatePdf(certificate(), { root })).equals(await renderCertificatePdf(certificate()))).toBe(
    true,
  );
});

function squeeze(text: string): string {
  return text.replace(/\s/g, "");
}

const everyActivity = [1, 2, 3, 4, 5].flatMap((output) => [1, 2, 3, 4].map((n) => `${output}.${n}`));

function wordBoxes(xml: string) {
  return [...xml.matchAll(/xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"/g)].map((found) => {
    const [left, top, right, bottom] = found.slice(1).map(Number) as [number, number, number, number];
    return { left, top, right, bottom };
  });
}
