import { htmlToText } from "#app/lib/safe-html.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import type {
  MatchingQuestion,
  NumericAnswer,
  Question,
  TextFormat,
} from "#app/modules/learning/questions/questions.ts";
import { percentOf } from "#app/modules/learning/interchange/notation/fractions.ts";
import { writeGaps } from "./write-cloze.ts";
import { element, text, words } from "./xml-text.ts";

/** The bytes of a course's files by their names. */
export type QuestionFiles = ReadonlyMap<string, Uint8Array>;

const formats: Record<TextFormat, string> = { plain: "plain_text", markdown: "markdown", html: "html" };

/** The XML of one question with what of it another program reads otherwise, or why the format cannot carry it. */
export function writeQuestion(
  question: Question,
  files: QuestionFiles,
): { xml: string; reduced: string[] } | { code: string } {
  const rich = richWriter(question.format, files);
  const cloze =
    question.kind === "cloze"
      ? writeGaps(question)
      : { type: null, text: question.prompt, own: [], differsInMoodle: false };
  if ("code" in cloze) return cloze;
  const own = ownParts(question, rich);
  const { general = "", right = "", partly = "", wrong = "" } = question.feedback ?? {};
  const parts = [
    // Moodle wants a name for every question.
    element("name", question.title === null ? { untitled: "1" } : {}, text(question.title ?? question.key)),
    rich("questiontext", cloze.text),
    rich("generalfeedback", general),
    element("defaultgrade", {}, String(question.marks)),
    // Moodle's own penalty is for trying again.
    element("penalty", {}, "0"),
    element("hidden", {}, "0"),
    element("idnumber", {}, words(question.key)),
    ...(question.penalty === undefined ? [] : [element("wronganswerpenalty", {}, String(question.penalty))]),
    ...(right && [rich("correctfeedback", right)]),
    ...(partly && [rich("partiallycorrectfeedback", partly)]),
    ...(wrong && [rich("incorrectfeedback", wrong)]),
    ...own.parts,
    ...cloze.own,
    ...(question.tags?.length
      ? [element("tags", {}, question.tags.map((tag) => element("tag", {}, text(tag))).join(""))]
      : []),
  ];
  return {
    xml: element("question", { type: cloze.type ?? own.type }, `\n${parts.join("\n")}\n`),
    reduced: cloze.differsInMoodle ? ["courses.xml.write_gap_weights"] : [],
  };
}

type Rich = (name: string, content: string, more?: { attributes?: Record<string, string>; inner?: string }) => string;

/** Texts with their format and the files that they show beside them. */
function richWriter(format: TextFormat, files: QuestionFiles): Rich {
  return (name, content, { attributes = {}, inner = "" } = {}) => {
    const shown = new Set<string>();
    const addressed = content.replace(
      /(?<![\w/.-])files\/([a-z0-9][a-z0-9-]*\.[a-z0-9]{2,5})(?![\w-])/g,
      (found, file: string) => {
        if (!files.has(file)) return found;
        shown.add(file);
        return `@@PLUGINFILE@@/${file}`;
      },
    );
    const packed = [...shown].map((file) => {
      const bytes = Buffer.from(files.get(file) ?? []);
      return element("file", { name: file, path: "/", encoding: "base64" }, bytes.toString("base64"));
    });
    return element(name, { format: formats[format], ...attributes }, text(addressed, packed.join("")) + inner);
  };
}

function ownParts(question: Question, rich: Rich): { type: string; parts: string[] } {
  const feedback = (content?: string) => (content ? rich("feedback", content) : "");
  const weight = (fraction: number) => ({ fraction: percentOf(fraction) });
  switch (question.kind) {
    case "single":
    case "several":
      return {
        type: "multichoice",
        parts: [
          element("single", {}, String(question.kind === "single")),
          element("shuffleanswers", {}, "true"),
          element("answernumbering", {}, "abc"),
          ...question.answers.map((answer) => {
            return rich("answer", answer.text, {
              attributes: weight(answer.fraction),
              inner: feedback(answer.feedback),
            });
          }),
        ],
      };
    case "boolean":
    case "short": {
      const parts = question.answers.map((answer) => {
        const attributes = { ...weight(answer.fraction), format: "moodle_auto_format" };
        return element("answer", attributes, text(answer.text) + feedback(answer.feedback));
      });
      if (question.kind === "boolean") return { type: "truefalse", parts };
      return { type: "shortanswer", parts: [element("usecase", {}, "0"), ...parts] };
    }
    case "numeric":
      return {
        type: "numerical",
        parts: question.answers.map((answer) => {
          const attributes = { ...weight(answer.fraction), format: "moodle_auto_format" };
          return element("answer", attributes, numberXml(answer) + feedback(answer.feedback));
        }),
      };
    case "matching":
      return matchingParts(question, rich);
    case "ordering":
      return {
        type: "ordering",
        parts: [
          element("layouttype", {}, "VERTICAL"),
          element("selecttype", {}, "ALL"),
          element("selectcount", {}, String(question.items.length)),
          element("gradingtype", {}, "RELATIVE_NEXT_INCLUDE_LAST"),
          element("showgrading", {}, "SHOW"),
          ...question.items.map((item, at) => rich("answer", item, { attributes: { fraction: String(at + 1) } })),
        ],
      };
    case "cloze":
      return { type: "cloze", parts: [] };
    case "essay":
      return {
        type: "essay",
        parts: [
          element("responseformat", {}, "plain"),
          element("responserequired", {}, "1"),
          element("minwordlimit", {}, String(question.minWords ?? "")),
          element("maxwordlimit", {}, String(question.maxWords ?? "")),
          element("attachments", {}, "0"),
          rich("graderinfo", question.notes ?? ""),
          element("responsetemplate", { format: "plain_text" }, text(question.template ?? "")),
        ],
      };
  }
}

/** Stands in for an end that a range does not have; Moodle knows only a number and a tolerance. */
const farAway = 1e12;

function numberXml(answer: NumericAnswer): string {
  const number = (value: number, tolerance: number, more = "") =>
    text(String(value)) + element("tolerance", {}, String(tolerance)) + more;
  if ("value" in answer) return number(answer.value, answer.tolerance);
  const { min, max } = answer;
  if (min === null && max === null) return text("*") + element("tolerance", {}, "0");
  const [low, high] = [min ?? (max ?? 0) - farAway, max ?? (min ?? 0) + farAway];
  const range = element("range", { min: min?.toString(), max: max?.toString() }, "");
  return number((low + high) / 2, (high - low) / 2, range);
}

/** Plain words as Moodle's matching wants them; answers with marks in them go into the kind with dragging. */
function matchingParts({ pairs, extra, format }: MatchingQuestion, rich: Rich): { type: string; parts: string[] } {
  const all = [...pairs, ...extra.map((answer) => ({ prompt: "", answer }))];
  const plain = (answer: string) => (format === "html" ? htmlToText(answer) : answer);
  const isPlain =
    format !== "html" ||
    all.every(({ answer }) => escapeHtml(plain(answer)) === answer && plain(answer).trim() === plain(answer));
  const parts = all.map(({ prompt, answer }) => {
    const inner = isPlain ? element("answer", {}, text(plain(answer))) : rich("answer", answer);
    return rich("subquestion", prompt, { inner });
  });
  return { type: isPlain ? "matching" : "ddmatch", parts: [element("shuffleanswers", {}, "true"), ...parts] };
}
