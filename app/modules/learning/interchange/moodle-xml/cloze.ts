import { htmlToText } from "#app/lib/safe-html.ts";
import type { ChoiceAnswer, ClozeGap, TextFormat } from "#app/modules/learning/questions/questions.ts";
import { fractionOf } from "#app/modules/learning/interchange/notation/fractions.ts";
import { Refusal, type Warn } from "./refusal.ts";
import { sharedWeights, takenApart, textAround } from "./several-gap.ts";
import { refuseWeights } from "./weights.ts";

type Kind = ClozeGap["kind"] | "several";
const kinds: Record<string, { kind: Kind; cased?: true }> = {
  ...Object.fromEntries(["SHORTANSWER", "SA", "MW"].map((name) => [name, { kind: "short" }])),
  ...Object.fromEntries(["SHORTANSWER_C", "SAC", "MWC"].map((name) => [name, { kind: "short", cased: true }])),
  ...Object.fromEntries(["NUMERICAL", "NM"].map((name) => [name, { kind: "numeric" }])),
  ...Object.fromEntries(
    ["", "_V", "_H", "_S", "_VS", "_HS"].flatMap((suffix) => [
      [`MULTICHOICE${suffix}`, { kind: "choice" }],
      [`MC${suffix.slice(1)}`, { kind: "choice" }],
    ]),
  ),
  ...Object.fromEntries(
    ["", "_H", "_S", "_HS"].flatMap((suffix) => [
      [`MULTIRESPONSE${suffix}`, { kind: "several" }],
      [`MR${suffix.slice(1)}`, { kind: "several" }],
    ]),
  ),
};

/** `{2:SHORTANSWER:`; letters and digits of another word there are named in the refusal. */
export const gapStart = /\{(\d*):([A-Z]+(?:_[A-Z]+)?):/g;

type Found = { start: number; end: number; line: number; name: string; weight: number; isCased: boolean } & (
  { kind: "several"; answers: ChoiceAnswer[] } | Omit<ClozeGap, "weight">
);
type ReadCloze = { hasCase: boolean } & (
  | { kind: "cloze"; prompt: string; gaps: ClozeGap[]; marks: number }
  | { kind: "several"; prompt: string; answers: ChoiceAnswer[]; marks: number }
);

/**
 * Takes the gaps out of an embedded-answers text ("cloze"): `{weight:KIND:~wrong#feedback~=right~%50%half}`; the question is
 * worth the sum of their weights. Refuses with the line of the gap, counted from `line`, where the text begins.
 */
export function readGaps(text: string, { format, line, warn }: Place & { warn: Warn }): ReadCloze {
  const found = findGaps(text, { format, line });
  const [only] = found;
  if (!only) throw new Refusal(line, "courses.xml.no_gaps");
  const hasCase = found.some(({ isCased }) => isCased);
  const marks = found.reduce((sum, { weight }) => sum + weight, 0);
  if (found.length === 1 && only.kind === "several") {
    const prompt = textAround(text.slice(0, only.start), text.slice(only.end));
    return { kind: "several", prompt, answers: only.answers, marks, hasCase };
  }
  const gaps: ClozeGap[] = [];
  let [prompt, at] = ["", 0];
  for (const { start, end, line: where, name, isCased: _isCased, ...gap } of found) {
    prompt += literal(text.slice(at, start));
    at = end;
    if (gap.kind === "several") {
      warn(where, "courses.xml.gap_several", { found: name });
      const apart = takenApart(gap.answers, { weight: gap.weight, first: gaps.length + 1 });
      gaps.push(...apart.gaps);
      prompt += apart.text;
    } else {
      gaps.push(gap as ClozeGap);
      prompt += `[[${gaps.length}]]`;
    }
  }
  return { kind: "cloze", prompt: prompt + literal(text.slice(at)), gaps, marks, hasCase };
}

function findGaps(text: string, { format, line }: Place): Found[] {
  const found: Found[] = [];
  let [at, where, counted] = [0, line, 0];
  for (const match of text.matchAll(gapStart)) {
    if (match.index < at) continue;
    where += text.slice(counted, match.index).split("\n").length - 1;
    counted = match.index;
    const [start, digits = "", name = ""] = match;
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!kind) throw new Refusal(where, "courses.xml.gap_kind", { found: name });
    const from = match.index + start.length;
    const inside = /^(?:\\[\s\S]|[^\\}])*(?=\})/.exec(text.slice(from, from + 50_000))?.[0];
    if (inside === undefined) throw new Refusal(where, "courses.xml.gap_unclosed", { found: start });
    const answers = answersIn(inside, kind.kind, { format, line: where });
    const [weight, isCased] = [weightIn(digits, where), kind.cased ?? false];
    at = from + inside.length + 1;
    found.push({ start: match.index, end: at, line: where, name, weight, isCased, ...answers } as Found);
  }
  return found;
}

