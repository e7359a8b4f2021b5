import { graphemes, printable, startsRightToLeft } from "./printable.ts";
import { type Drawing, type Shaper, shaperOf } from "./shaping.server.ts";
import { type Script, settings, type Typeface } from "./typefaces.server.ts";

/** A stretch of text in one typeface. */
type Run = { text: string; face: Typeface };

/**
 * A stretch as the template sets it. Marks are drawn: a typesetter that moves a mark to its place writes the letter into
 * the PDF twice, or a space beside it, for whoever copies, searches or listens. The template lays the drawing over text
 * whose marks stay where the pen is.
 */
type Stretch = Run & { rtl: boolean; above: number; below: number; drawing?: Drawing };

/** A text as it is to be set. */
export type Lettering = {
  text: string;
  rtl: boolean;
  runs: Stretch[];
  /** What must stay in one line; Chinese and Japanese may break before any sign. */
  pieces: Stretch[][];
  /** The letters as people count them, for a word that is longer than a line. */
  letters: Run[];
  /** Letters that no typeface draws right, each once; they are set as □. */
  missing: string[];
};

/** A letter with its marks; `script` is null for a sign of a script for which there is no typeface. */
type Letter = { text: string; script: Script | null; group: string };

export type Hand = {
  root: string;
  /** Prefers the typeface of small print. */
  plain?: boolean;
  /** Han letters have their Japanese forms also where no kana stands beside them. */
  isJapanese?: boolean;
  /** Scripts that the template has no typeface for. */
  lacks?: readonly Script[];
};

/**
 * Chooses the typefaces of a text so that every letter with its marks comes out as it is written: runs are whole letters
 * of one script, and each is shaped before it is believed. Throws nothing.
 */
export async function setLetters(text: string, hand: Hand): Promise<Lettering> {
  const shaper = shaperOf(hand.root);
  const letters = await assignScripts(graphemes(printable(text)), hand, shaper);
  const set: (Run & { isMissing: boolean })[] = [];
  const faces = await chooseFaces(letters, shaper, hand.plain === true);
  for (const run of runsByScript(letters)) {
    const face = faces.get(run[0]!.group);
    const faults = face ? await faultyLetters(run, face, shaper) : new Set(run);
    for (const letter of run) {
      const isMissing = faults.has(letter);
      set.push(
        isMissing ? { text: "□", face: "noto-sans-sc", isMissing } : { text: letter.text, face: face!, isMissing },
      );
    }
  }
  const shown = set.map(({ text, face }) => ({ text, face }));
  const rtl = startsRightToLeft(printable(text));
  const stretched = async (some: Run[]) =>
    (await Promise.all(join(some).map((run) => stretch(run, rtl, shaper)))).flat();
  return {
    text: shown.map((run) => run.text).join(""),
    rtl,
    runs: await stretched(shown),
    pieces: await Promise.all(split(shown).map(stretched)),
    letters: shown,
    missing: [...new Set(letters.filter((_, index) => set[index]!.isMissing).map((letter) => letter.text.trim()))],
  };
}

/**
 * Signs of no script (spaces, digits, stops) belong to the letters before them, what opens a bracket or a quotation to
 * those after it, if that typeface has them.
 */
async function assignScripts(texts: string[], { isJapanese, lacks }: Hand, shaper: Shaper): Promise<Letter[]> {
  const own = texts.map(scriptOf).map((found) => (lacks?.some((script) => script === found) ? "unknown" : found));
  const hanGroup = (isJapanese || own.some(isKana) ? settings.Hiragana : settings.Han).group;
  const lettersOnly = (found: Found) => found !== "common";
  const letters: Letter[] = [];
  for (const [index, text] of texts.entries()) {
    let script = own[index]!;
    if (script === "common") {
      const [before, after] = [own.slice(0, index).findLast(lettersOnly), own.slice(index).find(lettersOnly)];
      script = (/^[\p{Ps}\p{Pi}]/u.test(text) ? (after ?? before) : (before ?? after)) ?? "Latin";
      const follows = script !== "unknown" && (await shaper.has(settings[script as Script].faces[0], text));
      if (!follows) script = "Latin";
    }
    letters.push(
      script === "unknown"
        ? { text, script: null, group: "none" }
        : { text, script: script as Script, group: script === "Han" ? hanGroup : settings[script as Script].group },
    );
  }
  return letters;
}

