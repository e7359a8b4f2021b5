import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { getDraftFor } from "#app/modules/forum/drafts/get-draft.server.ts";
import { type EditConflict, editReply, getPostToEdit } from "#app/modules/forum/posting/edit-post.server.ts";
import { editSchema } from "#app/modules/forum/schemas.ts";
import { composerForm } from "#app/routes/forum/compose.server.ts";
import { Composer } from "#app/routes/forum/composer.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const post = await getPostToEdit(actor, param("id"));
  const title = post.number === 0 ? t("forum.edit.title_opening") : t("forum.edit.title", { number: post.number });
  const draft = await getDraftFor(actor, { kind: "edit", target: post.id });
  return { title, post, draft, owner: actor?.handle ?? "" };
});

const placeOf = ({ param }: PageRequest) => ({ kind: "edit", target: param("id").toLowerCase() }) as const;

const admit = ({ actor, param }: PageRequest) => getPostToEdit(actor, param("id"));

export const action = composerForm(editSchema, admit, placeOf, async (input, { actor, param }) => {
  const place = await editReply(actor, { ...input, id: param("id") });
  return redirectWith(replyPath(place, place.number), { flash: "forum.edit.saved" });
});

export const meta = pageTitle;

export default function EditPost() {
  const { t } = useI18n();
  const { title, post, draft, owner } = useLoaderData<typeof loader>();
  const form = useFormState();
  const isConflict = form.failure?.code === "forum.error.edit_conflict";
  const conflict = isConflict ? (form.failure?.data as EditConflict) : null;
  const { topic, number } = post;
  const isGone = post.state !== "visible" || topic.state !== "visible";
  const composer = (
    <Composer
      kind="edit"
      action={`/replies/${post.id}/edit`}
      place={{ kind: "edit", target: post.id }}
      owner={owner}
      draft={draft}
      // Whoever has seen the newer text may save over it.
      version={post.version}
      seen={conflict?.version}
      title={number === 0 ? topic.title : null}
      body={post.body}
      language={post.language}
      isLanguageFixed={isOthersWiki && !mayEdit}
    />
  );
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: replyPath(topic, number) }]} />
      {isGone && !form.failure && <Notice tone="warning">{t("forum.edit.gone")}</Notice>}
      {isOthersWiki && !isGone && <p className="soft">{t("forum.wiki.note")}</p>}
      {conflict && (
        <div className="columns">
          <section className="stack" aria-labelledby="now">
            <h2 id="now">{t("forum.edit.now")}</h2>
            {number === 0 && (
              <p>
                <UserText lang={post.language}>{conflict.title}</UserText>
              </p>
            )}
            <div className="source" lang={post.language} dir="auto">
              {conflict.body}
            </div>
          </section>
          <section className="stack" aria-labelledby="mine">
            <h2 id="mine">{t("forum.edit.mine")}</h2>
            {composer}
          </section>
        </div>
      )}
      {!conflict && composer}
    </Page>
  );
}
