import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import {
  type Completion,
  type CompletionFacts,
  type CompletionRule,
  completionRules,
  missingRules,
} from "#app/modules/learning/courses/completion.ts";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type CompletionWordsProps = {
  completion: Completion;
  /** Null for whoever has no progress here. */
  facts: CompletionFacts | null;
  /** Complete once is complete for good, whatever the facts are now. */
  isDone: boolean;
};

/** What a rule asks for, as a sentence. */
const ruleLabels: Record<CompletionRule, MessageKey> = {
  opened: "courses.structure.rule.opened",
  markedDone: "courses.structure.rule.marked_done",
  submitted: "courses.structure.rule.submitted",
  graded: "courses.structure.rule.graded",
  passed: "courses.structure.rule.passed",
  replies: "courses.structure.rule.replies",
  attended: "courses.structure.rule.attended",
};

/** What completes a unit, each rule in words with what is still missing. A rule of one button needs no words. */
export function CompletionLabel({ completion, facts, isDone }: CompletionWordsProps) {
  const { t, format } = useI18n();
  const rules = completionRules.filter((rule) => completion[rule] !== undefined);
  if (rules.every((rule) => rule === "opened" || rule === "markedDone")) return null;
  const missing = new Map(missingRules(completion, facts).map((one) => [one.rule, one]));
  const stateOf = (rule: CompletionRule): string | null => {
    if (!facts) return null;
    const one = missing.get(rule);
    if (!one || isDone) return t("courses.structure.rule.met");
    const count = one.needed - one.has;
    if (rule === "replies") return t("courses.structure.rule.more_replies", { count });
    if (rule === "attended") return t("courses.structure.rule.more_minutes", { count });
    if (rule !== "passed" || facts.gradePercent === null) return null;
    return t("courses.structure.rule.grade_now", { percent: format.number(shownPercent(facts.gradePercent)) });
  };
  return (
    <section className="section stack" aria-labelledby="completion">
      <h2 id="completion">{t("courses.structure.rule.title")}</h2>
      <ul className="measure">
        {rules.map((rule) => {
          const state = stateOf(rule);
          return (
            <li key={rule}>
              {t(ruleLabels[rule], { number: Number(completion[rule]) })}
              {state && <strong> ({state})</strong>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
