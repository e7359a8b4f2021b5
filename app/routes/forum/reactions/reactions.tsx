import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { listReactionsFor } from "#app/modules/forum/reactions/list-reactions.server.ts";
import { reactionKinds, reactionNames } from "#app/modules/forum/reaction-kinds.ts";
import { tellAuthor } from "#app/routes/forum/states/tell-author.server.ts";
import { Face } from "#app/ui/elements/face.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, param, t }) => ({
  title: t("forum.reaction.title"),
  perDay: actor && (limitsFor(actor)?.reactionsPerDay ?? null),
  ...(await tellAuthor(listReactionsFor(actor, param("id")))),
}));

export const meta = pageTitle;

/** Who has reacted to a post, by what they said. */
export default function Reactions() {
  const { t } = useI18n();
  const { title, post, reactions, perDay } = useLoaderData<typeof loader>();
  const { topic, number } = post;
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: replyPath(topic, number) }]} />
      {perDay !== null && <p className="small soft">{t("forum.reaction.limits", { count: perDay })}</p>}
      {reactions.length === 0 && <p>{t("forum.reaction.none")}</p>}
      {reactionKinds.map((kind) => {
        const people = reactions.filter((reaction) => reaction.kind === kind);
        return (
          people.length > 0 && (
            <section key={kind} className="section" aria-labelledby={kind}>
              <h2 id={kind}>{t(reactionNames[kind])}</h2>
              <ul role="list" className="stack stack-tight">
                {people.map(({ name, handle, picture }) => (
                  <li key={handle} className="cluster">
                    <Face name={name} handle={handle} picture={picture} />
                    <a href={`/people/${handle}`}>
                      <UserText>{name}</UserText>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
    </Page>
  );
}
