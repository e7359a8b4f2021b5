import type { QuestionFilter } from "#app/modules/learning/bank/list-questions.server.ts";
import { questionKinds } from "#app/modules/learning/questions/questions.ts";

/** What a list of questions is narrowed to, from its address; what it does not know counts as not asked. */
export function filterOf(parameters: URLSearchParams): QuestionFilter {
  const kind = parameters.get("kind");
  const home = parameters.get("home");
  return {
    q: (parameters.get("q") ?? "").replaceAll("\u0000", "").trim().slice(0, 200),
    kind: questionKinds.find((one) => one === kind) ?? null,
    tag: (parameters.get("tag") ?? "").replaceAll("\u0000", "").slice(0, 60),
    category: (parameters.get("category") ?? "").slice(0, 40),
    home: home === "bank" || home === "quiz" ? home : "any",
    isRemoved: parameters.get("removed") === "1",
  };
}

/** The same as a query, without what is not asked; "" when everything is shown. */
export function queryOf(filter: QuestionFilter, more: Record<string, string> = {}): string {
  const { q, kind, tag, category, home, isRemoved } = filter;
  const parts = { q, kind: kind ?? "", tag, category, home: home === "any" ? "" : home, removed: isRemoved ? "1" : "" };
  const asked = Object.entries({ ...parts, ...more }).filter(([, value]) => value !== "");
  return new URLSearchParams(asked).toString();
}
