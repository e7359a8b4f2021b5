import type { Completion, CompletionRule } from "./completion.ts";
import type { UnitKind } from "./unit-kinds.ts";

const possible: Record<UnitKind, readonly CompletionRule[]> = {
  lesson: ["opened", "markedDone"],
  quiz: ["opened", "markedDone", "submitted", "passed"],
  assignment: ["opened", "markedDone", "submitted", "passed"],
  discussion: ["opened", "markedDone", "replies"],
  webinar: ["opened", "markedDone", "attended"],
  survey: ["opened", "markedDone", "submitted"],
};

/** The rules that a unit of a kind can ever meet, in reading order. */
export function rulesFor(kind: UnitKind): readonly CompletionRule[] {
  return possible[kind];
}

/** The first rule that a unit of the kind could never meet; null when all of them make sense. */
export function impossibleRule(kind: UnitKind, completion: Completion): CompletionRule | null {
  return (Object.keys(completion) as CompletionRule[]).find((rule) => !possible[kind].includes(rule)) ?? null;
}
