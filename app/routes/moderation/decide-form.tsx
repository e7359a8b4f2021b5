import { useLoaderData } from "@remix-run/react";
import { useFormState } from "#app/http/typed.ts";
import { longestReason } from "#app/modules/moderation/limits.ts";
import { casePath } from "#app/modules/moderation/paths.ts";
import type { loadCase } from "./case-data.server.ts";
import { choiceLabels } from "./labels.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField, RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What can be decided about the case now; nothing while somebody else has it. */
export function DecideForm() {
  const { t } = useI18n();
  const { number, verdicts, version, isAppeal, state, mayTakeName } = useLoaderData<typeof loadCase>();
  const form = useFormState();
  if (verdicts.length === 0) return null;
  const keep = isAppeal ? "moderation.choice.stands" : choiceLabels.keep;
  return (
    <section className="section stack" aria-labelledby="decide">
      <h2 id="decide">{t(state === "decided" ? "moderation.case.decide_again" : "moderation.case.decide")}</h2>
      <form method="post" action={`${casePath(number)}/decide`} className="stack">
        <input type="hidden" name="version" value={version} />
        <RadioGroup
          name="decision"
          label={t("moderation.case.decision")}
          error={form.error("decision")}
          chosen={form.value("decision") || null}
          required
          choices={verdicts.map((value) => ({ value, label: t(value === "keep" ? keep : choiceLabels[value]) }))}
        />
        {mayTakeName && (
          <CheckField
            name="takesName"
            label={t("moderation.case.take_name")}
            hint={t("moderation.case.take_name_hint")}
            defaultChecked={form.value("takesName") === "on"}
          />
        )}
        <TextArea
          name="reason"
          label={t("moderation.case.reason")}
          hint={t("moderation.case.reason_hint")}
          rows={3}
          maxLength={longestReason}
          defaultValue={form.value("reason")}
          error={form.error("reason")}
        />
        <TextField
          name="until"
          type="date"
          label={t("moderation.case.until")}
          hint={t("moderation.case.until_hint")}
          defaultValue={form.value("until")}
          error={form.error("until")}
        />
        <p>
          <Button variant="primary">{t("moderation.case.send")}</Button>
        </p>
      </form>
    </section>
  );
}
