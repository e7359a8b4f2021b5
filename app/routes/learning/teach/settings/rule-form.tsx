import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { useFormState } from "#app/http/typed.ts";
import { type CompletionRule, completionRules } from "#app/modules/learning/courses/completion.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import type { RuleEffect } from "#app/modules/learning/study/change-completion-rule.server.ts";
import type { UnitSettingsData } from "./unit-settings-data.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckGroup, RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

const ruleNames: Record<CompletionRule, MessageKey> = {
  opened: "courses.settings.rule.opened",
  markedDone: "courses.settings.rule.marked_done",
  submitted: "courses.settings.rule.submitted",
  graded: "courses.settings.rule.graded",
  passed: "courses.settings.rule.passed",
  replies: "courses.settings.rule.replies",
  attended: "courses.settings.rule.attended",
};
const numberNames = {
  passed: "courses.settings.rule.percent",
  replies: "courses.settings.rule.reply_count",
  attended: "courses.settings.rule.minutes",
} as const;

/** What completes the unit. When people have begun it, saving asks first what becomes of what they have done. */
export function RuleForm({ access, unit }: UnitSettingsData) {
  const { t } = useI18n();
  const form = useFormState();
  const possible = completionRules.filter((rule) => unitKinds[unit.kind].rules.includes(rule));
  const numbered = possible.filter((rule): rule is keyof typeof numberNames => rule in numberNames);
  const isTyped = form.value("intent") === "rule";
  const isAsked = form.failure?.code === "courses.settings.rule.ask";
  const chosen = isTyped ? (form.all("rules") ?? []) : possible.filter((rule) => unit.completion[rule] !== undefined);
  return (
    <section className="stack" aria-labelledby="rule-title">
      <h2 id="rule-title">{t("courses.settings.rule.title")}</h2>
      <form method="post" action={teachPath(access.course.slug, `content/${unit.slug}/settings`)} className="form">
        <input type="hidden" name="intent" value="rule" />
        <CheckGroup
          name="rules"
          label={t("courses.settings.rule.which")}
          hint={t(
            unitKinds[unit.kind].isGraded
              ? "courses.settings.rule.which_hint_graded"
              : "courses.settings.rule.which_hint",
          )}
          choices={possible.map((rule) => ({ value: rule, label: t(ruleNames[rule]) }))}
          chosen={chosen}
          error={form.error("rules") ?? form.error("rule")}
        />
        {numbered.map((rule) => (
          <TextField
            key={rule}
            name={rule}
            label={t(numberNames[rule])}
            inputMode="decimal"
            dir="ltr"
            defaultValue={isTyped ? form.value(rule) : String(unit.completion[rule] ?? "")}
            error={form.error(rule)}
          />
        ))}
        {isAsked && <Consequences effect={form.failure?.data as RuleEffect} />}
        <Button variant="primary">{t("courses.settings.rule.save")}</Button>
      </form>
    </section>
  );
}

/** What the new rule would do to people, and the choice between keeping and judging anew. */
function Consequences({ effect }: { effect: RuleEffect }) {
  const { t } = useI18n();
  return (
    <>
      <Notice tone="warning" title={t("courses.settings.rule.people", { count: effect.people })}>
        <ul>
          <li>{t("courses.settings.rule.gain", { count: effect.gain })}</li>
          <li>{t("courses.settings.rule.lose", { count: effect.lose })}</li>
        </ul>
      </Notice>
      <RadioGroup
        name="mode"
        label={t("courses.settings.rule.mode")}
        required
        chosen="keep"
        choices={[
          { value: "keep", label: t("courses.settings.rule.keep"), hint: t("courses.settings.rule.keep_hint") },
          {
            value: "recompute",
            label: t("courses.settings.rule.recompute"),
            hint: t("courses.settings.rule.recompute_hint"),
          },
        ]}
      />
    </>
  );
}
