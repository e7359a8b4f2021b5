import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { maxTitleLength } from "#app/modules/forum/limits.ts";
import { getTopicToMove, listReplyChoices } from "#app/modules/forum/moving/get-topic-to-move.server.ts";
import { splitTopic } from "#app/modules/forum/moving/split-topic.server.ts";
import { replyNumberOf, topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { splitTopicSchema } from "#app/modules/forum/schemas.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { CheckGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitMover } from "./admit-mover.server.ts";

export const loader = page(async ({ actor, param, url, t }) => {
  const topic = await getTopicToMove(actor, topicNumberOf(param("id")));
  const after = replyNumberOf(url.searchParams.get("after")) ?? 0;
  return { title: t("forum.split.title"), topic, after, ...(await listReplyChoices(topic.id, after)) };
});

export const action = form({ schema: splitTopicSchema, admit: admitMover }, async (input, { actor, param }) => {
  const topic = await splitTopic(actor, topicNumberOf(param("id")), input);
  return redirectWith(topicPath(topic), { flash: "forum.split.done" });
});

export const meta = pageTitle;

export default function SplitTopic() {
  const { t } = useI18n();
  const { title, topic, replies, after, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const path = `/topics/${topic.publicId}/split`;
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]} />
      <FormProblems form={form} labels={{ title: t("forum.split.new_title"), numbers: t("forum.split.replies") }} />
      {replies.length === 0 && (
        <EmptyState title={t("forum.split.none")} actions={<a href={topicPath(topic)}>{t("forum.move.keep")}</a>} />
      )}
      {replies.length > 0 && (
        <form method="post" action={`${path}${after > 0 ? `?after=${after}` : ""}`} className="stack">
          <p>{t("forum.split.means")}</p>
          <TextField
            name="title"
            label={t("forum.split.new_title")}
            maxLength={maxTitleLength}
            required
            error={form.error("title")}
            defaultValue={form.value("title")}
          />
          <CheckGroup
            name="numbers"
            label={t("forum.split.replies")}
            error={form.error("numbers")}
            chosen={form.all("numbers") ?? []}
            choices={replies.map((reply) => ({
              value: String(reply.number),
              label: (
                <>
                  {reply.number}. <bdi>{reply.authorName}</bdi>
                </>
              ),
              hint: <UserText lang={reply.language}>{reply.beginning}</UserText>,
            }))}
          />
          <ButtonRow>
            <Button variant="primary">{t("forum.split.send")}</Button>
            <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
          </ButtonRow>
        </form>
      )}
      <Pagination
        t={t}
        newerHref={after > 0 ? path : null}
        olderHref={next !== null ? `${path}?after=${next}` : null}
        newerLabel={t("forum.topic.earlier")}
        olderLabel={t("forum.topic.later")}
      />
    </Page>
  );
}
