import { isolate } from "#app/lib/isolate.ts";
import { type Role, roles } from "#app/modules/accounts/actor.ts";
import { roleMeanings, roleNames } from "#app/modules/accounts/role-labels.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type Person = { handle: string; name: string; role: Role };

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
