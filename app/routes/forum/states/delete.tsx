import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { isAnsweredTopic, restoreDays } from "#app/modules/forum/post-state.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { getOwnPost } from "#app/modules/forum/states/get-post-state.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const post = await getOwnPost(actor, param("id"));
  if (post.state === "deleted") throw redirect(`/replies/${post.id}/restore`);
  const { number } = post;
  return { title: number === 0 ? t("forum.delete.title_topic") : t("forum.delete.title", { number }), post };
});

const admit = ({ actor, param }: PageRequest) => getOwnPost(actor, param("id"));

export const action = form({ schema: z.object({}), admit }, async (_, { actor, param }) => {
  const { id, number, ...topic } = await deletePost(actor, param("id"));
  if (number === 0) return redirectWith(`/replies/${id}/restore`, { flash: "forum.delete.done_topic" });
  return redirectWith(replyPath(topic, number), { flash: "forum.delete.done" });
});

export const meta = pageTitle;

export default function DeletePost() {
  const { t } = useI18n();
  const { title, post } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { topic, number } = post;
  const isTopic = number === 0;
  const isAnswered = isAnsweredTopic(post, topic);
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: replyPath(topic, number) }]} />
      <FormProblems form={form} />
      <p>{t(isAnswered ? "forum.error.answered" : isTopic ? "forum.delete.means_topic" : "forum.delete.means")}</p>
      {!isAnswered && <p>{t("forum.delete.restorable", { days: restoreDays })}</p>}
      <section className="preview" aria-label={t("forum.delete.text")}>
        <MarkdownView html={post.html} lang={post.language} />
      </section>
      <form method="post" action={`/replies/${post.id}/delete`}>
        <ButtonRow>
          {!isAnswered && (
            <Button variant="danger">{t(isTopic ? "forum.delete.send_topic" : "forum.delete.send")}</Button>
          )}
          <a href={replyPath(topic, number)}>{t("forum.delete.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
