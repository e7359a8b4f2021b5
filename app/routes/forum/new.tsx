import { randomUUID } from "node:crypto";
import { useLoaderData } from "@remix-run/react";
import { admitPoster } from "#app/http/admit.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { getDraftFor } from "#app/modules/forum/drafts/get-draft.server.ts";
import { limitsFor, maxTitleLength } from "#app/modules/forum/limits.ts";
import { newTopicSchema } from "#app/modules/forum/schemas.ts";
import { getSpaceFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { whyWaits } from "#app/modules/forum/why-waits.ts";
import { composerForm, leadToPost } from "#app/routes/forum/compose.server.ts";
import { Composer } from "#app/routes/forum/composer.tsx";
import { spaceCrumbs } from "./labels.ts";
import { HeldNotice, useHeld } from "./waiting/held-notice.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor: maybe, param, url, language, t }) => {
  const actor = requirePoster(maybe);
  const { space } = await getSpaceFor(actor, param("code"), language);
  const title = t("forum.new.title");
  // "Ask this person" leads here: the topic begins with whom it is for.
  const to = /^[a-z0-9-]{1,80}$/.exec(url.searchParams.get("to") ?? "")?.[0] ?? null;
  const draft = await getDraftFor(actor, { kind: "topic", target: space.code });
  return {
    title,
    space,
    to,
    asked: askedTitle(url),
    draft,
    clientId: randomUUID(),
    owner: actor.handle,
    limits: limitsFor(actor),
    waits: whyWaits(actor, space) !== null,
  };
});

/** A search that found nothing leads here with its words, which are cut as the field counts them, and not within a sign. */
const askedTitle = ({ searchParams }: URL) =>
  stripUnsafeCharacters(searchParams.get("title") ?? "")
    .slice(0, maxTitleLength)
    .replace(/[\uD800-\uDBFF]$/, "");

const placeOf = ({ param }: PageRequest) => ({ kind: "topic", target: param("code") }) as const;

export const action = composerForm(newTopicSchema, admitPoster, placeOf, async (input, request, typed) => {
  const { actor, param, language } = request;
  const topic = { ...input, language: input.language ?? language, spaceCode: param("code") };
  return leadToPost(request, await postTopic(actor, topic), "forum.topic.sent", typed);
});

export const meta = pageTitle;

/** The list of people to mention. */
export const handle = { talk: true };

export default function NewTopic() {
  const { t } = useI18n();
  const { title, space, to, asked, draft, clientId, owner, limits, waits } = useLoaderData<typeof loader>();
  const held = useHeld();
  const path = spacePath(space.code);
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={spaceCrumbs(space, t)}
        kicker={space.activityCode && <Road codes={space.activityCode} />}
        lede={<span lang={space.charter?.language}>{space.charter?.text}</span>}
      />
      <HeldNotice />
      <Composer
        kind="topic"
        action={`${path}/new`}
        place={{ kind: "topic", target: space.code }}
        readIn={{ space: space.code }}
        owner={owner}
        draft={draft}
        clientId={clientId}
        sent={held ? [held.clientId] : []}
        limits={limits}
        waits={waits}
        title={asked}
        added={to ? `@${to} ` : undefined}
      />
    </Page>
  );
}
