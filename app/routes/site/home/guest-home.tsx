import type { GuestHomeData } from "#app/routes/site/home/guest-data.server.ts";
import { HowItWorks } from "#app/routes/site/home/how-it-works.tsx";
import { LiveThing } from "#app/routes/site/home/live-thing.tsx";
import { WhoIsHere } from "#app/routes/site/home/who-is-here.tsx";
import { WhoRuns } from "#app/routes/site/who-runs.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { RoadMap } from "#app/ui/road-map/road-map.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** What a guest sees first: the promise, the map, one thing that is alive, how it works, who is here and who runs it. */
export function GuestHome({ home }: { home: GuestHomeData }) {
  const { t, direction, language } = useI18n();
  const { site, outputs, here } = home;
  const lede = site.welcome ? <UserText lang={language}>{site.welcome}</UserText> : t("site.home.lede");
  const actions = (
    <>
      <LinkButton variant="primary" href="/courses">
        {t("site.home.start")}
      </LinkButton>
      <LinkButton href="/join">{t("site.home.join")}</LinkButton>
    </>
  );
  return (
    <Page>
      <div className="home-promise">
        <PageHeader title={t("site.home.title")} t={t} lede={lede} actions={actions} />
      </div>
      <section className="section" aria-labelledby="map-heading">
        <h2 id="map-heading">{t("site.home.map")}</h2>
        <RoadMap outputs={outputs} t={t} size="full" dir={direction} />
        <p>
          <a href="/roadmap">{t("site.home.list")}</a>
        </p>
      </section>
      <LiveThing home={home} />
      <HowItWorks />
      {here && <WhoIsHere here={here} topics={home.topicsThisMonth} />}
      {site.isSaid && (
        <section className="section stack" aria-labelledby="who">
          <h2 id="who">{t("site.about.who")}</h2>
          <WhoRuns site={site} />
          <p>
            <a href="/about">{t("site.home.more_about")}</a>
          </p>
        </section>
      )}
    </Page>
  );
}
