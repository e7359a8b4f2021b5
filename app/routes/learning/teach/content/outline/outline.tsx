import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { getContentFor } from "#app/modules/learning/authoring/get-content.server.ts";
import { outlineSchema } from "#app/modules/learning/authoring/schemas.ts";
import { changeOutline } from "#app/modules/learning/authoring/change-outline.server.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { AddModule } from "./add-module.tsx";
import { ModuleBlock } from "./module-block.tsx";
import { RemovedParts } from "./removed-parts.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const { access, modules } = await getContentFor(actor, param("slug"), language);
  return { pageTitle: t("teach.nav.content"), access: await withOverview(access), modules };
});

const flashes = {
  "add-module": "authoring.outline.done.module_added",
  "edit-module": "authoring.outline.done.changed",
  "edit-unit": "authoring.outline.done.changed",
  "move-module": undefined,
  "move-unit": undefined,
  "place-unit": "authoring.outline.done.moved",
  "remove-unit": "authoring.outline.done.removed",
  "remove-module": "authoring.outline.done.removed",
  "restore-unit": "authoring.outline.done.restored",
  "restore-module": "authoring.outline.done.restored",
} as const;

export const action = form({ schema: outlineSchema, admit: admitAuthor }, async (input, { actor, param }) => {
  const slug = param("slug");
  const { unit, module } = await changeOutline(actor, slug, input);
  if (input.intent === "add-unit" && unit) {
    return redirectWith(unitEditorPath(slug, unit), { flash: "authoring.outline.done.unit_added" });
  }
  const flash = flashes[input.intent as keyof typeof flashes];
  // Back to where one was: moving a unit up three times is three presses of one key.
  return redirectWith(
    `${teachPath(slug, "content")}#${unit ? `unit-${unit}` : `module-${module}`}`,
    flash && { flash },
  );
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.pageTitle} · ${data?.access.course.title.text}`, matches) },
];

export default function Content() {
  const { t } = useI18n();
  const { pageTitle, access, modules } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { course } = access;
  const present = modules.filter((module) => !module.isRemoved);
  return (
    <TeachPage access={access} section="content" title={pageTitle} lede={t("authoring.outline.lede")}>
      <FormProblems form={form} />
      {present.length === 0 && (
        <EmptyState title={t("authoring.outline.empty")}>{t("authoring.outline.empty_next")}</EmptyState>
      )}
      <outline-drag>
        {present.map((module, index) => (
          <ModuleBlock
            key={module.slug}
            course={course}
            module={module}
            position={{ isFirst: index === 0, isLast: index === present.length - 1 }}
            modules={present}
            form={form}
          />
        ))}
        <Island name="outline-drag" />
      </outline-drag>
      <AddModule courseSlug={course.slug} form={form} />
      <RemovedParts courseSlug={course.slug} modules={modules} />
    </TeachPage>
  );
}
