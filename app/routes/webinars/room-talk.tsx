import { useLoaderData } from "@remix-run/react";
import { tellFace } from "#app/lib/faces/told.ts";
import { Face } from "#app/ui/elements/face.tsx";
import { useFormState } from "#app/http/typed.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import { reportPath } from "#app/modules/moderation/paths.ts";
import { longestMessage } from "#app/modules/webinars/policy.ts";
import type { loadRoom } from "#app/routes/webinars/room-data.server.ts";
import { roomLabels } from "./room-labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { ChatLog, ChatMessage } from "#app/ui/elements/chat-message.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { SaveLine } from "#app/ui/forms/save-line.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { SilencedNotice } from "#app/ui/elements/silenced-notice.tsx";
import { SpokenText } from "#app/ui/text/spoken-text.tsx";
import { followsOn } from "#app/lib/spoken/grouping.ts";
import { zoneName } from "#app/i18n/zone-name.ts";
import { localeOf } from "#app/i18n/translator.ts";

/** The talk of a room: complete as a plain page, alive with the island. */
export function RoomTalk() {
  const { t, format, language } = useI18n();
  const { room, viewer, isPlain } = useLoaderData<typeof loadRoom>();
  const { webinar, phase } = room;
  const path = `/webinars/${webinar.publicId}/room`;
  const isLive = phase === "open" && !isPlain;
  const talk = (
    <>
      {phase === "closed" && <Notice>{t("webinars.room.closed_note")}</Notice>}
      {isLive && <LiveLine />}
      {room.olderThan && (
        <p>
          <a href={`${path}?before=${room.olderThan}`}>{t("webinars.room.older")}</a>
        </p>
      )}
      <Log />
      {isPlain && (
        <p>
          <a href={path}>{t("webinars.room.back_to_live")}</a>
        </p>
      )}
      {phase === "open" && <Composer />}
    </>
  );
  if (!isLive) return <div className="stack">{talk}</div>;
  return (
    <>
      <chat-room
        class="stack"
        data-webinar={webinar.publicId}
        data-last={room.messages.at(-1)?.sequence ?? 0}
        data-handle={viewer.handle}
        data-name={viewer.name}
        data-face={JSON.stringify(tellFace(viewer))}
        data-trainer={webinar.trainerHandle}
        data-unwanted={room.unwanted.join(" ") || undefined}
        data-locale={localeOf(language)}
        data-zone={format.zone}
        data-words={JSON.stringify(roomLabels(t))}
      >
        {talk}
        <template data-part="message">
          <ChatMessage
            seq={0}
            author=""
            face={<Face name="" handle="" />}
            time={<time dateTime="1970-01-01"> </time>}
            body=""
            role={t(roleNames.trainer)}
            stateText=" "
            action={<Report message={`${webinar.publicId}:`} />}
          />
        </template>
      </chat-room>
      <Island name="chat-room" />
    </>
  );
}

/** What only a live room has; the island shows it. Its place is kept, so that nothing jumps. */
function LiveLine() {
  const { t } = useI18n();
  return (
    <div className="room-line small">
      <SaveLine part="status">{t("webinars.room.plain_hint")}</SaveLine>
      <div className="split">
        <p className="soft" data-part="presence" />
        <button type="button" className="button button-quiet" data-part="pause" aria-pressed="false" hidden>
          {t("webinars.room.pause")}
        </button>
      </div>
    </div>
  );
}

function Log() {
  const { t, format } = useI18n();
  const { room, viewer } = useLoaderData<typeof loadRoom>();
  return (
    <div className="room-log">
      <ChatLog label={t("webinars.room.log")}>
        <Day />
        {room.messages.map(({ sequence, name, handle, face, body, at, isGone }, index) => {
          if (isGone) return <GoneMessage key={sequence} sequence={sequence} at={at} />;
          const isUnwanted = room.unwanted.includes(handle);
          // What is folded is unfolded one by one: each says whose it is.
          const follows = !isUnwanted && followsOn({ handle, at }, room.messages[index - 1]);
          return (
            <ChatMessage
              key={sequence}
              seq={sequence}
              author={name}
              face={!follows && <Face name={name} handle={handle} picture={face?.[2]} />}
              by={handle}
              follows={follows}
              folded={isUnwanted && t("webinars.room.unwanted")}
              role={handle === room.webinar.trainerHandle && t(roleNames.trainer)}
              mine={handle === viewer.handle}
              time={<time dateTime={at}>{format.time(new Date(at))}</time>}
              body={<SpokenText>{body}</SpokenText>}
              action={handle !== viewer.handle && <Report message={`${room.webinar.publicId}:${sequence}`} />}
            />
          );
        })}
        {room.messages.length === 0 && (
          <li className="soft" data-part="empty">
            {room.phase === "closed" ? t("webinars.room.empty_closed") : t("webinars.room.empty")}
          </li>
        )}
        <li id="end" aria-hidden="true" />
      </ChatLog>
      <button type="button" className="button room-new" data-part="new" hidden />
    </div>
  );
}

function GoneMessage({ sequence, at }: { sequence: number; at: string }) {
  const { t, format } = useI18n();
  return (
    <ChatMessage
      seq={sequence}
      author={null}
      state="removed"
      time={<time dateTime={at}>{format.time(new Date(at))}</time>}
      body={t("webinars.room.gone")}
    />
  );
}

/** Leads to reporting a message, by the room and its number; a script adds the number where the line is a pattern. */
function Report({ message }: { message: string }) {
  const { t } = useI18n();
  return (
    <a className="chat-report small" href={reportPath({ kind: "message", id: message })}>
      {t("webinars.room.report")}
    </a>
  );
}

/** The clock that the lines below show: theirs say hours and minutes only. */
function Day() {
  const { t, format } = useI18n();
  const { room, now } = useLoaderData<typeof loadRoom>();
  const [first] = room.messages;
  if (!first && room.phase === "closed") return null;
  const at = first ? new Date(first.at) : now;
  return (
    <li className="small soft">{t("webinars.when.in_zone", { time: format.date(at), zone: zoneName(format, at) })}</li>
  );
}

function Composer() {
  const { t, format } = useI18n();
  const { room, messageId } = useLoaderData<typeof loadRoom>();
  const form = useFormState();
  const path = `/webinars/${room.webinar.publicId}`;
  if (room.silenced) return <SilencedNotice {...room.silenced} />;
  if (!room.canSay)
    return (
      <Notice tone="warning" actions={<a href="/me/settings/email">{t("ui.confirm.banner_link")}</a>}>
        {t("accounts.error.confirm_first")}
      </Notice>
    );
  // A text that was sent before under this id needs a new one; every other refusal may keep it.
  const isSpent = form.failure?.code === "webinars.error.said_already";
  return (
    <form method="post" action={`${path}/messages`} className="stack" data-part="form">
      <FormProblems form={form} />
      <input type="hidden" name="clientId" value={isSpent ? messageId : form.value("clientId", messageId)} />
      <TextArea
        name="body"
        label={t("webinars.room.your_message")}
        rows={2}
        required
        maxLength={longestMessage}
        defaultValue={form.value("body")}
        error={form.error("body")}
      />
      <ButtonRow>
        <Button variant="primary">{t("webinars.room.send")}</Button>
        <a href={`${path}/room`} data-part="refresh">
          {t("webinars.room.refresh")}
        </a>
      </ButtonRow>
      <p className="small soft">
        {t("webinars.room.open_until", { time: format.dateTime(room.closesAt) })}
        <span data-part="keys" hidden>
          {" · "}
          {t("webinars.room.keys")}
        </span>
      </p>
    </form>
  );
}
