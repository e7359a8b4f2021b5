import { useFormState } from "#app/http/typed.ts";
import { maxBodyLength } from "#app/modules/forum/limits.ts";
import { LanguageField } from "#app/routes/forum/language-field.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type SynthesisFormProps = { action: string; clientId: string; told: number };

/** What facilitators make of a consultation: it becomes a reply of the topic, of which everybody who took part is told. */
export function SynthesisForm({ action, clientId, told }: SynthesisFormProps) {
  const { t, language } = useI18n();
  const form = useFormState();
  return (
    <form method="post" action={action} className="stack" autoComplete="off">
      <p>{t("forum.consultation.synthesis_means", { count: told })}</p>
      <TextArea
        name="body"
        label={t("forum.consultation.synthesis")}
        hint={t("forum.consultation.synthesis_hint")}
        rows={12}
        maxLength={maxBodyLength}
        required
        defaultValue={form.value("body")}
        error={form.error("body")}
      />
      <LanguageField value={form.value("language", language)} error={form.error("language")} />
      <input type="hidden" name="clientId" value={form.value("clientId", clientId)} />
      <ButtonRow>
        <Button name="intent" value="publish" variant="primary">
          {t("forum.consultation.publish")}
        </Button>
      </ButtonRow>
    </form>
  );
}
