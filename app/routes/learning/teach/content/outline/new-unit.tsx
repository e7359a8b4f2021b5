import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { notFound } from "#app/infra/app-error.ts";
import { hasTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { createUnit } from "#app/modules/learning/authoring/create-unit.server.ts";
import { getContentFor } from "#app/modules/learning/authoring/get-content.server.ts";
import { newUnitSchema } from "#app/modules/learning/authoring/schemas.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { unitKindNames, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { hasWebinar } from "#app/modules/webinars/get-webinar.server.ts";
import { loadTargetChoices, type TargetChoices } from "#app/routes/learning/teach/content/target-choices.server.ts";
import { kindPurposes, NewUnitForm } from "./new-unit-form.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

/** What a unit that is not there yet leads to. */
const nowhere = { activities: [], topicNumber: null, webinarNumber: null };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const { access, modules } = await getContentFor(actor, param("slug"), language);
  const wished = url.searchParams.get("module");
  const module = modules.find(({ slug }) => slug === wished) ?? modules.at(-1);
  if (!module) throw notFound();
  const kind = unitKindNames.find((one) => one === url.searchParams.get("kind")) ?? null;
  const { slug, title } = module;
  const staff = await withOverview(access);
  const choices = kind && (await loadTargetChoices(actor, access.course.slug, { kind, ...nowhere }));
  return { title: t("authoring.wizard.title"), access: staff, module: { slug, title }, kind, choices };
});

export const action = form({ schema: newUnitSchema, admit: admitAuthor }, async (input, { param, access }) => {
  const unit = await createUnit(access, input, { hasTopic, hasWebinar });
  return redirectWith(unitEditorPath(param("slug"), unit), { flash: "authoring.outline.done.unit_added" });
});

export const meta = pageTitle;

/** Adds a unit in two steps: what kind it is, then what this kind cannot do without. */
export default function NewUnit() {
  const { t } = useI18n();
  const { title, access, module, kind, choices } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const here = teachPath(slug, "content/new");
  const chosen = unitKindNames.find((one) => one === form.value("kind")) ?? kind;
  return (
    <TeachPage
      access={access}
      section="content"
      title={title}
      lede={t("authoring.wizard.lede", { module: `\u2068${module.title.text}\u2069` })}
      trail={[{ label: t("teach.nav.content"), href: teachPath(slug, "content") }]}
    >
      <FormProblems form={form} />
      {chosen ? (
        <NewUnitForm
          kind={chosen}
          choices={choices as TargetChoices | null}
          module={form.value("module", module.slug)}
          action={`${here}?module=${module.slug}&kind=${chosen}`}
          back={`${here}?module=${module.slug}`}
          form={form}
        />
      ) : (
        <section className="measure" aria-labelledby="kind">
          <h2 id="kind">{t("authoring.wizard.kind")}</h2>
          <CardList
            items={unitKindNames.map((one) => ({
              key: one,
              title: t(unitKinds[one].label),
              href: `${here}?module=${module.slug}&kind=${one}`,
              summary: t(kindPurposes[one]),
            }))}
          />
        </section>
      )}
    </TeachPage>
  );
}
