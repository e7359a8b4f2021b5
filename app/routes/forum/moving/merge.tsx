import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { getTopicToMove } from "#app/modules/forum/moving/get-topic-to-move.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { replyPath, topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { mergeTopicSchema } from "#app/modules/forum/schemas.ts";
import { anyStatementUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitMover } from "./admit-mover.server.ts";

export const loader = page(async ({ actor, param, t }) => {
  return { title: t("forum.merge.title"), topic: await getTopicToMove(actor, topicNumberOf(param("id"))) };
});

export const action = form(
  { schema: mergeTopicSchema, admit: admitMover },
  async ({ into, losesPoll }, { actor, param }) => {
    const { number, ...topic } = await mergeTopics(
      actor,
      topicNumberOf(param("id")),
      { into, losesPoll: losesPoll !== undefined },
      { anyUndecided: anyStatementUndecided },
    );
    return redirectWith(replyPath(topic, number), { flash: "forum.merge.done" });
  },
);

export const meta = pageTitle;

export default function MergeTopics() {
  const { t } = useI18n();
  const { title, topic } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]} />
      <FormProblems form={form} labels={{ into: t("forum.merge.into") }} />
      <form method="post" action={`/topics/${topic.publicId}/merge`} className="stack">
        <p>{t("forum.merge.means", { count: topic.replyCount + 1 })}</p>
        {(topic.accepted || topic.outcome) && <p>{t("forum.merge.answer")}</p>}
        <TextField
          name="into"
          label={t("forum.merge.into")}
          hint={t("forum.merge.hint")}
          required
          autoComplete="off"
          error={form.error("into")}
          defaultValue={form.value("into")}
        />
        {topic.poll && (
          <CheckField
            name="losesPoll"
            value="on"
            label={t("forum.merge.loses_poll", { count: topic.poll.voters })}
            hint={t("forum.merge.poll")}
            defaultChecked={form.value("losesPoll") === "on"}
          />
        )}
        <ButtonRow>
          <Button variant="danger">{t("forum.merge.send")}</Button>
          <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
