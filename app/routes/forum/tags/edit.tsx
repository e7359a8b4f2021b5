import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { tagTopicSchema } from "#app/modules/forum/schemas.ts";
import { getTopicToTag, tagTopic } from "#app/modules/forum/tags/tag-topic.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { TagsField } from "./tags-field.tsx";

const admit = ({ actor, param }: PageRequest) => getTopicToTag(actor, topicNumberOf(param("id")));

export const loader = page(async (request) => ({ title: request.t("forum.tags.change"), topic: await admit(request) }));

export const action = form({ schema: tagTopicSchema, admit }, async (input, { actor, param }) => {
  const topic = await tagTopic(actor, topicNumberOf(param("id")), input);
  return redirectWith(topicPath(topic), { flash: "forum.tags.done" });
});

export const meta = pageTitle;

export default function EditTags() {
  const { t } = useI18n();
  const { title, topic } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]} />
      <FormProblems form={form} labels={{ tags: t("forum.tags.field") }} />
      <form method="post" action={`/topics/${topic.publicId}/tags`} className="stack">
        <TagsField value={form.value("tags", topic.tags.join(", "))} error={form.error("tags")} />
        <ButtonRow>
          <Button variant="primary">{t("forum.tags.send")}</Button>
          <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
