import { htmlToText } from "#app/lib/safe-html.ts";
import type { ClozeGap, TextFormat } from "#app/modules/learning/questions/questions.ts";
import { fractionOf, weightProblem } from "#app/modules/learning/interchange/notation/fractions.ts";
import { Refusal } from "./refusal.ts";

const kinds: Record<string, { kind: ClozeGap["kind"]; cased?: true }> = {
  ...Object.fromEntries(["SHORTANSWER", "SA", "MW"].map((name) => [name, { kind: "short" }])),
  ...Object.fromEntries(["SHORTANSWER_C", "SAC", "MWC"].map((name) => [name, { kind: "short", cased: true }])),
  ...Object.fromEntries(["NUMERICAL", "NM"].map((name) => [name, { kind: "numeric" }])),
  ...Object.fromEntries(
    ["", "_V", "_H", "_S", "_VS", "_HS"].flatMap((suffix) => [
      [`MULTICHOICE${suffix}`, { kind: "choice" }],
      [`MC${suffix.slice(1)}`, { kind: "choice" }],
    ]),
  ),
};

/** `{2:SHORTANSWER:`; letters and digits of another word there are named in the refusal. */
export const gapStart = /\{(\d*):([A-Z]+(?:_[A-Z]+)?):/g;

type ReadCloze = { prompt: string; gaps: ClozeGap[]; hasCase: boolean };

/**
 * Takes the gaps out of an embedded-answers text ("cloze"): `{weight:KIND:~wrong#feedback~=right~%50%half}`. Refuses with
 * the line of the gap, counted from `line`, where the text begins.
 */
export function readGaps(text: string, format: TextFormat, line: number): ReadCloze {
  const gaps: ClozeGap[] = [];
  let prompt = "";
  let hasCase = false;
  let at = 0;
  for (const match of text.matchAll(gapStart)) {
    if (match.index < at) continue;
    const where = line + text.slice(0, match.index).split("\n").length - 1;
    const [start, digits = "", name = ""] = match;
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!kind) throw new Refusal(where, "courses.xml.gap_kind", { found: name });
    const from = match.index + start.length;
    const inside = /^(?:\\[\s\S]|[^\\}])*(?=\})/.exec(text.slice(from, from + 50_000))?.[0];
    if (inside === undefined) throw new Refusal(where, "courses.xml.gap_unclosed", { found: start });
    const gap = {
      weight: weightIn(digits, where),
      ...answersIn(inside, kind.kind, { format, line: where }),
    } as ClozeGap;
    hasCase ||= kind.cased ?? false;
    gaps.push(gap);
    prompt += `${literal(text.slice(at, match.index))}[[${gaps.length}]]`;
    at = from + inside.length + 1;
  }
  if (gaps.length === 0) throw new Refusal(line, "courses.xml.no_gaps");
  return { prompt: prompt + literal(text.slice(at)), gaps, hasCase };
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

function answersIn(inside: string, kind: ClozeGap["kind"], place: Place): Pick<ClozeGap, "kind" | "answers"> {
  const answers = split(inside, "~")
    .filter((part, at) => at > 0 || part.trim() !== "")
    .map((part) => answerIn(part, kind, place));
  if (answers.length < (kind === "choice" ? 2 : 1)) {
    throw new Refusal(place.line, answers.length === 0 ? "courses.xml.no_answers" : "courses.xml.one_answer");
  }
  const problem = weightProblem(answers, false);
  if (problem) throw new Refusal(place.line, problem.code, problem.values);
  return { kind, answers } as Pick<ClozeGap, "kind" | "answers">;
}

function answerIn(part: string, kind: ClozeGap["kind"], { format, line }: Place) {
  const [answer = "", ...rest] = split(part, "#");
  const feedback = unescape(rest.join("#")).trim();
  const prefix = /^\s*(?:=|%(-?\d+(?:\.\d+)?)%)/.exec(answer);
  const percent = prefix ? (prefix[1] === undefined ? 100 : Number(prefix[1])) : 0;
  if (Math.abs(percent) > 100)
    throw new Refusal(line, "courses.xml.bad_number", { element: "cloze", found: String(percent) });
  const written = unescape(answer.slice(prefix?.[0].length ?? 0)).trim();
  const text = format === "html" && kind !== "choice" ? htmlToText(written) : written;
  if (text === "") throw new Refusal(line, "courses.xml.empty_answer");
  const base = { fraction: fractionOf(percent), ...(feedback && { feedback }) };
  return kind === "numeric" ? { ...numberFrom(text, line), ...base } : { text, ...base };
}

function numberFrom(text: string, line: number) {
  if (text === "*") return { min: null, max: null };
  const [value, tolerance = "0", more] = text.split(":").map((one) => one.trim());
  const numbers = [value, tolerance].map((one) =>
    /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(one ?? "") ? Number(one) : NaN,
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
