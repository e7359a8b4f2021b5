import type { Translate } from "#app/i18n/translator.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import type { AskedGap, AskedQuestion } from "#app/modules/learning/questions/quiz-view.ts";

/** Every gap is as wide as any other: its width must not tell the answer. */
const gapWidth = 14;

/**
 * The text of a cloze with a control in each gap. It is text and not components, because gaps stand anywhere inside the
 * sanitised HTML of the prompt, which has no seams that a component could follow.
 */
export function clozeHtml(question: AskedQuestion, { t, error }: { t: Translate; error?: string }): string {
  const { promptHtml, gaps } = question;
  return promptHtml.replace(/<gap-(\d+)>/g, (_mark, digits: string) => {
    const gap = gaps[Number(digits) - 1];
    return gap ? gapHtml(gap, { question, at: Number(digits) - 1, t, error }) : "";
  });
}

type Place = { question: AskedQuestion; at: number; t: Translate; error?: string };

function gapHtml({ kind, choices }: AskedGap, { question, at, t, error }: Place): string {
  const { number, gaps, response } = question;
  const label = t("quizzes.question.gap", { question: number, number: at + 1, total: gaps.length });
  const given = response[at] ?? "";
  const shared = attributes({
    class: "input gap",
    name: `q${number}`,
    id: `q${number}-${at + 1}`,
    "aria-label": label,
    dir: "auto",
    ...(error ? { "aria-invalid": "true", "aria-describedby": `q${number}-error` } : {}),
  });
  if (kind !== "choice") {
    const own = { value: given, size: String(gapWidth), maxlength: "1000", autocapitalize: "none" };
    const mode: Record<string, string> = kind === "numeric" ? { inputmode: "decimal" } : {};
    return `<input${shared}${attributes({ ...own, ...mode })}>`;
  }
  const options = choices.map(({ value, words }) => optionHtml(value, words, value === given));
  return `<select${shared}>${optionHtml("", t("quizzes.question.choose"), given === "")}${options.join("")}</select>`;
}

function optionHtml(value: string, words: string, isChosen: boolean): string {
  return `<option${attributes({ value })}${isChosen ? " selected" : ""}>${escapeHtml(words)}</option>`;
}

function attributes(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join("");
}