/** What looks like our own sign for a gap is text here. */
function literal(text: string): string {
  return text.replace(/\[\[(?=\d+\]\])/g, "[ [");
}

function weightIn(digits: string, line: number): number {
  const weight = digits === "" ? 1 : Number(digits);
  if (weight > 1000) throw new Refusal(line, "courses.xml.bad_number", { element: "cloze", found: digits });
  return weight;
}

type Place = { format: TextFormat; line: number };

function answersIn(inside: string, kind: Kind, place: Place): object {
  const answers = split(inside, "~")
    .filter((part, at) => at > 0 || part.trim() !== "")
    .map((part) => answerIn(part, kind, place));
  const isChosen = kind === "choice" || kind === "several";
  if (answers.length < (isChosen ? 2 : 1)) {
    throw new Refusal(place.line, answers.length === 0 ? "courses.xml.no_answers" : "courses.xml.one_answer");
  }
  if (kind === "several") {
    if (answers.every(({ fraction }) => fraction <= 0)) refuseWeights(place.line, answers);
    const isWritten = /(?<!\\)%-?\d/.test(inside);
    return { kind, answers: sharedWeights(answers as ChoiceAnswer[], { isWritten }) };
  }
  refuseWeights(place.line, answers);
  return { kind, answers };
}

function answerIn(part: string, kind: Kind, { format, line }: Place) {
  const [answer = "", ...rest] = split(part, "#");
  const feedback = unescape(rest.join("#")).trim();
  const prefix = /^\s*(?:=|%(-?\d+(?:[.,]\d*)?)%)/.exec(answer);
  const percent = prefix ? (prefix[1] === undefined ? 100 : Number(prefix[1].replace(",", "."))) : 0;
  if (Math.abs(percent) > 100)
    throw new Refusal(line, "courses.xml.bad_number", { element: "cloze", found: String(percent) });
  const written = unescape(answer.slice(prefix?.[0].length ?? 0)).trim();
  const text = format === "html" && kind !== "choice" && kind !== "several" ? htmlToText(written) : written;
  if (text === "") throw new Refusal(line, "courses.xml.empty_answer");
  const base = { fraction: fractionOf(percent), ...(feedback && { feedback }) };
  return kind === "numeric" ? { ...numberFrom(text, line), ...base } : { text, ...base };
}

function numberFrom(text: string, line: number) {
  if (text === "*") return { min: null, max: null };
  const [value, tolerance = "0", more] = text.split(":").map((one) => one.trim());
  const numbers = [value, tolerance].map((one) =>
    /^[-+]?(\d+[.,]?\d*|[.,]\d+)(e[-+]?\d+)?$/i.test(one ?? "") ? Number(one?.replace(",", ".")) : NaN,
  );
  if (more !== undefined || !numbers.every(Number.isFinite)) {
    throw new Refusal(line, "courses.xml.bad_number", { element: "NUMERICAL", found: text.slice(0, 40) });
  }
  return { value: numbers[0] ?? 0, tolerance: Math.abs(numbers[1] ?? 0) };
}

/** Parts between signs that no backslash stands before. */
function split(text: string, sign: string): string[] {
  const parts = [""];
  for (const [piece] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (piece === sign) parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

function unescape(text: string): string {
  return text.replace(/\\([}#~/"\\={])/g, "$1");
}
