import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { type WebinarRow, listComing, listPast } from "#app/modules/webinars/list-webinars.server.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import { canPlan, webinarState } from "#app/modules/webinars/policy.ts";
import { SessionLine } from "#app/routes/webinars/when.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { WebinarStateChip } from "#app/ui/elements/webinar-state.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Drawing } from "#app/ui/road/drawing.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, url, t }) => {
  const now = new Date();
  const [comingCursor, pastCursor] = [url.searchParams.get("coming"), url.searchParams.get("past")];
  const [coming, past] = await Promise.all([
    pastCursor ? null : listComing(actor, { at: now, cursor: comingCursor }),
    comingCursor ? null : listPast(actor, { at: now, cursor: pastCursor, limit: pastCursor ? 20 : 5 }),
  ]);
  return {
    title: t("webinars.list.title"),
    now,
    coming,
    past,
    mayPlan: canPlan(actor),
    isFirst: !comingCursor && !pastCursor,
  };
});

export const meta = metaOfPlace("/webinars");

export default function WebinarList() {
  const { t } = useI18n();
  const { title, now, coming, past, mayPlan, isFirst } = useLoaderData<typeof loader>();
  const isLive = (webinar: WebinarRow) => webinarState(webinar, now) === "live";
  const running = coming?.webinars.filter(isLive) ?? [];
  const upcoming = coming?.webinars.filter((webinar) => !isLive(webinar)) ?? [];
  const plan = mayPlan && <LinkButton href="/webinars/new">{t("webinars.list.plan")}</LinkButton>;
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("webinars.list.lede")} actions={plan} />
      {running.length > 0 && (
        <section className="section">
          <h2>{t("webinars.running")}</h2>
          <Rows webinars={running} />
        </section>
      )}
      {coming && (upcoming.length > 0 || running.length === 0 || coming.next) && (
        <section className="section">
          <h2>{t("webinars.list.coming")}</h2>
          {upcoming.length > 0 && <Rows webinars={upcoming} />}
          {coming.webinars.length === 0 && (
            <EmptyState title={t("webinars.list.none_coming")}>{t("webinars.list.none_coming_next")}</EmptyState>
          )}
          <Pagination
            t={t}
            newerHref={isFirst ? null : "/webinars"}
            newerLabel={t("webinars.list.first_page")}
            olderHref={coming.next && `/webinars?coming=${coming.next}`}
            olderLabel={t("webinars.list.later")}
          />
        </section>
      )}
      {past && (past.webinars.length > 0 || !isFirst) && (
        <section className="section">
          <h2>{t("webinars.list.past")}</h2>
          <Rows webinars={past.webinars} />
          <Pagination
            t={t}
            newerHref={isFirst ? null : "/webinars"}
            newerLabel={t("webinars.list.first_page")}
            olderHref={past.next && `/webinars?past=${past.next}`}
            olderLabel={t("webinars.list.earlier")}
          />
        </section>
      )}
    </Page>
  );
}

function Rows({ webinars }: { webinars: WebinarRow[] }) {
  const { t, format, language } = useI18n();
  const { now } = useLoaderData<typeof loader>();
  return (
    <CardList
      items={webinars.map((webinar) => ({
        key: String(webinar.publicId),
        title: webinar.title,
        lang: webinar.language,
        href: webinarPath(webinar),
        picture: <Drawing kind="webinar" id={webinar.publicId} code={webinar.activities[0]} />,
        tags: (
          <>
            <Road codes={webinar.activities} />
            <WebinarStateChip session={webinar} now={now} />
            {webinar.isRegistered && webinar.state === "planned" && <Chip>{t("webinars.registered")}</Chip>}
          </>
        ),
        summary: <SessionLine session={webinar} />,
        meta: (
          <Facts
            items={[
              <span key="trainer" className="person">
                <Face name={webinar.trainerName} handle={webinar.trainerHandle} picture={webinar.trainerPicture} />
                <span>
                  {t("webinars.with")} <UserText>{webinar.trainerName}</UserText>
                </span>
              </span>,
              webinar.language !== language && format.languageName(webinar.language),
              t("webinars.people", { count: webinar.registrationCount }),
            ]}
          />
        ),
      }))}
    />
  );
}
