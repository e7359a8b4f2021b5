import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { catalogues } from "#app/i18n/t.server.ts";

const seeds = path.resolve(import.meta.dirname, "../../prisma/seed/courses");
/** What the courses of the first content say in Arabic; what somebody says in it is quoted and may address one person. */
const lessons = readdirSync(seeds, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.ar\.(md|gift|questions\.yaml)$/.test(file))
  .map((file) => [file, readFileSync(path.join(seeds, file), "utf8").replace(/«[^»]*»/g, " ")] as const);

/** One Arabic word, with its vowel signs. */
const word = /[\u0621-\u0652]+/g;
const signs = /[\u064B-\u0652]/g;

/** Words that end in kāf without addressing anybody, bare of article and prepositions. */
const withoutAddress = new Set(
  (
    "ذلك ذاك تلك هناك هنالك بنك شريك مشترك اشترك تشترك يشترك نشترك اشتراك إشراك مشارك شارك يشارك تشارك نشارك محرك تحرك يتحرك يحرك ترك يترك تترك " +
    "نترك متروك ملك يملك تملك نملك مالك مسلك سلوك إدراك يدرك تدرك ندرك شبك فك يفك شك صك مبارك تمسك يمسك يتمسك إمساك حراك استهلاك " +
    "إرباك ارتباك اشتباك تشابك تشكيك تفكيك تحريك جمارك مستهلك يستهلك انتهاك ينتهك يوشك توشك أوشك سميك بلاستيك كلاسيك"
  ).split(" "),
);

/** Imperatives of one man which are no other word; an object may hang on them, "and" or "so" may stand before. */
const imperatives = new RegExp(
  "^[وف]?(?:اكتب|اختر|اضغط|افتح|احذف|احفظ|ابدأ|ابحث|اطلب|أضف|أزل|انظر|ارجع|اقرأ|اسأل|اذكر|اسحب|ادخل|املأ|انقل|انسخ|الصق|اترك|أجب|ارفع|ادعُ?)" +
    "(?:ه|ها|هم|هما|ني|نا)?$",
);

/** "You" of one person, in verbs and by itself. */
const you = /^[وف]?(?:أنت|كنت|لست|نسيت|شئت|أردت|أتممت|استنفدت|كتبته|أنجزته|اخترته)$/;

/** What one man is told, where everybody is addressed in the plural of courtesy or by a verbal noun. */
function addressesOne(text: string): string[] {
  return (text.match(word) ?? []).filter((form) => {
    const bare = form.replace(signs, "");
    if (imperatives.test(bare) || you.test(bare)) return true;
    if (!bare.endsWith("ك")) return false;
    const stems = [/^[وف]/, /^[وف]?(?:[بكل]?ال|لل|[بكل])/].map((prefix) => bare.replace(prefix, ""));
    return ![bare, ...stems].some((stem) => withoutAddress.has(stem));
  });
}

