import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { saveCourseSettings, setCourseState } from "#app/modules/learning/authoring/save-course-settings.server.ts";
import { duplicateCourse } from "#app/modules/learning/interchange/courses/duplicate-course.server.ts";
import { settingsSchema } from "#app/modules/learning/authoring/settings-schemas.ts";
import { addToTeam, changeRole, removeFromTeam } from "#app/modules/learning/authoring/change-team.server.ts";
import { loadSettings, type SettingsData } from "./course-settings-data.server.ts";
import { CourseForm } from "./course-form.tsx";
import { StateForm } from "./state-form.tsx";
import { PackageForms } from "./package-forms.tsx";
import { TeamForms } from "./team-forms.tsx";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(loadSettings);

export const action = form({ schema: settingsSchema, admit: admitAuthor }, async (input, { param, access }) => {
  const here = teachPath(param("slug"), "settings");
  const isSelf = (handle: string) => handle === access.actor.handle;
  switch (input.intent) {
    case "course":
      await saveCourseSettings(access, input);
      return redirectWith(here, { flash: "courses.settings.flash.saved" });
    case "state":
      await setCourseState(access, input.state);
      return redirectWith(here, {
        flash: input.state === "published" ? "courses.settings.flash.published" : "courses.settings.flash.withdrawn",
      });
    case "add-person":
      await addToTeam(access, input);
      return redirectWith(`${here}#team`, { flash: "courses.settings.flash.team" });
    case "change-person":
      await changeRole(access, input);
      // Whoever has made themselves a trainer may not come back here.
      return redirectWith(isSelf(input.handle) ? teachPath(param("slug")) : `${here}#team`, {
        flash: "courses.settings.flash.team",
      });
    case "remove-person":
      await removeFromTeam(access, input);
      return redirectWith(isSelf(input.handle) ? "/teach" : `${here}#team`, { flash: "courses.settings.flash.team" });
    case "duplicate": {
      const { slug } = await duplicateCourse(access, { slug: input.copySlug, title: input.copyTitle });
      return redirectWith(teachPath(slug, "settings"), { flash: "courses.settings.flash.duplicated" });
    }
  }
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Settings() {
  const { t } = useI18n();
  const data = useLoaderData<typeof loader>() as SettingsData;
  const form = useFormState();
  return (
    <TeachPage access={data.access} section="settings" title={data.title} lede={t("courses.settings.lede")}>
      <FormProblems form={form} />
      <CourseForm {...data} />
      <StateForm {...data} />
      <TeamForms {...data} />
      <PackageForms {...data} />
    </TeachPage>
  );
}
