import { zoneName } from "#app/i18n/zone-name.ts";
import type { FormState } from "#app/http/typed.ts";
import { isShownTwice, offsetAt, writeLocalTime } from "#app/lib/local-time.ts";
import type { DateTarget } from "#app/modules/learning/dates/find-date-target.server.ts";
import type { DatedUnit } from "#app/modules/learning/dates/list-dated-units.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { LimitLabel } from "./limit-labels.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type Dates = { opensAt: Date | null; dueAt: Date | null; closesAt: Date | null };

/** The three dates of a unit as fields, typed by the clocks of a zone. */
function DateFields({
  form,
  dates,
  zone,
  empty,
}: {
  form: FormState;
  dates: Dates | null;
  zone: string;
  empty: string;
}) {
  const { t, language } = useI18n();
  const field = (name: string, label: string, at: Date | null | undefined) => (
    <TextField
      key={name}
      type="datetime-local"
      name={name}
      label={label}
      optional={empty}
      hint={at && isShownTwice(at, zone) ? t("enrolment.dates.twice", { offset: offsetAt(at, zone) }) : undefined}
      defaultValue={form.value(name, at ? writeLocalTime(at, zone) : "")}
      error={form.error(name)}
    />
  );
  return (
    <>
      <input type="hidden" name="zone" value={zone} />
      <p className="hint">{t("enrolment.dates.clock", { zone: zoneName({ language, zone }) })}</p>
      {field("opens", t("enrolment.dates.opens"), dates?.opensAt)}
      {field("due", t("enrolment.dates.due"), dates?.dueAt)}
      {field("closes", t("enrolment.dates.closes"), dates?.closesAt)}
    </>
  );
}

/** The dates that hold for everybody. */
export function BaseDatesForm({ action, form, unit }: { action: string; form: FormState; unit: DatedUnit }) {
  const { t, format } = useI18n();
  return (
    <section className="stack">
      <h2>{t("enrolment.dates.base")}</h2>
      <form method="post" action={action} className="form">
        <input type="hidden" name="intent" value="base" />
        <DateFields form={form} dates={unit} zone={format.zone} empty={t("enrolment.dates.no_date")} />
        <Button variant="primary">{t("enrolment.save")}</Button>
      </form>
    </section>
  );
}

type OverrideFormProps = { action: string; form: FormState; target: DateTarget; unit: DatedUnit; backHref: string };

/** What holds otherwise for one person or cohort; below it, what comes out of it all. */
export function OverrideForm({ action, form, target, unit, backHref }: OverrideFormProps) {
  const { t } = useI18n();
  const { override, zone } = target;
  const name = `\u2068${target.name}\u2069`;
  const inherits = t("enrolment.dates.inherits");
  const number = (field: string, label: string, hint: string, value: number | null | undefined) => (
    <TextField
      name={field}
      label={label}
      hint={hint}
      optional={inherits}
      inputMode="numeric"
      defaultValue={form.value(field, value === null || value === undefined ? "" : String(value))}
      error={form.error(field)}
    />
  );
  const limit = override?.timeLimit;
  return (
    <section className="stack">
      <Notice title={t("enrolment.dates.holds", { name })}>
        <LimitLabel limits={target.effective} kind={unit.kind} />
      </Notice>
      <h2>{t("enrolment.dates.exception_for", { name })}</h2>
      <form method="post" action={action} className="form">
        <input type="hidden" name="intent" value="override" />
        <input type="hidden" name="target" value={target.value} />
        <DateFields form={form} dates={override} zone={zone} empty={inherits} />
        {unitKinds[unit.kind].hasAttempts && (
          <>
            {number(
              "minutes",
              t("enrolment.dates.minutes"),
              t("enrolment.dates.zero"),
              limit ? Math.ceil(limit / 60) : limit,
            )}
            {number(
              "attempts",
              t("enrolment.dates.attempts_allowed"),
              t("enrolment.dates.zero"),
              override?.attemptsAllowed,
            )}
          </>
        )}
        <TextArea
          name="reason"
          label={t("enrolment.dates.reason")}
          hint={t("enrolment.dates.reason_hint")}
          optional={t("enrolment.optional")}
          rows={2}
          maxLength={500}
          defaultValue={form.value("reason", override?.reason ?? "")}
          error={form.error("reason")}
        />
        <ButtonRow>
          <Button variant="primary">{t("enrolment.save")}</Button>
          <a href={backHref}>{t("enrolment.back")}</a>
        </ButtonRow>
      </form>
    </section>
  );
}

type TargetFormProps = {
  path: string;
  cohorts: { slug: string; name: string }[];
  person: string;
  /** Nobody is there under that name. */
  problem: string | undefined;
};

/** Chooses whom an exception is for. */
export function TargetForm({ path, cohorts, person, problem }: TargetFormProps) {
  const { t } = useI18n();
  return (
    <section className="section stack">
      <h2>{t("enrolment.dates.add")}</h2>
      {cohorts.length > 0 && (
        <form method="get" action={path} className="form">
          <SelectField
            name="cohort"
            label={t("enrolment.field.cohort")}
            options={cohorts.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
          <Button>{t("enrolment.dates.for_cohort")}</Button>
        </form>
      )}
      <form method="get" action={path} className="form">
        <TextField
          name="person"
          label={t("enrolment.dates.person")}
          hint={t("enrolment.dates.person_hint")}
          required
          dir="ltr"
          defaultValue={person}
          error={problem}
        />
        <Button>{t("enrolment.dates.for_person")}</Button>
      </form>
    </section>
  );
}
