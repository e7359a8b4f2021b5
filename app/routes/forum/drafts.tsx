import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { requireSignedIn } from "#app/modules/accounts/policy.ts";
import { writingPath } from "#app/modules/forum/drafts/draft-place.ts";
import { discardDraft } from "#app/modules/forum/drafts/end-draft.server.ts";
import { type DraftRow, listDraftsFor } from "#app/modules/forum/drafts/list-drafts.server.ts";
import { draftDays } from "#app/modules/forum/limits.ts";
import { listOwnWaiting } from "#app/modules/forum/waiting/own-waiting.server.ts";
import { discardSchema } from "#app/modules/forum/schemas.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { spaceName } from "./labels.ts";
import { OwnWaitingList } from "./waiting/own-list.tsx";

export const loader = page(async ({ actor, url, t }) => {
  const after = url.searchParams.get("after");
  const { drafts, next } = await listDraftsFor(actor, { after });
  const waiting = after === null ? await listOwnWaiting(actor) : [];
  return { title: t("forum.drafts.title"), drafts, waiting, next, isFirst: after === null, at: new Date() };
});

const admit = async ({ actor }: PageRequest) => requireSignedIn(actor);

export const action = form({ schema: discardSchema, admit }, async ({ id }, { access }) => {
  await discardDraft(access, id);
  return redirectWith("/me/drafts", { flash: "forum.drafts.discarded" });
});

export const meta = pageTitle;

/** All that one has begun to write and not sent. */
export default function Drafts() {
  const { t, format } = useI18n();
  const { title, drafts, waiting, next, isFirst, at } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("forum.drafts.lede", { days: draftDays })} />
      <OwnWaitingList posts={waiting} at={at} />
      {drafts.length === 0 && waiting.length === 0 && (
        <EmptyState
          title={t("forum.drafts.none")}
          actions={<LinkButton href="/forum">{t("forum.drafts.find_forum")}</LinkButton>}
        >
          {t("forum.drafts.none_hint")}
        </EmptyState>
      )}
      <CardList
        headingLevel={2}
        label={t("forum.drafts.list")}
        items={drafts.map((draft) => ({
          key: draft.id,
          title: nameOf(draft, t),
          href: draft.mayWrite ? writingPath(draft) : undefined,
          tags: draft.activityCode && <Road codes={draft.activityCode} />,
          summary: <DraftWords draft={draft} />,
          meta: (
            <Facts
              items={[
                draft.spaceCode && spaceName({ ...draft, name: draft.spaceName }, t),
                <Time
                  key="touched"
                  iso={draft.updatedAt.toISOString()}
                  text={format.dateTime(draft.updatedAt)}
                  relative={format.relative(draft.updatedAt, at)}
                />,
              ]}
            />
          ),
          aside: <Steps draft={draft} />,
        }))}
      />
      <Pagination t={t} olderHref={next && `?after=${next}`} newerHref={isFirst ? null : "/me/drafts"} />
    </Page>
  );
}

/** What is being written: the topic's title, or what it is an answer to. */
function nameOf({ kind, title, topicTitle, number }: DraftRow, t: Translate): string {
  if (kind === "topic")
    return t("forum.drafts.topic", { title: stripUnsafeCharacters(title) || t("forum.drafts.untitled") });
  if (kind === "reply")
    return topicTitle ? t("forum.drafts.reply", { title: topicTitle }) : t("forum.drafts.reply_old");
  return topicTitle ? t("forum.drafts.edit", { title: topicTitle, number }) : t("forum.drafts.edit_old");
}

/** Its first words; all of them, to copy, where one may not go on. */
function DraftWords({ draft: { text, language, mayWrite, isGone } }: { draft: DraftRow }) {
  const { t } = useI18n();
  if (mayWrite)
    return (
      <p lang={language} dir="auto">
        {text}
      </p>
    );
  return (
    <div className="stack">
      <Notice>{isGone ? t("forum.drafts.gone") : t("forum.drafts.not_allowed")}</Notice>
      <details>
        <summary>{t("forum.drafts.text")}</summary>
        <div className="source" lang={language} dir="auto">
          {text}
        </div>
      </details>
    </div>
  );
}

function Steps({ draft }: { draft: DraftRow }) {
  const { t } = useI18n();
  const name = <span className="visually-hidden"> {nameOf(draft, t)}</span>;
  return (
    <form method="post" action="/me/drafts" className="button-row">
      <input type="hidden" name="id" value={draft.id} />
      {draft.mayWrite && (
        <LinkButton href={writingPath(draft)}>
          {t("forum.drafts.go_on")}
          {name}
        </LinkButton>
      )}
      <Button variant="quiet">
        {t("forum.drafts.discard")}
        {name}
      </Button>
    </form>
  );
}
