import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { zonedMoment } from "#app/i18n/zone-name.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import { loadRoom } from "#app/routes/webinars/room-data.server.ts";
import { RoomTalk } from "#app/routes/webinars/room-talk.tsx";
import { VideoLink } from "#app/routes/webinars/webinar.tsx";
import { SessionWhen } from "#app/routes/webinars/when.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { WebinarStateChip } from "#app/ui/elements/webinar-state.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";

export const loader = page(loadRoom);

export const meta: MetaFunction<typeof loader> = ({ data: view, matches }) => [
  { title: titled(view?.room.webinar.title, matches) },
  { name: "robots", content: "noindex" },
];

export const handle = { room: true };

export default function RoomPage() {
  const { t } = useI18n();
  const { room, now } = useLoaderData<typeof loader>();
  const { webinar, phase, mayEnter } = room;
  const aside = (
    <SidePanel title={t("webinars.when.term")}>
      <SessionWhen session={webinar} />
      <p>
        <WebinarStateChip session={webinar} now={now} />
      </p>
    </SidePanel>
  );
  return (
    <Page aside={aside} asideLabel={t("webinars.facts")}>
      <header className="room-head">
        {/* The end of a title is cut on a phone, whichever way the page runs. */}
        <h1 dir={directionOf(webinar.language)}>
          <a href={webinarPath(webinar)}>
            <UserText lang={webinar.language}>{webinar.title}</UserText>
          </a>
        </h1>
        {webinar.joinUrl && phase === "open" && <VideoLink url={webinar.joinUrl} />}
      </header>
      {mayEnter && phase !== "open" && <Unsaid />}
      {!mayEnter && <Gate />}
      {mayEnter && phase === "before" && <Early />}
      {mayEnter && phase !== "before" && <RoomTalk />}
    </Page>
  );
}

/** For people who have not registered: why the room is closed to them, and the one step that opens it. */
function Gate() {
  const { t } = useI18n();
  const { webinar, isOpenToRegister } = useLoaderData<typeof loader>().room;
  if (!isOpenToRegister) return <Notice tone="warning">{t("webinars.register.too_late")}</Notice>;
  return (
    <Notice
      title={t("webinars.error.register_first")}
      actions={
        <form method="post" action={`/webinars/${webinar.publicId}/register`}>
          <Button variant="primary">{t("webinars.register.submit")}</Button>
        </form>
      }
    >
      {t("webinars.register.why")}
    </Notice>
  );
}

/** What was sent into a room that takes nothing now: the reason, and the text, so that it can be taken elsewhere. */
function Unsaid() {
  const { t } = useI18n();
  const form = useFormState();
  if (!form.value("body")) return null;
  return (
    <>
      <FormProblems form={form} />
      <TextArea
        name="body"
        label={t("webinars.room.your_message")}
        defaultValue={form.value("body")}
        readOnly
        rows={3}
      />
    </>
  );
}

function Early() {
  const { t, format } = useI18n();
  const { webinar, opensAt } = useLoaderData<typeof loader>().room;
  return (
    <Notice
      title={t("webinars.room.not_open")}
      actions={<LinkButton href={`/webinars/${webinar.publicId}/calendar.ics`}>{t("webinars.calendar")}</LinkButton>}
    >
      {t("webinars.room.opens_at", { time: zonedMoment(format, opensAt) })}
    </Notice>
  );
}
