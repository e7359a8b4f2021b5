import { BodyField, TitleField } from "#app/routes/forum/post-fields.tsx";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { canPost } from "#app/modules/accounts/policy.ts";
import { replyPath, waitingPath } from "#app/modules/forum/paths.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { waitingEditSchema } from "#app/modules/forum/schemas.ts";
import { editWaiting, getOwnWaiting } from "#app/modules/forum/waiting/own-waiting.server.ts";
import { LanguageField } from "#app/routes/forum/language-field.tsx";
import { completes } from "#app/routes/forum/mentions/completes.ts";
import { PostingHelp } from "#app/routes/forum/posting-help.tsx";
import { nameOfWaiting } from "#app/routes/forum/waiting/own-list.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Toolbar } from "#app/ui/forms/markdown-toolbar.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const post = await getOwn(actor, param("id"));
  const mayEdit = canPost(actor);
  const html = mayEdit ? await previewPost(actor, post) : null;
  return { title: nameOfWaiting(post, t), post, html };
});

/** The post; whoever asks for one that was let through meanwhile is led to where it stands. */
async function getOwn(actor: PageRequest["actor"], id: string) {
  try {
    return await getOwnWaiting(actor, id);
  } catch (error) {
    if (!isAppError(error) || error.code !== "forum.error.waiting_published") throw error;
    const place = error.details.data as { publicId: number; slug: string; number: number };
    throw redirect(replyPath(place, place.number));
  }
}

const admit = ({ actor, param }: PageRequest) => getOwn(actor, param("id"));

export const action = form({ schema: waitingEditSchema, admit }, async (input, { actor, param, access }) => {
  await editWaiting(actor, param("id"), input);
  const flash = access.state === "declined" ? "forum.waiting.sent_again" : "forum.waiting.saved";
  return redirectWith(waitingPath(param("id")), { flash });
});

export const meta = pageTitle;

/** The list of people to mention. */
export const handle = { talk: true };

/** A post that waits for a facilitator, or was declined, as its author reads, changes and deletes it. */
export default function WaitingPost() {
  const { t } = useI18n();
  const { title, post, html } = useLoaderData<typeof loader>();
  const isDeclined = post.state === "declined";
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={[{ label: t("forum.drafts.title"), href: "/me/drafts" }]} />
      <FormProblems form={useFormState()} />
      <Notice
        tone={isDeclined ? "warning" : "info"}
        title={t(isDeclined ? "forum.waiting.is_declined" : "forum.waiting.title")}
      >
        {isDeclined ? t("forum.waiting.declined_hint") : t("forum.waiting.lede")}
        {isDeclined && (
          <p>
            {t("forum.waiting.reason")}
            {t("ui.text.colon")} <UserText>{post.reason}</UserText>
          </p>
        )}
      </Notice>
      <section className="preview" aria-label={t("forum.waiting.text")}>
        {html === null ? (
          <div className="source" lang={post.language} dir="auto">
            {post.body}
          </div>
        ) : (
          <MarkdownView html={html} lang={post.language} />
        )}
      </section>
      {html !== null && <EditForm />}
      <section className="section stack" aria-labelledby="delete">
        <h2 id="delete">{t("forum.waiting.delete")}</h2>
        <p>{t("forum.waiting.delete_means")}</p>
        <form method="post" action={`${waitingPath(post.id)}/delete`}>
          <Button variant="danger">{t("forum.waiting.delete_send")}</Button>
        </form>
      </section>
    </Page>
  );
}

function EditForm() {
  const { t } = useI18n();
  const { post } = useLoaderData<typeof loader>();
  const form = useFormState();
  const written = form.value("language", post.language);
  return (
    <section className="section" aria-labelledby="edit">
      <h2 id="edit">{t("forum.waiting.edit")}</h2>
      <forum-composer {...completes(post.topic ? { topic: post.topic.publicId } : { space: post.spaceCode })}>
        <form method="post" action={waitingPath(post.id)} className="stack">
          {/* Whoever was told that it changed has it before their eyes now. */}
          <input type="hidden" name="version" value={post.version} />
          {post.isTopic && <TitleField value={post.title} />}
          <div>
            <BodyField value={post.body} language={written} />
            <Toolbar />
            <PostingHelp kind="edit" />
          </div>
          <LanguageField value={written} error={form.error("language")} />
          <ButtonRow>
            <Button variant="primary">
              {t(post.state === "declined" ? "forum.waiting.send_again" : "forum.waiting.save")}
            </Button>
          </ButtonRow>
        </form>
        <Island name="forum-composer" />
      </forum-composer>
    </section>
  );
}
