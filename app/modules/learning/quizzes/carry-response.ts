import { isChoice, matchChoices, type Question } from "#app/modules/learning/questions/questions.ts";
import { fitResponse, type Response } from "#app/modules/learning/questions/responses.ts";

/**
 * A response to one version of a question, as a response to a later one. Responses are indexes, and an author may move, add,
 * remove or mend what they point at: an equal text is the same thing wherever it stands now; what has no equal is taken for what
 * stands in its place when that is new as well (a mended text), else it is dropped. Texts that were typed stay. Null when the
 * kind is another one, since nothing can be carried over then. Never throws.
 */
export function carryResponse(before: Question, after: Question, response: Response): string[] | null {
  if (before.kind !== after.kind) return null;
  const given = fitResponse(before, response);
  if (given.length === 0) return [];
  if (isChoice(before) && isChoice(after)) {
    const to = slotsIn(texts(before.answers), texts(after.answers));
    return fitResponse(after, through(to, given));
  }
  if (before.kind === "ordering" && after.kind === "ordering") {
    const to = slotsIn(before.items, after.items);
    return fitResponse(after, through(to, given));
  }
  if (before.kind === "matching" && after.kind === "matching") {
    const pairs = slotsIn(prompts(before.pairs), prompts(after.pairs));
    const choices = slotsIn(matchChoices(before), matchChoices(after));
    const carried = through(choices, given);
    return fitResponse(after, moved(carried, pairs, after.pairs.length));
  }
  if (before.kind === "cloze" && after.kind === "cloze") {
    const carried = after.gaps.map((gap, index) => {
      const [old, value] = [before.gaps[index], given[index] ?? ""];
      if (!old || old.kind !== gap.kind) return "";
      if (old.kind !== "choice" || gap.kind !== "choice") return value;
      return through(slotsIn(texts(old.answers), texts(gap.answers)), [value])[0] ?? "";
    });
    return fitResponse(after, carried);
  }
  return fitResponse(after, given);
}

/** For each old place where its text stands now; null = gone. */
function slotsIn(before: readonly string[], after: readonly string[]): (number | null)[] {
  const taken = new Set<number>();
  const positions: (number | null)[] = before.map((text) => {
    const position = after.findIndex((other, index) => other === text && !taken.has(index));
    if (position < 0) return null;
    taken.add(position);
    return position;
  });
  return positions.map((position, index) => position ?? (index < after.length && !taken.has(index) ? index : null));
}

function through(to: readonly (number | null)[], values: readonly string[]): string[] {
  return values.map((value) => (value === "" ? "" : String(to[Number(value)] ?? "")));
}

function moved(values: readonly string[], to: readonly (number | null)[], length: number): string[] {
  const result = Array.from({ length }, () => "");
  values.forEach((value, index) => {
    const position = to[index];
    if (position !== null && position !== undefined) result[position] = value;
  });
  return result;
}

const texts = (answers: readonly { text: string }[]) => answers.map(({ text }) => text);
const prompts = (pairs: readonly { prompt: string }[]) => pairs.map(({ prompt }) => prompt);
