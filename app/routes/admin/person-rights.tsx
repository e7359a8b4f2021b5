import { useFormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import { type Role, roles } from "#app/modules/accounts/actor.ts";
import { roleMeanings, roleNames } from "#app/modules/accounts/role-labels.ts";
import { suspensionDays } from "#app/modules/accounts/schemas.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type Person = { handle: string; name: string; role: Role; suspendedUntil: Date | null };

const spans = {
  "7": "admin.people.suspend_week",
  "30": "admin.people.suspend_month",
  "365": "admin.people.suspend_year",
} as const;

/** Gives somebody a role, each with what one may do with it. */
export function RoleForm({ person }: { person: Person }) {
  const { t } = useI18n();
  return (
    <section className="section stack" aria-labelledby="role">
      <h2 id="role">{t("admin.people.role")}</h2>
      <form method="post" action="/admin/people" className="form">
        <input type="hidden" name="handle" value={person.handle} />
        <RadioGroup
          name="role"
          id="roles"
          label={t("admin.people.role_of", { name: isolate(person.name) })}
          chosen={person.role}
          choices={roles.map((role) => ({ value: role, label: t(roleNames[role]), hint: t(roleMeanings[role]) }))}
        />
        <Button>{t("admin.people.change")}</Button>
      </form>
    </section>
  );
}

type SuspensionProps = { person: Person; isSuspended: boolean; underWay: number };

/** Suspends somebody, or ends that: what it brings about stands above the button. */
export function Suspension({ person, isSuspended, underWay }: SuspensionProps) {
  const { t, format } = useI18n();
  const form = useFormState();
  const action = `/admin/people/${person.handle}`;
  const name = isolate(person.name);
  return (
    <section className="section stack" aria-labelledby="suspension">
      <h2 id="suspension">{t(isSuspended ? "admin.people.suspended_title" : "admin.people.suspend_title")}</h2>
      <FormProblems form={form} />
      {isSuspended && person.suspendedUntil ? (
        <>
          <p className="measure">
            {t("admin.people.suspended_means", { name, time: format.dateTime(person.suspendedUntil) })}
          </p>
          <form method="post" action={action}>
            <Button name="intent" value="restore">
              {t("admin.people.restore")}
            </Button>
          </form>
        </>
      ) : (
        <details className="stack">
          <summary>{t("admin.people.suspend_open")}</summary>
          <form method="post" action={action} className="form">
            <ul>
              <li>{t("admin.people.suspend_writing", { name })}</li>
              <li>{t("admin.people.suspend_courses", { count: underWay })}</li>
              <li>{t("admin.people.suspend_page")}</li>
              <li>{t("admin.people.suspend_mail")}</li>
            </ul>
            <input type="hidden" name="intent" value="suspend" />
            <SelectField
              name="days"
              label={t("admin.people.suspend_for")}
              options={suspensionDays.map((days) => ({ value: days, label: t(spans[days]) }))}
              defaultValue={form.value("days", "7")}
              error={form.error("days")}
            />
            <Button variant="danger">{t("admin.people.suspend")}</Button>
          </form>
        </details>
      )}
    </section>
  );
}
