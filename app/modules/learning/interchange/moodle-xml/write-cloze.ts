import { escapeHtml } from "#app/lib/escape-html.ts";
import type { ClozeGap, ClozeQuestion } from "#app/modules/learning/questions/questions.ts";
import { gapStart } from "./cloze.ts";
import { type GapWeights, ownWeights, wholeWeights } from "./gap-weights.ts";
import { writeSelect } from "./write-select.ts";
import { percentOf } from "#app/modules/learning/interchange/notation/fractions.ts";

const names = { choice: "MULTICHOICE", short: "SHORTANSWER", numeric: "NUMERICAL" } as const;

type Written = { type: "cloze" | "gapselect"; text: string } & GapWeights;

/**
 * The prompt of a cloze question with its gaps written into it, or why Moodle has no words for it. A list of one choice is
 * known to another kind of question only.
 */
export function writeGaps(question: ClozeQuestion): Written | { code: string } {
  const { prompt, gaps, format } = question;
  if (gaps.some(({ kind, answers }) => kind === "choice" && answers.length < 2)) {
    const select = writeSelect(question);
    if (!select) return { code: "courses.xml.write_one_choice" };
    const { own, differsInMoodle } = ownWeights(question);
    return { type: "gapselect", text: select.prompt, own: [...select.options, ...own], differsInMoodle };
  }
  if (new RegExp(gapStart.source).test(prompt)) return { code: "courses.xml.write_gap_like" };
  const { weights, own, differsInMoodle } = wholeWeights(question);
  const written = gaps.map((gap, at) => writeGap({ ...gap, weight: weights[at] ?? 1 }, format === "html"));
  if (written.includes(null)) return { code: "courses.xml.write_range" };
  const left = new Map(written.map((gap, at) => [at + 1, gap]));
  const text = prompt.replace(/\[\[(\d{1,3})\]\]/g, (found, digits: string) => {
    const gap = left.get(Number(digits));
    left.delete(Number(digits));
    return gap ?? found;
  });
  return { type: "cloze", text: [text, ...left.values()].join(" ").trim(), own, differsInMoodle };
}

function writeGap({ kind, weight, answers }: ClozeGap, isHtml: boolean): string | null {
  const parts = answers.map((answer) => {
    const text = "text" in answer ? answer.text : numberText(answer);
    if (text === null) return null;
    const words = isHtml && kind === "short" ? escapeHtml(text) : text;
    const weight = answer.fraction === 1 ? "=" : `%${percentOf(answer.fraction)}%`;
    return weight + escaped(words) + (answer.feedback ? `#${escaped(answer.feedback)}` : "");
  });
  return parts.includes(null) ? null : `{${weight}:${names[kind]}:${parts.join("~")}}`;
}

type Numeric = Extract<ClozeGap, { kind: "numeric" }>["answers"][number];

/** A range inside a text has its middle and a tolerance; one without an end has none. */
function numberText(answer: Numeric): string | null {
  if ("value" in answer) return answer.tolerance > 0 ? `${answer.value}:${answer.tolerance}` : String(answer.value);
  if (answer.min === null && answer.max === null) return "*";
  if (answer.min === null || answer.max === null) return null;
  return `${(answer.min + answer.max) / 2}:${(answer.max - answer.min) / 2}`;
}

function escaped(text: string): string {
  return text.replace(/[\\}#~]/g, "\\$&");
}
