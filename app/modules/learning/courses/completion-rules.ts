import type { Completion, CompletionRule } from "./completion.ts";
import { type UnitKind, unitKinds } from "./unit-kinds.ts";

/** The first rule that a unit of the kind could never meet; null when all of them make sense. */
export function impossibleRule(kind: UnitKind, completion: Completion): CompletionRule | null {
  const { rules } = unitKinds[kind];
  return (Object.keys(completion) as CompletionRule[]).find((rule) => !rules.includes(rule)) ?? null;
}
