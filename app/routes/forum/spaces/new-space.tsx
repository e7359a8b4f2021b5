import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { shortTitle } from "#app/i18n/short-titles.ts";
import { longestCharter, spaceNameLength } from "#app/modules/forum/limits.ts";
import { newSpacePath, spacePath } from "#app/modules/forum/paths.ts";
import { makeSpace, requireMaker } from "#app/modules/forum/spaces/make-space.server.ts";
import { newSpaceSchema } from "#app/modules/forum/spaces/schemas.ts";
import { listOutputCodes } from "#app/modules/roadmaps/roadmap.server.ts";
import { kindWords } from "#app/routes/forum/labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { SpaceFields, spaceLabels } from "#app/ui/forms/space-fields.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, t }) => {
  requireMaker(actor);
  return { title: t("forum.make.title"), outputs: await listOutputCodes() };
});

const admit = async ({ actor }: PageRequest) => requireMaker(actor);

export const action = form({ schema: newSpaceSchema, admit }, async (input, { actor }) => {
  const code = await makeSpace(actor, input);
  return redirectWith(spacePath(code), { flash: "forum.make.made" });
});

export const meta: MetaFunction<typeof loader> = pageTitle;

/** Makes a space for a national team or a theme. */
export default function NewSpace() {
  const { t } = useI18n();
  const { title, outputs } = useLoaderData<typeof loader>();
  const form = useFormState();
  const labels = { ...spaceLabels(t), kind: t("forum.make.kind") };
  return (
    <Page width="narrow">
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: t("forum.index.title"), href: "/forum" }]}
        lede={t("forum.make.lede")}
      />
      <FormProblems form={form} labels={labels} />
      <form method="post" action={newSpacePath} className="form">
        <RadioGroup
          name="kind"
          label={labels.kind}
          required
          chosen={form.value("kind", "team")}
          error={form.error("kind")}
          choices={(["team", "theme"] as const).map((kind) => ({
            value: kind,
            label: t(kindWords[kind]),
            hint: t(kind === "team" ? "forum.make.team_hint" : "forum.make.theme_hint"),
          }))}
        />
        <SpaceFields form={form} lengths={{ name: spaceNameLength, charter: longestCharter }}>
          <SelectField
            name="output"
            label={t("forum.make.output")}
            optional={t("accounts.field.optional")}
            options={[
              { value: "", label: t("forum.make.no_output") },
              ...outputs.map((code) => ({ value: code, label: `${code} ${shortTitle(code, t)}` })),
            ]}
            defaultValue={form.value("output")}
            error={form.error("output")}
          />
        </SpaceFields>
        <ButtonRow>
          <Button variant="primary">{t("forum.make.send")}</Button>
          <a href="/forum">{t("forum.make.back")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
