import { stripUnsafeCharacters, truncate } from "#app/lib/text.ts";
import type { QuestionBase } from "#app/modules/learning/questions/questions.ts";
import { mapTexts } from "#app/modules/learning/interchange/notation/named-files.ts";
import { readBoolean, readChoices, readNumeric, readShort } from "./answers.ts";
import { readGaps } from "./cloze.ts";
import { gapWeights } from "./gap-weights.ts";
import { warnOfLeftOut } from "./left-out.ts";
import { readEssay, readMatching, readOrdering, readSelect } from "./parts.ts";
import { Refusal } from "./refusal.ts";
import { numberOf, required, type Scope } from "./scope.ts";
import { questionFeedback, richText, textWithGaps, warnOfFormulas } from "./texts.ts";
import { child, children, textOf } from "./tree.ts";
import { oldPicture } from "./with-files.ts";

/** What a `<question>` says, without its name and category. Throws a `Refusal` with the line of what is wrong. */
export function readQuestionNode(scope: Scope): object {
  const { node, warn } = scope;
  const kind = node.attributes.type ?? "";
  if (!isSupported(kind)) throw new Refusal(node.line, "courses.xml.unsupported", { kind: kind || "?" });
  const promptElement = required(node, "questiontext");
  const readPrompt = kind === "cloze" || kind === "multianswer" ? textWithGaps : richText;
  const prompt = readPrompt(promptElement, scope) + oldPicture(node, scope);
  if (prompt === "") throw new Refusal(promptElement.line, "courses.xml.no_prompt");
  warnOfLeftOut(scope);
  const marks = numberOf(node, "defaultgrade", 1);
  if (marks < 0) throw new Refusal(child(node, "defaultgrade")?.line ?? node.line, "courses.xml.marks");
  if (marks === 0) warn(child(node, "defaultgrade")?.line ?? node.line, "courses.xml.no_marks");
  // Moodle's <penalty> is for trying again in one attempt, which there is not here. This one is our own.
  const penalty = numberOf(node, "wronganswerpenalty", -1);
  const base = {
    prompt,
    format: scope.format,
    marks,
    ...questionFeedback(scope),
    ...(penalty >= 0 && penalty <= 1 && { penalty }),
    ...tagsOf(scope),
  };
  return { ...base, ...readOwn(kind, prompt, scope) };
}

const kinds = [
  ...["multichoice", "truefalse", "shortanswer", "numerical", "matching", "match", "ddmatch"],
  ...["ordering", "cloze", "multianswer", "gapselect", "ddwtos", "essay"],
] as const;
type Kind = (typeof kinds)[number];
const isSupported = (kind: string): kind is Kind => (kinds as readonly string[]).includes(kind);

function readOwn(kind: Kind, prompt: string, scope: Scope): object {
  switch (kind) {
    case "multichoice":
      return readChoices(scope);
    case "truefalse":
      return readBoolean(scope);
    case "shortanswer":
      return readShort(scope);
    case "numerical":
      return readNumeric(scope);
    case "ordering":
      return readOrdering(scope);
    case "essay":
      return readEssay(scope);
    case "cloze":
    case "multianswer":
      return readCloze(scope, prompt);
    case "gapselect":
    case "ddwtos":
      return readSelect(scope, prompt);
    default:
      return readMatching(scope);
  }
}

/** Whatever its `<defaultgrade>` says, Moodle counts the sum of the gaps. */
function readCloze(scope: Scope, prompt: string): object {
  const { node, format, warn } = scope;
  const element = required(node, "questiontext");
  const { hasCase, ...read } = readGaps(prompt, { format, line: child(element, "text")?.line ?? element.line, warn });
  mapTexts(read, (text) => {
    warnOfFormulas(text, element, scope);
    return text;
  });
  if (hasCase) warn(node.line, "courses.xml.case_ignored");
  const own = read.kind === "cloze" ? gapWeights(node, read.gaps) : null;
  const said = numberOf(node, "defaultgrade", read.marks);
  if (said !== read.marks && !own) {
    const values = { found: said, marks: read.marks };
    warn(child(node, "defaultgrade")?.line ?? node.line, "courses.xml.sum_of_gaps", values);
  }
  return { ...read, ...own };
}

function tagsOf({ node }: Scope): Pick<QuestionBase, "tags"> {
  const all = ["tags", "coursetags"].flatMap((name) => children(child(node, name), "tag"));
  const words = all.map((tag) => truncate(stripUnsafeCharacters(textOf(tag)), 60).slice(0, 60));
  const tags = [...new Set(words.filter(Boolean))].slice(0, 30);
  return tags.length > 0 ? { tags } : {};
}
