import { roomPath, webinarPath } from "#app/modules/webinars/paths.ts";
import { opensAt, webinarState } from "#app/modules/webinars/policy.ts";
import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { useRows } from "#app/ui/elements/link-rows.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The webinars that somebody is registered for, with the way into an open room; else the next one that they could join. */
export function OwnWebinars({ webinars: { own, next }, at }: { webinars: MemberHomeData["webinars"]; at: Date }) {
  const { t } = useI18n();
  const rows = useRows(at);
  if (own.length === 0 && !next) return null;
  return (
    <section className="stack" aria-labelledby="webinars">
      <h2 id="webinars">
        {next
          ? t(webinarState(next, at) === "live" ? "site.home.live_now" : "site.home.next_webinar")
          : t("accounts.me.webinars")}
      </h2>
      <CardList
        items={(own.length > 0 ? own : [next!]).map((webinar) => ({
          ...rows.webinar({ ...webinar, href: webinarPath(webinar) }),
          aside:
            own.length > 0 && opensAt(webinar) <= at ? (
              <LinkButton href={roomPath(webinar.publicId)}>{t("site.me.enter_room")}</LinkButton>
            ) : (
              next && <a href={webinarPath(webinar)}>{t("site.me.register")}</a>
            ),
        }))}
      />
    </section>
  );
}
