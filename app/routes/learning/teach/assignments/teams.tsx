import type { FormState } from "#app/http/typed.ts";
import type { TeamRow } from "#app/modules/learning/assignments/staff/change-teams.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** The teams of an assignment, and the form that makes one. */
export function Teams({ teams, form, address }: { teams: TeamRow[]; form: FormState; address: string }) {
  const { t, format } = useI18n();
  return (
    <section className="section stack" aria-labelledby="teams">
      <h2 id="teams">{t("assignments.teams.title")}</h2>
      <ul role="list" className="stack">
        {teams.map(({ id, name, members, hasWork }) => (
          <li key={id}>
            <strong>
              <UserText>{name}</UserText>
            </strong>
            {t("ui.text.colon")} {format.list(members.map((one) => isolate(one.name)))}
            {!hasWork && (
              <form method="post" action={address}>
                <input type="hidden" name="team" value={id} />
                <Button
                  name="intent"
                  value="dissolve"
                  variant="quiet"
                  aria-label={t("assignments.teams.dissolve_named", { name })}
                >
                  {t("assignments.teams.dissolve")}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <form method="post" action={address} className="form stack">
        <TextField
          name="name"
          label={t("assignments.teams.name")}
          maxLength={80}
          error={form.error("name")}
          defaultValue={form.value("name")}
        />
        <TextArea
          name="emails"
          label={t("assignments.teams.emails")}
          hint={t("assignments.teams.emails_hint")}
          rows={4}
          dir="ltr"
          error={form.error("emails")}
          defaultValue={form.value("emails")}
        />
        <Button name="intent" value="team">
          {t("assignments.teams.make")}
        </Button>
      </form>
    </section>
  );
}
