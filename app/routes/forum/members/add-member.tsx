import { useFormState } from "#app/http/typed.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Adds somebody by their handle, as a member or a facilitator. */
export function AddMember({ path }: { path: string }) {
  const { t } = useI18n();
  const form = useFormState();
  const isThis = form.value("intent") === "add";
  return (
    <section className="section" aria-labelledby="add">
      <h2 id="add">{t("forum.members.add_title")}</h2>
      <form method="post" action={path} className="form">
        <TextField
          name="person"
          label={t("forum.members.person")}
          hint={t("forum.members.person_hint")}
          required
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          error={isThis ? form.error("person") : undefined}
          defaultValue={isThis ? form.value("person") : ""}
        />
        <SelectField
          name="role"
          label={t("forum.members.role")}
          options={[
            { value: "member", label: t("forum.members.role_member") },
            { value: "facilitator", label: t("forum.members.role_facilitator") },
          ]}
          defaultValue={isThis ? form.value("role") : "member"}
        />
        <Button variant="primary" name="intent" value="add">
          {t("forum.members.add")}
        </Button>
      </form>
    </section>
  );
}