type Found = Script | "common" | "unknown";

const scripts = Object.keys(settings).map(
  (script) => [script as Script, new RegExp(`\\p{Script=${script}}`, "u")] as const,
);

function scriptOf(letter: string): Found {
  const base = [...letter].find((sign) => !/[\p{Script=Common}\p{Script=Inherited}]/u.test(sign));
  if (!base) return "common";
  return scripts.find(([, signs]) => signs.test(base))?.[0] ?? "unknown";
}

/** Han letters beside kana are Japanese, whose forms differ. */
function isKana(found: Found): boolean {
  return found === "Hiragana" || found === "Katakana";
}

function runsByScript(letters: Letter[]): Letter[][] {
  const runs: Letter[][] = [];
  for (const letter of letters) {
    if (runs.at(-1)?.[0]!.script === letter.script) runs.at(-1)!.push(letter);
    else runs.push([letter]);
  }
  return runs;
}

/** One typeface for each group of scripts: the first that draws all of it, else the one with the fewest faults. */
async function chooseFaces(letters: Letter[], shaper: Shaper, plain: boolean): Promise<Map<string, Typeface>> {
  const chosen = new Map<string, Typeface>();
  const runs = runsByScript(letters);
  for (const setting of new Set(Object.values(settings))) {
    const { group } = setting;
    const own = runs.filter(([first]) => first!.group === group);
    if (own.length === 0) continue;
    const faces: readonly Typeface[] = plain ? setting.faces.toReversed() : setting.faces;
    let fewest = Infinity;
    for (const face of faces) {
      let faults = 0;
      for (const run of own) faults += (await faultyLetters(run, face, shaper)).size;
      if (faults < fewest) chosen.set(group, face);
      fewest = Math.min(fewest, faults);
      if (faults === 0) break;
    }
  }
  return chosen;
}

async function faultyLetters(run: Letter[], face: Typeface, shaper: Shaper): Promise<Set<Letter>> {
  const offsets = await shaper.faults(face, run.map(({ text }) => text).join(""));
  let at = 0;
  const faulty = run.filter(({ text }) => {
    const from = at;
    at += text.length;
    return offsets.some((offset) => offset >= from && offset < at);
  });
  return new Set(faulty);
}

function join(letters: Run[]): Run[] {
  const runs: Run[] = [];
  for (const { text, face } of letters) {
    const last = runs.at(-1);
    if (last?.face === face) last.text += text;
    else runs.push({ text, face });
  }
  return runs;
}

/** Words with marks are drawn one by one, so that lines can break between them, unless they run against the line. */
async function stretch({ text, face }: Run, rtl: boolean, shaper: Shaper): Promise<Stretch[]> {
  const own = startsRightToLeft(text);
  const words = own === rtl || own === false ? text.split(/(?<= )(?=[^ ])|(?<=[^ ])(?= )/u) : text.split(/(^ +| +$)/u);
  const parts: { text: string; isDrawn: boolean }[] = [];
  for (const word of words.filter((part) => part !== "")) {
    const isDrawn = /\p{Mn}/u.test(word);
    const last = parts.at(-1);
    if (last && !last.isDrawn && !isDrawn) last.text += word;
    else parts.push({ text: word, isDrawn });
  }
  return Promise.all(
    parts.map(async ({ text: part, isDrawn }) => {
      const drawing = isDrawn ? await shaper.draw(face, part) : undefined;
      const { above, below } = drawing ?? (await shaper.measure(face, part));
      return { text: part, face, rtl: own, above, below, ...(drawing && { drawing }) };
    }),
  );
}

function split(letters: Run[]): Run[][] {
  const pieces: Run[][] = [[]];
  for (const letter of letters) {
    const before = pieces.at(-1)!.at(-1)?.text;
    if (letter.text === " ") pieces.push([]);
    else if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letter.text)) pieces.push([letter]);
    else if (before === "-" || before === "\u2010") pieces.push([letter]);
    else pieces.at(-1)!.push(letter);
  }
  return pieces.filter((piece) => piece.length > 0);
}
