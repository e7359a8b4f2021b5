import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { changeEntry, getEntry } from "#app/modules/learning/enrolment/save-enrolment-settings.server.ts";
import { entrySchema } from "#app/modules/learning/enrolment/schemas.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  return {
    title: t("enrolment.nav.entry"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    entry: await getEntry(access),
  };
});

export const action = form({ schema: entrySchema, admit: admitAuthor }, async (input, { param, access }) => {
  await changeEntry(access, input);
  return redirectWith(teachPath(param("slug"), "people/entry"), { flash: "enrolment.flash.saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Entry() {
  const { t } = useI18n();
  const { title, access, entry } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="people/entry"
      title={title}
      trail={[{ label: t("enrolment.people.title"), href: teachPath(slug, "people") }]}
    >
      <FormProblems form={form} />
      <form method="post" action={teachPath(slug, "people/entry")} className="form">
        <RadioGroup
          name="mode"
          label={t("enrolment.entry.mode")}
          chosen={form.value("mode", entry.mode)}
          error={form.error("mode")}
          choices={[
            { value: "open", label: t("enrolment.entry.open"), hint: t("enrolment.entry.open_hint") },
            { value: "key", label: t("enrolment.entry.key"), hint: t("enrolment.entry.key_hint") },
            { value: "approval", label: t("enrolment.entry.approval"), hint: t("enrolment.entry.approval_hint") },
            { value: "invitation", label: t("enrolment.entry.invitation"), hint: t("enrolment.entry.invitation_hint") },
            { value: "closed", label: t("enrolment.entry.closed"), hint: t("enrolment.entry.closed_hint") },
          ]}
        />
        <TextField
          name="key"
          label={t("enrolment.entry.course_key")}
          hint={t("enrolment.entry.course_key_hint")}
          optional={t("enrolment.optional")}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          defaultValue={form.value("key", entry.key ?? "")}
          error={form.error("key")}
        />
        <TextField
          name="capacity"
          label={t("enrolment.field.capacity")}
          hint={t("enrolment.field.capacity_hint")}
          optional={t("enrolment.optional")}
          inputMode="numeric"
          defaultValue={form.value("capacity", entry.capacity === null ? "" : String(entry.capacity))}
          error={form.error("capacity")}
        />
        <Button variant="primary">{t("enrolment.save")}</Button>
      </form>
    </TeachPage>
  );
}
