import { useLoaderData } from "@remix-run/react";
import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { isolate } from "#app/lib/isolate.ts";
import { removeBookmark } from "#app/modules/forum/bookmarks/bookmark-post.server.ts";
import { type BookmarkRow, listBookmarksFor } from "#app/modules/forum/bookmarks/list-bookmarks.server.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { discardSchema } from "#app/modules/forum/schemas.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, url, t }) => {
  const after = url.searchParams.get("after");
  const { bookmarks, next } = await listBookmarksFor(actor, { after });
  return { title: t("forum.bookmarks.title"), bookmarks, next, isFirst: after === null };
});

export const action = form({ schema: discardSchema, admit: admitActive }, async ({ id }, { access }) => {
  await removeBookmark(access, id);
  return redirectWith("/me/bookmarks", { flash: "forum.bookmarks.removed" });
});

export const meta = pageTitle;

/** The posts that one wants to find again. */
export default function Bookmarks() {
  const { t, format } = useI18n();
  const { title, bookmarks, next, isFirst } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("forum.bookmark.private")} />
      {bookmarks.length === 0 && (
        <EmptyState
          title={t("forum.bookmarks.empty")}
          actions={<LinkButton href="/forum">{t("forum.drafts.find_forum")}</LinkButton>}
        >
          {t("forum.bookmarks.empty_hint")}
        </EmptyState>
      )}
      <CardList
        headingLevel={2}
        label={t("forum.bookmarks.list")}
        items={bookmarks.map((bookmark) => ({
          key: bookmark.id,
          title: bookmark.post ? bookmark.post.title : t("forum.bookmarks.gone"),
          href: bookmark.post ? replyPath(bookmark.post, bookmark.post.number) : undefined,
          summary: bookmark.post && <UserText lang={bookmark.post.language}>{bookmark.post.excerpt}</UserText>,
          meta: (
            <Facts
              items={[
                bookmark.post && t("forum.bookmarks.by", { name: isolate(bookmark.post.authorName) }),
                t("forum.bookmarks.kept_on", { date: format.date(bookmark.createdAt) }),
                bookmark.remindAt && t("forum.bookmark.planned", { date: format.dateTime(bookmark.remindAt) }),
              ]}
            />
          ),
          aside: <Steps bookmark={bookmark} />,
        }))}
      />
      <Pagination t={t} olderHref={next && `?after=${next}`} newerHref={isFirst ? null : "/me/bookmarks"} />
    </Page>
  );
}

function Steps({ bookmark: { id, post } }: { bookmark: BookmarkRow }) {
  const { t } = useI18n();
  const name = <span className="visually-hidden"> {post?.title}</span>;
  return (
    <form method="post" action="/me/bookmarks" className="button-row">
      <input type="hidden" name="id" value={id} />
      {post && (
        <LinkButton href={`/replies/${post.replyId}/bookmark`}>
          {t("forum.bookmarks.remind")}
          {name}
        </LinkButton>
      )}
      <Button variant="quiet">
        {t("forum.bookmarks.remove")}
        {name}
      </Button>
    </form>
  );
}
