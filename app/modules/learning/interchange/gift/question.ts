import { wholeBest, wholeSum } from "#app/modules/learning/interchange/notation/whole-weights.ts";
import type { ChoiceAnswer, NumericAnswer, Question, TextFormat } from "#app/modules/learning/questions/questions.ts";
import { type ReadAnswer, readChoices, readPairs, readTruth, readWords } from "./answers.ts";
import { readNumbers } from "./numbers.ts";
import { readOrdering } from "./ordering.ts";
import type { GiftParts } from "./parts.ts";
import type { Piece } from "./pieces.ts";
import { GiftRefusal, type Note } from "./refusal.ts";
import { commonFormat, type GiftText, readFormat, readText, type WrittenFormat, writtenIn } from "./texts.ts";

/** What a question adds to its kind and answers is known before it is read: key, line, category. */
export type Known = Pick<Question, "key" | "title" | "category" | "line" | "marks" | "tags" | "penalty">;

/** What is particular to a kind: `write` makes it in the one format of all its texts. */
type Particular = { texts: (GiftText | null)[]; write: (format: TextFormat) => object };

/**
 * The question of which these are the parts. Its kind is what Moodle makes of it: nothing between the braces asks for an
 * essay, a "#" for numbers, a "~" for a choice, "=" with "->" for a matching, TRUE or FALSE for a truth, anything else for
 * words. Throws GiftRefusal.
 */
export function readQuestion(parts: GiftParts & { answers: Piece }, known: Known, note: Note): Question {
  const { format } = readFormat(parts.stem, "moodle");
  const stem = readText(parts.stem, "moodle");
  const general = parts.general && readText(parts.general, format);
  const prompt = stem.text === "" && known.title !== null ? { text: known.title, format: stem.format } : stem;
  if (prompt.text === "") throw new GiftRefusal(parts.stem.at, "learning.gift.no_prompt", { sign: "{" });
  if (prompt !== stem) note(parts.stem.at, "learning.gift.title_as_text");
  const particular = readParticular(parts.answers, format, note);
  const common = commonFormat([prompt, general, ...particular.texts]);
  return {
    ...known,
    prompt: writtenIn(prompt, common),
    format: common,
    ...(general?.text && { feedback: { general: writtenIn(general, common) } }),
    ...particular.write(common),
  } as Question;
}

function readParticular(answers: Piece, format: WrittenFormat, note: Note): Particular {
  const written = answers.text;
  if (written === "") return { texts: [], write: () => ({ kind: "essay" }) };
  const items = readOrdering(answers);
  if (items) return { texts: [], write: () => ({ kind: "ordering", items }) };
  if (written.startsWith("#")) return numeric(answers, format, note);
  if (written.includes("~")) return choice(answers, format, note);
  if (written.includes("=") && written.includes("->")) return matching(answers, format);
  if (/^(T|TRUE|F|FALSE)\s*(#|$)/.test(written)) return truth(answers, format);
  return words(answers, format, note);
}

type Told = { code: string; values: Record<string, number> };

const said = (feedback: GiftText | null, format: TextFormat) =>
  feedback ? { feedback: writtenIn(feedback, format) } : {};

function whole<A>(found: { answers: A[]; note?: Told } | null, at: number, note: Note): A[] {
  if (!found) throw new GiftRefusal(at, "learning.gift.no_right_answer", { sign: "=" });
  if (found.note) note(at, found.note.code, found.note.values);
  return found.answers;
}

function choice(piece: Piece, format: WrittenFormat, note: Note): Particular {
  const { answers: read, isSeveral } = readChoices(piece, format, note);
  const answers = whole(isSeveral ? wholeSum(read) : wholeBest(read), piece.at, note);
  const isFree = answers.some(({ fraction }) => fraction <= 0) && !answers.some(({ fraction }) => fraction < 0);
  if (isSeveral && isFree) note(piece.at, "learning.gift.no_penalty");
  return {
    texts: textsOf(answers, true),
    write: (common) => ({ kind: isSeveral ? "several" : "single", answers: written(answers, common) }),
  };
}

function words(piece: Piece, format: WrittenFormat, note: Note): Particular {
  const answers = whole(wholeBest(readWords(piece, format)), piece.at, note);
  const isTruth = answers.some(({ text }) => /^(true|false|t|f)$/i.test(text.text));
  if (isTruth) note(piece.at, "learning.gift.looks_boolean");
  const write = (common: TextFormat) => ({
    kind: "short",
    answers: answers.map(({ text, fraction, feedback }) => ({ text: text.text, fraction, ...said(feedback, common) })),
  });
  return { texts: textsOf(answers, false), write };
}

function textsOf(answers: ReadAnswer[], withWords: boolean): (GiftText | null)[] {
  return answers.flatMap(({ text, feedback }) => (withWords ? [text, feedback] : [feedback]));
}

function written(answers: ReadAnswer[], common: TextFormat): ChoiceAnswer[] {
  return answers.map(({ text, fraction, feedback }) => ({
    text: writtenIn(text, common),
    fraction,
    ...said(feedback, common),
  }));
}

function numeric(piece: Piece, format: WrittenFormat, note: Note): Particular {
  const read = readNumbers(piece, format, note);
  const best = wholeBest(read.map((one) => ({ ...one, fraction: one.number.fraction })));
  const weighted = whole(best, piece.at, note);
  const write = (common: TextFormat) => ({
    kind: "numeric",
    answers: weighted.map(({ number, fraction, feedback }): NumericAnswer => ({
      ...number,
      fraction,
      ...said(feedback, common),
    })),
  });
  return { texts: read.map(({ feedback }) => feedback), write };
}

function matching(piece: Piece, format: WrittenFormat): Particular {
  const all = readPairs(piece, format);
  const pairs = all.filter(({ prompt }) => prompt.text !== "");
  const extra = all.filter(({ prompt, answer }) => prompt.text === "" && answer !== "");
  if (pairs.length === 0 || pairs.length + extra.length < 2)
    throw new GiftRefusal(piece.at, "learning.gift.few_pairs", { sign: "->" });
  const plain = (answer: string, common: TextFormat) => writtenIn({ text: answer, format: "plain" }, common);
  const write = (common: TextFormat) => ({
    kind: "matching",
    pairs: pairs.map(({ prompt, answer }) => ({ prompt: writtenIn(prompt, common), answer: plain(answer, common) })),
    extra: extra.map(({ answer }) => plain(answer, common)),
  });
  return { texts: pairs.map(({ prompt }) => prompt), write };
}

function truth(piece: Piece, format: WrittenFormat): Particular {
  const { isTrue, wrong, right } = readTruth(piece, format);
  const answer = (text: string, isRight: boolean, common: TextFormat) => ({
    text,
    fraction: Number(isRight),
    ...said(isRight ? right : wrong, common),
  });
  const write = (common: TextFormat) => ({
    kind: "boolean",
    answers: [answer("true", isTrue, common), answer("false", !isTrue, common)],
  });
  return { texts: [wrong, right], write };
}
