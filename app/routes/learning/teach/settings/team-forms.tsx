import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import type { SettingsData } from "./course-settings-data.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

const roleNames = { author: "courses.settings.team.author", trainer: "courses.settings.team.trainer" } as const;

/** Who makes and runs the course. */
export function TeamForms({ access, team }: SettingsData) {
  const { t } = useI18n();
  const form = useFormState();
  const action = teachPath(access.course.slug, "settings");
  return (
    <section className="section stack" id="team" tabIndex={-1} aria-labelledby="team-title">
      <h2 id="team-title">{t("courses.settings.team.title")}</h2>
      <p className="measure soft">{t("courses.settings.team.lede")}</p>
      {team.length > 0 && (
        <DataTable
          caption={t("courses.settings.team.title")}
          hideCaption
          rows={team}
          rowKey={({ handle }) => handle}
          columns={[
            {
              key: "name",
              label: t("courses.settings.team.person"),
              cell: ({ name, handle }) => (
                <a href={`/people/${handle}`}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            { key: "role", label: t("courses.settings.team.role"), cell: ({ role }) => t(roleNames[role]) },
            {
              key: "change",
              label: t("courses.settings.team.change"),
              cell: ({ name, handle, role }) => (
                <form method="post" action={action} className="cluster">
                  <input type="hidden" name="handle" value={handle} />
                  <input type="hidden" name="role" value={role === "author" ? "trainer" : "author"} />
                  <Button name="intent" value="change-person" variant="quiet">
                    {t(role === "author" ? "courses.settings.team.make_trainer" : "courses.settings.team.make_author")}
                    <span className="visually-hidden">: {isolate(name)}</span>
                  </Button>
                  <Button name="intent" value="remove-person" variant="quiet">
                    {t("courses.settings.team.remove")}
                    <span className="visually-hidden">: {isolate(name)}</span>
                  </Button>
                </form>
              ),
            },
          ]}
        />
      )}
      <form method="post" action={action} className="form">
        <input type="hidden" name="intent" value="add-person" />
        <TextField
          name="person"
          label={t("courses.settings.team.who")}
          hint={t("courses.settings.team.who_hint")}
          required
          maxLength={200}
          spellCheck={false}
          autoCapitalize="none"
          defaultValue={form.value("person")}
          error={form.error("person")}
        />
        <RadioGroup
          name="role"
          label={t("courses.settings.team.role")}
          required
          chosen={form.value("role", "trainer")}
          choices={[
            { value: "trainer", label: t(roleNames.trainer), hint: t("courses.settings.team.trainer_hint") },
            { value: "author", label: t(roleNames.author), hint: t("courses.settings.team.author_hint") },
          ]}
        />
        <Button>{t("courses.settings.team.add")}</Button>
      </form>
    </section>
  );
}
