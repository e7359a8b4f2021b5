import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { getTopicToMove } from "#app/modules/forum/moving/get-topic-to-move.server.ts";
import { moveTopic } from "#app/modules/forum/moving/move-topic.server.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { moveTopicSchema } from "#app/modules/forum/schemas.ts";
import { listSpacesFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { spaceCrumb } from "#app/routes/forum/labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitMover } from "./admit-mover.server.ts";

export const loader = page(async ({ actor, param, t }) => {
  const topic = await getTopicToMove(actor, topicNumberOf(param("id")));
  const groups = await listSpacesFor(actor);
  const spaces = groups
    .flatMap((group) => group.spaces)
    .filter(({ code }) => code !== topic.spaceCode)
    .map((space) => ({ value: space.code, label: spaceCrumb(space, t).label }));
  return { title: t("forum.move.title"), topic, spaces };
});

export const action = form({ schema: moveTopicSchema, admit: admitMover }, async ({ space }, { actor, param }) => {
  const topic = await moveTopic(actor, topicNumberOf(param("id")), { spaceCode: space });
  return redirectWith(topicPath(topic), { flash: "forum.move.done" });
});

export const meta = pageTitle;

export default function MoveTopic() {
  const { t } = useI18n();
  const { title, topic, spaces } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]} />
      <FormProblems form={form} labels={{ space: t("forum.move.space") }} />
      <form method="post" action={`/topics/${topic.publicId}/move`} className="stack">
        <p>{t("forum.move.means")}</p>
        <SelectField
          name="space"
          label={t("forum.move.space")}
          options={spaces}
          placeholder={t("forum.move.choose")}
          required
          error={form.error("space")}
          defaultValue={form.value("space")}
        />
        <ButtonRow>
          <Button variant="primary">{t("forum.move.send")}</Button>
          <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
