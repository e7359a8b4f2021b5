import { zoneName } from "#app/i18n/zone-name.ts";
import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { sharedAs } from "#app/http/discovery/link-preview.ts";
import { roadOf } from "#app/i18n/short-titles.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { roomPath, webinarPath } from "#app/modules/webinars/paths.ts";
import { closesAt, opensAt } from "#app/modules/webinars/policy.ts";
import { loadWebinar } from "#app/routes/webinars/webinar-data.server.ts";
import { SessionWhen } from "#app/routes/webinars/when.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { WebinarStateChip } from "#app/ui/elements/webinar-state.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Drawing } from "#app/ui/road/drawing.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async (request) => {
  const view = await loadWebinar(request);
  if (request.param("slug") !== view.webinar.slug) throw redirect(webinarPath(view.webinar) + request.url.search, 301);
  return view;
});

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data, matches } = args;
  if (!data) return [{ title: titled(undefined, matches) }];
  const { webinar, about } = data;
  const { title, language, publicId, activities } = webinar;
  const road = activities[0] ? roadOf(activities[0]) : "0";
  const picture = { kind: "webinar", id: String(publicId), road } as const;
  const shared = { path: webinarPath(webinar), title, description: about, language, picture };
  return [{ title: titled(title, matches) }, ...sharedAs(args, shared)];
};

export default function WebinarPage() {
  const { t } = useI18n();
  const { webinar, phase, mayManage, mayChange, now } = useLoaderData<typeof loader>();
  return (
    <Page aside={<Facts />} asideLabel={t("webinars.facts")}>
      <PageHeader
        title={webinar.title}
        lang={webinar.language}
        t={t}
        breadcrumbs={[{ label: t("webinars.list.title"), href: "/webinars" }]}
        kicker={
          <>
            <Road codes={webinar.activities} titled />
            <WebinarStateChip session={webinar} now={now} />
            {webinar.isRegistered && phase !== "cancelled" && <Chip tone="good">{t("webinars.registered")}</Chip>}
          </>
        }
        team={[
          ...(mayChange ? [{ href: `/webinars/${webinar.publicId}/edit`, label: t("webinars.edit.open") }] : []),
          ...(mayManage
            ? [{ href: `/webinars/${webinar.publicId}/people`, label: t("webinars.registered_people") }]
            : []),
        ]}
      />
      <Drawing kind="webinar" id={webinar.publicId} code={webinar.activities[0]} size="band" />
      <FormProblems form={useFormState()} />
      {phase === "cancelled" && <Notice tone="warning">{t("webinars.cancelled_long")}</Notice>}
      <DefinitionList
        items={[
          { key: "when", term: t("webinars.when.term"), value: <SessionWhen session={webinar} /> },
          { key: "trainer", term: t("webinars.trainer"), value: <Trainer /> },
        ]}
      />
      <Steps />
      <section className="section">
        <h2>{t("webinars.about")}</h2>
        <MarkdownView html={webinar.html} lang={webinar.language} />
      </section>
    </Page>
  );
}

function Trainer() {
  const { trainer } = useLoaderData<typeof loader>().webinar;
  return (
    <span className="person">
      <Face {...trainer} />
      <a href={`/people/${trainer.handle}`}>
        <UserText>{trainer.name}</UserText>
      </a>
    </span>
  );
}

/** What one can do now: register, add it to a calendar, go into the room, leave. */
function Steps() {
  const { t, format } = useI18n();
  const { webinar, phase, isOpen, isTrainer } = useLoaderData<typeof loader>();
  const path = `/webinars/${webinar.publicId}`;
  if (phase === "cancelled") return null;
  return (
    <section className="section stack" aria-labelledby="take-part">
      <h2 id="take-part">{t("webinars.take_part")}</h2>
      <RoomNote />
      <ButtonRow>
        {webinar.mayEnter && phase !== "before" && (
          <LinkButton variant="primary" href={roomPath(webinar.publicId)}>
            {phase === "closed" ? t("webinars.room.read") : t("webinars.room.enter")}
          </LinkButton>
        )}
        {isOpen && !webinar.isRegistered && !isTrainer && (
          <form method="post" action={`${path}/register`}>
            <Button variant={webinar.mayEnter ? "secondary" : "primary"}>{t("webinars.register.submit")}</Button>
          </form>
        )}
        <LinkButton href={`${path}/calendar.ics`}>{t("webinars.calendar")}</LinkButton>
        {isOpen && webinar.isRegistered && (
          <form method="post" action={`${path}/unregister`}>
            <Button variant="quiet">{t("webinars.register.undo")}</Button>
          </form>
        )}
      </ButtonRow>
      <p className="soft">
        {t("webinars.people", { count: webinar.registrationCount })}
        {phase === "open" && ` · ${t("webinars.room.open_until", { time: format.dateTime(closesAt(webinar)) })}`}
      </p>
    </section>
  );
}

function RoomNote() {
  const { t, format } = useI18n();
  const { webinar, phase, isOpen } = useLoaderData<typeof loader>();
  if (phase === "before" && webinar.mayEnter)
    return <p>{t("webinars.room.opens_at", { time: format.dateTime(opensAt(webinar)) })}</p>;
  if (!webinar.mayEnter) return <p>{isOpen ? t("webinars.register.why") : t("webinars.register.too_late")}</p>;
  return phase === "closed" ? <p>{t("webinars.room.closed_note")}</p> : null;
}

function Facts() {
  const { t, format, language } = useI18n();
  const { webinar } = useLoaderData<typeof loader>();
  return (
    <SidePanel title={t("webinars.facts")}>
      <DefinitionList
        items={[
          { key: "language", term: t("webinars.language"), value: format.languageName(webinar.language) },
          {
            key: "zone",
            term: t("webinars.zone"),
            value: zoneName({ language, zone: webinar.zone }, webinar.startsAt),
          },
          { key: "video", term: t("webinars.video"), value: webinar.joinUrl && <VideoLink url={webinar.joinUrl} /> },
        ]}
      />
    </SidePanel>
  );
}

/** The way to the video, which is somebody else's house: it is named, and opens beside this page. */
export function VideoLink({ url }: { url: string }) {
  const { t } = useI18n();
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {t("webinars.video_at", { host: new URL(url).host })}
    </a>
  );
}
