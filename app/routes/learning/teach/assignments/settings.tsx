import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form, parseFields } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { saveAssignmentSettings } from "#app/modules/learning/assignments/staff/save-assignment-settings.server.ts";
import { assignmentSchema } from "#app/modules/learning/assignments/assignment-settings.ts";
import { getTaughtAssignment } from "#app/modules/learning/assignments/staff/list-submissions.server.ts";
import { dissolveTeam, listTeams, makeTeam } from "#app/modules/learning/assignments/staff/change-teams.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { Rubric } from "./rubric.tsx";
import { AssignmentForm } from "./settings-form.tsx";
import { Teams } from "./teams.tsx";
import { UnitTools } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const intents = z.enum(["settings", "team", "dissolve"], "error.field.invalid");
const teamSchema = z.object({
  name: z.string().trim().min(1, "error.field.required").max(80, "error.field.too_long"),
  emails: z
    .string()
    .max(5000, "error.field.too_long")
    .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
    .pipe(z.array(z.string()).min(1, "error.field.required").max(50, "error.field.invalid")),
});

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const assignment = await getTaughtAssignment(access, param("unit"), language);
  const criteria = assignment.rubric?.criteria ?? [];
  const teams = assignment.settings.isTeamWork ? await listTeams(assignment.unitId) : [];
  return { heading: t("assignments.settings.title"), access, assignment, criteria, teams };
});

export const action = form({ schema: anything, admit: admitAuthor }, async (raw, { param, language, access }) => {
  const typed = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat()]));
  const { intent } = parseFields(z.object({ intent: intents }), typed);
  const { unitId } = await getTaughtAssignment(access, param("unit"), language);
  const address = teachPath(param("slug"), `assignments/${param("unit")}`);
  if (intent === "settings") await saveAssignmentSettings(access, unitId, parseFields(assignmentSchema, typed));
  else if (intent === "team") await makeTeam(access, unitId, parseFields(teamSchema, typed));
  else await dissolveTeam(access, unitId, parseFields(z.object({ team: z.uuid("error.field.invalid") }), typed).team);
  return redirectWith(address, { flash: "assignments.flash.saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.heading} · ${data?.assignment.title.text}`, matches) },
];

export default function AssignmentSettings() {
  const { t } = useI18n();
  const { access, assignment, criteria, teams } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const address = teachPath(slug, `assignments/${assignment.slug}`);
  return (
    <TeachPage
      access={access}
      section="assignments"
      title={assignment.title.text}
      lang={assignment.title.language}
      trail={[{ label: t("assignments.list.title"), href: teachPath(slug, "assignments") }]}
      actions={<LinkButton href={`${address}/submissions`}>{t("assignments.button.submissions")}</LinkButton>}
    >
      <UnitTools
        courseSlug={slug}
        unit={{ slug: assignment.slug, kind: "assignment" }}
        language={access.course.defaultLanguage}
        current="own"
      />
      <FormProblems form={form} />
      <AssignmentForm settings={assignment.settings} form={form} address={address} />
      <Rubric criteria={criteria} address={`${address}/rubric`} course={access.course} />
      {assignment.settings.isTeamWork && <Teams teams={teams} form={form} address={address} />}
    </TeachPage>
  );
}
