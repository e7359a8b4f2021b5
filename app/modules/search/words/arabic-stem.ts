const isArabic = /^[\u0621-\u064A]+$/;
const endings = ["ها", "ات", "ون", "ين", "ان", "يه", "ه", "ي"];

/** Words of Arabic, folded, that join others and are not looked for. */
export const arabicParticles: ReadonlySet<string> = new Set(
  "في من الي علي عن مع و او ان هذا هذه ذلك تلك التي الذي الذين ما لا لم لن كل بين قد كما ثم حتي اذا هو هي هم كان كانت".split(
    " ",
  ),
);

/**
 * The stem of a folded Arabic word, so that a word is found with and without its article, as one and as many: "and", the article with what
 * stands before it, and endings go, as in the light stemmer of Larkey, Ballesteros and Connell (2007), but at least three letters stay and endings are
 * taken until none is left, so that the stem of a stem is itself. The Snowball stemmer cuts «الفنانين» and «فنانين» differently.
 */
export function arabicStem(word: string): string {
  if (!isArabic.test(word)) return word;
  let stem = word.replace(/^(?:و(?=.{4}))?(?:(?:[بكف]?ال|لل)(?=.{3}))?/u, "");
  for (;;) {
    const ending = endings.find((letters) => stem.endsWith(letters) && stem.length - letters.length >= 3);
    // "For" stands before a word without its article; short words begin with this letter themselves.
    if (!ending) return stem.replace(/^ل(?=.{3})/u, "");
    stem = stem.slice(0, -ending.length);
  }
}