/** Signs of other scripts where Arabic has its own, outside codes (which are isolated) and names of characters. */
function foreignSigns(text: string): string[] {
  const rest = text.replace(/\u2068[^\u2069]*\u2069/g, "…").replace(/&\w+;/g, "");
  return [...(rest.match(/[,;?“”"]/g) ?? []), ...(rest.match(/[٠-٩۰-۹٪]/g) ?? []), ...(rest.match(/ [،؛؟]/g) ?? [])];
}

/** Digits joined by signs that turn in a line of Arabic, as in 2027-03-12, unless they are isolated. */
function turnedDigits(text: string): string[] {
  return text.replace(/\u2068[^\u2069]*\u2069/g, "…").match(/\d+(?:[-/–]|\.\.)\d+/g) ?? [];
}

/** Spellings and words of which the site has chosen the other one, each with that one. */
const chosen: [RegExp, string][] = [
  [/اً/, "the tanwin before the alif: ًا"],
  [/(?<![\u0621-\u0652])يرجى/, "يُرجى"],
  [/(?<![\u0621-\u0652])(?:ال|لل|و|ب)?(?:متعلم|مدرب)/, "متعلّم, مدرّب"],
  [/مسجل(?!\u0651)/, "مسجّل"],
  [/(?:ابد|اقر|امل|يبد|يقر)أو[ان]/, "ؤوا, ؤون"],
  [
    /(?<![\u0621-\u0652])(?:و|ال|وال|بال|لل|ب|ل)?(?:انشاء|ارسال|اضافة|ازالة|اعادة|ادخال|الغاء|اشعار|اجابة|اجراء|الى|اذا)(?![\u0621-\u0652])/,
    "a hamza: إ",
  ],
  [/ال(?:دور|صفح|رسال|ندو|شهاد|قاع|مسود|مراجع|محاول|درج|لغ|إجاب|قائم)ه(?![\u0621-\u0652])/, "a tāʾ marbūṭa: ة"],
  [/[تينا]ستعم|استعم/, "استخدم"],
  [/موضوعات/, "مواضيع"],
  [/عبر الإنترنت.{0,3}ندو|ندو\S{1,3} (?:عبر الإنترنت|[اإ]لكتروني|الإلكتروني)/, "ندوة"],
  [/أفرقة/, "فرق"],
  [/(?<![\u0621-\u0652])ال?تعلم(?![\u0621-\u0652])/, "تعلّم"],
];

function otherSpellings(text: string): string[] {
  return chosen.filter(([form]) => form.test(text)).map(([form, instead]) => `${form.exec(text)![0]} → ${instead}`);
}

/** Counts whose noun has not the form that its number asks for; none, one and two are said by words alone. */
function miscounted(message: string): string[] {
  return pluralsOf(parse(message, { ignoreTag: true })).flatMap((options) => {
    const form = (name: string) => said(options[name]?.value ?? []);
    const noun = (name: string) => /#\s?([\u0621-\u0652]+)/.exec(form(name))?.[1] ?? "";
    const faults: string[] = [];
    if (form("zero").includes("#")) faults.push(`zero: ${form("zero")}`);
    // Where the noun stands before the number, no form differs.
    const counts = noun("few") !== noun("other") && noun("few") !== "";
    for (const name of ["one", "two"]) if (counts && form(name).includes("#")) faults.push(`${name}: ${form(name)}`);
    if (counts && noun("many") === noun("other") && !/(?:[ةى]|\u064Bا)$/.test(noun("many")))
      faults.push(`many: ${form("many")}`);
    if (noun("other").endsWith("\u064Bا")) faults.push(`other: ${form("other")}`);
    if (noun("few").endsWith("\u064Bا")) faults.push(`few: ${form("few")}`);
    return faults;
  });
}

describe("the Arabic of the interface", () => {
  const all = Object.entries(catalogues.ar);

  it("addresses everybody in the plural of courtesy, or nobody", () => {
    for (const [key, message] of all) expect(addressesOne(said(parse(message, { ignoreTag: true }))), key).toEqual([]);
    for (const [file, text] of lessons) expect(addressesOne(text), file).toEqual([]);
  });

  it("has the signs of Arabic, and one kind of digits", () => {
    for (const [key, message] of all) expect(foreignSigns(said(parse(message, { ignoreTag: true }))), key).toEqual([]);
  });

  it("keeps dates and ranges of digits in their order", () => {
    for (const [key, message] of all) expect(turnedDigits(said(parse(message, { ignoreTag: true }))), key).toEqual([]);
  });

  it("spells a word in one way", () => {
    for (const [key, message] of all) expect(otherSpellings(message), key).toEqual([]);
    for (const [file, text] of lessons) expect(otherSpellings(text), file).toEqual([]);
  });

  it("counts as Arabic counts", () => {
    for (const [key, message] of all) expect(miscounted(message), key).toEqual([]);
  });
});

describe("the tests of Arabic", () => {
  it("see who is addressed", () => {
    expect(addressesOne("اكتب اسمك ثم اضغط «حفظ»، فافتحه إن كنت هناك")).toEqual([
      "اكتب",
      "اسمك",
      "اضغط",
      "فافتحه",
      "كنت",
    ]);
    expect(addressesOne("تم تسجيلكم في البنك. يمكنكم ترك ذلك لمن يملك كتابًا؛ اكتبوا واختاروا")).toEqual([]);
  });

  it("see the signs of other scripts", () => {
    expect(foreignSigns("نعم, لا; هل؟ “كذا” ٣ 50٪ ثم ؟")).toEqual([",", ";", "“", "”", "٣", "٪", " ؟"]);
    expect(foreignSigns("نعم، لا؛ هل؟ «كذا» 3 ⁨(.gift, .txt)⁩ و«&amp;»")).toEqual([]);
  });

  it("see digits that turn", () => {
    expect(turnedDigits("مثل 2027-03-12 أو 1/2 أو 3..4")).toEqual(["2027-03", "1/2", "3..4"]);
    expect(turnedDigits("مثل ⁨2027-03-12⁩ أو 14:00 أو 2.5")).toEqual([]);
  });

  it("see a second spelling", () => {
    expect(otherSpellings("يرجى من المدرب ارسال الرساله فوراً؛ ابدأوا التعلم").length).toBe(7);
    expect(otherSpellings("يُرجى من المدرّب إرسال الرسالة فورًا؛ ابدؤوا التعلّم، وهو يتعلم من دوره")).toEqual([]);
  });

  it("see a noun in the form of another number", () => {
    const right = "zero {لا ردود} one {رد واحد} two {ردان} few {# ردود} many {# ردًا} other {# رد}";
    const count = (options: string) => miscounted(`{n, plural, ${options}}`);
    expect(count(right)).toEqual([]);
    expect(count(right.replace("لا ردود", "# رد"))).toEqual(["zero: # رد"]);
    expect(count(right.replace("ردان", "# ردان"))).toEqual(["two: # ردان"]);
    expect(count(right.replace("# ردًا", "# رد"))).toEqual(["many: # رد"]);
    expect(count(right.replace("other {# رد}", "other {# ردًا}"))).toEqual(["other: # ردًا"]);
    expect(
      count("zero {لا شيء} one {بقي 1 من #} two {بقي 1 من #} few {بقي 1 من #} many {بقي 1 من #} other {بقي 1 من #}"),
    ).toEqual([]);
  });
});

type Options = Record<string, { value: MessageFormatElement[] }>;

function pluralsOf(elements: MessageFormatElement[]): Options[] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inside = Object.values(element.options).flatMap((option) => pluralsOf(option.value));
    return element.type === TYPE.plural ? [element.options, ...inside] : inside;
  });
}

/** All that a message says, whatever form of it is chosen; values are "…", counts "#". */
function said(elements: MessageFormatElement[]): string {
  return elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value;
      if (element.type === TYPE.pound) return "#";
      if (element.type !== TYPE.plural && element.type !== TYPE.select) return "…";
      return Object.values(element.options)
        .map((option) => said(option.value))
        .join(" ");
    })
    .join("");
}
