import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { renameTagSchema } from "#app/modules/forum/schemas.ts";
import { maxTagLength, tagOf, tagPath } from "#app/modules/forum/tag.ts";
import { getTagToRename, renameTag } from "#app/modules/forum/tags/rename-tag.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const admit = ({ actor, param }: PageRequest) => getTagToRename(actor, tagOf(param("tag")));

export const loader = page(async (request) => ({
  title: request.t("forum.tags.rename"),
  ...(await admit(request)),
}));

export const action = form({ schema: renameTagSchema, admit }, async (input, { actor, access }) => {
  const name = await renameTag(actor, access.tag, input);
  return redirectWith(tagPath(name), { flash: "forum.tags.renamed" });
});

export const meta = pageTitle;

/** Another name for a tag, or that of a tag which means the same. */
export default function RenameTag() {
  const { t } = useI18n();
  const { title, tag, count } = useLoaderData<typeof loader>();
  const state = useFormState();
  const crumbs = [
    { label: t("forum.index.title"), href: "/forum" },
    { label: t("forum.tags.title"), href: "/forum/tags" },
    { label: `#${tag}`, href: tagPath(tag) },
  ];
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={crumbs} lede={t("forum.tags.rename_lede", { count })} />
      <FormProblems form={state} labels={{ name: t("forum.tags.name") }} />
      <form method="post" action={`${tagPath(tag)}/rename`} className="stack">
        <TextField
          name="name"
          label={t("forum.tags.name")}
          dir="auto"
          maxLength={maxTagLength * 2}
          autoComplete="off"
          required
          defaultValue={state.value("name", tag)}
          error={state.error("name")}
        />
        <CheckField
          name="merge"
          value="on"
          label={t("forum.tags.merge")}
          hint={t("forum.tags.merge_hint")}
          error={state.error("merge")}
          defaultChecked={state.value("merge") !== ""}
        />
        <ButtonRow>
          <Button variant="primary">{t("forum.tags.rename")}</Button>
          <a href={tagPath(tag)}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
