import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { canRestore } from "#app/modules/forum/policy.ts";
import { restoreDays } from "#app/modules/forum/post-state.ts";
import { isInTime, restorePost } from "#app/modules/forum/states/delete-post.server.ts";
import { getOwnPost } from "#app/modules/forum/states/get-post-state.server.ts";
import { SilencedNotice } from "#app/ui/elements/silenced-notice.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const post = await getOwnPost(actor, param("id"));
  if (post.state === "visible") throw redirect(replyPath(post.topic, post.number));
  const { number } = post;
  const title = number === 0 ? t("forum.restore.title_topic") : t("forum.restore.title", { number });
  const isThere = post.state === "deleted" && isInTime(post, new Date());
  return {
    title,
    post,
    mayRestore: isThere && canRestore(actor, post),
    silenced: isThere && actor ? actor.silenced : null,
  };
});

const admit = ({ actor, param }: PageRequest) => getOwnPost(actor, param("id"));

export const action = form({ schema: z.object({}), admit }, async (_, { actor, param }) => {
  const post = await restorePost(actor, param("id"));
  return redirectWith(replyPath(post, post.number), { flash: "forum.restore.done" });
});

export const meta = pageTitle;

/** What an author has deleted, with its text, and the way back. */
export default function RestorePost() {
  const { t, format } = useI18n();
  const { title, post, mayRestore, silenced } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { topic, number } = post;
  // A topic that is out of sight has a page for its author only; nobody is led from here to one that answers 410.
  const breadcrumbs = [{ label: topic.title, href: replyPath(topic, number) }];
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={breadcrumbs} />
      <FormProblems form={form} />
      {post.state === "deleted" && post.stateAt && (
        <p>{t("forum.restore.since", { date: format.dateTime(post.stateAt), days: restoreDays })}</p>
      )}
      {post.html && (
        <section className="preview" aria-label={t("forum.delete.text")}>
          <MarkdownView html={post.html} lang={post.language} />
        </section>
      )}
      {silenced && <SilencedNotice {...silenced} />}
      {mayRestore && (
        <form method="post" action={`/replies/${post.id}/restore`}>
          <Button variant="primary">{t("forum.restore.send")}</Button>
        </form>
      )}
    </Page>
  );
}
