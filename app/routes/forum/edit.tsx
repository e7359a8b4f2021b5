import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { getDraftFor } from "#app/modules/forum/drafts/get-draft.server.ts";
import { type EditConflict, editReply, getPostToEdit, mayRename } from "#app/modules/forum/posting/edit-post.server.ts";
import { canEdit } from "#app/modules/forum/policy.ts";
import { editSchema } from "#app/modules/forum/schemas.ts";
import { composerForm } from "#app/routes/forum/compose.server.ts";
import { Composer } from "#app/routes/forum/composer.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { BothTexts } from "#app/ui/forms/both-texts.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const post = await getPostToEdit(actor, param("id"));
  const title = post.number === 0 ? t("forum.edit.title_opening") : t("forum.edit.title", { number: post.number });
  const draft = await getDraftFor(actor, { kind: "edit", target: post.id });
  return {
    title,
    post,
    draft,
    owner: actor?.handle ?? "",
    mayRename: mayRename(actor, post),
    isOthersWiki: post.isWiki && actor?.id !== post.authorId,
    mayEdit: canEdit(actor, post),
    limits: actor && limitsFor(actor),
  };
});

const placeOf = ({ param }: PageRequest) => ({ kind: "edit", target: param("id").toLowerCase() }) as const;

const admit = ({ actor, param }: PageRequest) => getPostToEdit(actor, param("id"));

export const action = composerForm(editSchema, admit, placeOf, async (input, { actor, param }) => {
  const place = await editReply(actor, { ...input, id: param("id") });
  return redirectWith(replyPath(place, place.number), { flash: "forum.edit.saved" });
});

export const meta = pageTitle;

/** The list of people to mention. */
export const handle = { talk: true };

export default function EditPost() {
  const { t } = useI18n();
  const { title, post, draft, owner, mayRename, isOthersWiki, mayEdit, limits } = useLoaderData<typeof loader>();
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
      readIn={{ topic: topic.publicId }}
      owner={owner}
      draft={draft}
      // Whoever has seen the newer text may save over it.
      version={post.version}
      seen={conflict?.version}
      title={mayRename ? topic.title : null}
      body={post.body}
      language={post.language}
      limits={limits}
      isLanguageFixed={isOthersWiki && !mayEdit}
    />
  );
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: replyPath(topic, number) }]} />
      {isGone && !form.failure && <Notice tone="warning">{t("forum.edit.gone")}</Notice>}
      {isOthersWiki && !isGone && <p className="soft">{t("forum.wiki.note")}</p>}
      {conflict && (
        <BothTexts title={mayRename ? conflict.title : null} body={conflict.body} language={post.language}>
          {composer}
        </BothTexts>
      )}
      {!conflict && composer}
    </Page>
  );
}
