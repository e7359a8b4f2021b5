import { useLoaderData, useLocation } from "@remix-run/react";
import { spacePath, topicPath } from "#app/modules/forum/paths.ts";
import { loginPath } from "#app/http/paths.ts";
import { Composer } from "#app/routes/forum/composer.tsx";
import { HeldNotice, useHeld } from "#app/routes/forum/waiting/held-notice.tsx";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { SilencedNotice } from "#app/ui/elements/silenced-notice.tsx";

/** The form to reply with; for those who may not, why, and the next step. */
export function ReplyComposer({ lastOnPage }: { lastOnPage: number }) {
  const { t } = useI18n();
  const { topic, composer, quotation, whyNot, silenced, hasDraft } = useLoaderData() as TopicView;
  const { search } = useLocation();
  const held = useHeld();
  const own = topicPath(topic);
  if (topic.state !== "visible") return null;
  return (
    <section className="section" id="compose" aria-labelledby="compose-heading">
      <h2 id="compose-heading">{t("forum.reply.title")}</h2>
      <HeldNotice />
      {composer && (
        <Composer
          kind="reply"
          action={`/topics/${topic.publicId}/reply?at=${lastOnPage}`}
          place={{ kind: "reply", target: String(topic.publicId) }}
          readIn={{ topic: topic.publicId }}
          owner={composer.owner}
          draft={composer.draft}
          clientId={composer.clientId}
          sent={held ? [...composer.sent, held.clientId] : composer.sent}
          limits={composer.limits}
          waits={composer.waits}
          added={quotation ?? undefined}
        />
      )}
      {whyNot === "archived" && (
        <Notice>
          {t("forum.archived.no_reply")} <a href={spacePath(topic.spaceCode)}>{t("forum.reply.members_only_link")}</a>
        </Notice>
      )}
      {whyNot === "closed" && <Notice>{t("forum.closed.no_reply")}</Notice>}
      {whyNot === "guest" && (
        <div className="button-row">
          <LinkButton variant="primary" href={loginPath(`${own}${search}#compose`)}>
            {t("forum.reply.sign_in")}
          </LinkButton>
          <LinkButton href={`/join?next=${encodeURIComponent(own)}`}>{t("forum.reply.join")}</LinkButton>
        </div>
      )}
      {whyNot === "unconfirmed" && (
        <Notice tone="warning">
          {t("accounts.error.confirm_first")} <a href="/me/settings/email">{t("ui.confirm.banner_link")}</a>
        </Notice>
      )}
      {silenced && <SilencedNotice {...silenced} />}
      {whyNot === "not a member" && (
        <Notice>
          {t("forum.reply.members_only")} <a href={spacePath(topic.spaceCode)}>{t("forum.reply.members_only_link")}</a>
        </Notice>
      )}
      {!composer && hasDraft && (
        <Notice>
          {t("forum.draft.locked")} <a href="/me/drafts">{t("forum.draft.locked_link")}</a>
        </Notice>
      )}
    </section>
  );
}
