import type { FormState } from "#app/http/typed.ts";
import { writeLocalTime } from "#app/lib/local-time.ts";
import type { CohortView } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { ZoneField } from "#app/ui/forms/zone-field.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type CohortFormProps = {
  action: string;
  form: FormState;
  cohort: CohortView | null;
  /** Trainers of single cohorts do not choose who trains them. */
  choosesTrainer: boolean;
  cancelHref: string;
};

/** The form that begins a cohort and changes one. Its dates are typed by the clocks of its zone. */
export function CohortForm({ action, form, cohort, choosesTrainer, cancelHref }: CohortFormProps) {
  const { t, format } = useI18n();
  const zone = cohort?.zone ?? format.zone;
  const local = (at: Date | null | undefined) => (at ? writeLocalTime(at, zone) : "");
  const text = (name: string, value: string) => ({
    name,
    defaultValue: form.value(name, value),
    error: form.error(name),
  });
  const optional = t("enrolment.optional");
  return (
    <>
      <FormProblems form={form} />
      <form method="post" action={action} className="form">
        <TextField {...text("name", cohort?.name ?? "")} label={t("enrolment.field.name")} required maxLength={120} />
        <TextField
          {...text("slug", cohort?.slug ?? "")}
          label={t("enrolment.field.slug")}
          hint={t("enrolment.field.slug_hint")}
          optional={optional}
          dir="ltr"
          maxLength={80}
        />
        {choosesTrainer && (
          <TextField
            {...text("trainer", cohort?.trainer?.handle ?? "")}
            label={t("enrolment.field.trainer")}
            hint={t("enrolment.field.trainer_hint")}
            optional={optional}
            dir="ltr"
            maxLength={254}
            autoComplete="off"
          />
        )}
        <ZoneField
          label={t("enrolment.field.zone")}
          hint={t("enrolment.field.zone_hint")}
          defaultValue={form.value("zone", zone)}
          error={form.error("zone")}
        />
        <div className="columns">
          <TextField
            {...text("starts", local(cohort?.startsAt))}
            type="datetime-local"
            label={t("enrolment.field.starts")}
            optional={optional}
          />
          <TextField
            {...text("ends", local(cohort?.endsAt))}
            type="datetime-local"
            label={t("enrolment.field.ends")}
            optional={optional}
          />
        </div>
        <TextField
          {...text("key", cohort?.key ?? "")}
          label={t("enrolment.field.key")}
          hint={t("enrolment.field.cohort_key_hint")}
          optional={optional}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          {...text("capacity", cohort?.capacity ? String(cohort.capacity) : "")}
          label={t("enrolment.field.capacity")}
          hint={t("enrolment.field.capacity_hint")}
          optional={optional}
          inputMode="numeric"
        />
        <ButtonRow>
          <Button variant="primary">{t(cohort ? "enrolment.save" : "enrolment.cohort.new")}</Button>
          <a href={cancelHref}>{t("enrolment.back")}</a>
        </ButtonRow>
      </form>
    </>
  );
}
