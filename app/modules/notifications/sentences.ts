import type { Format } from "#app/i18n/format.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { NotificationData, NotificationKind } from "#app/modules/notifications/kinds.ts";

type Words = { t: Translate; format: Format };

/** A person's words inside a sentence of ours: their direction stays their own (U+2068 and U+2069). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** What a notification says, in the reader's language and zone. Made when it is read, of codes and facts. */
export function sentenceOf({ kind, data }: { kind: NotificationKind; data: NotificationData }, words: Words): string {
  const { t, format } = words;
  const title = isolate(data.title);
  const name = isolate(data.people.at(-1)?.name ?? "");
  switch (kind) {
    case "welcome":
      return t("notifications.kind.welcome", { course: data.title ? "yes" : "no", title });
    case "reply":
      return t("notifications.kind.reply", { name, title, others: data.people.length - 1 });
    case "new_topic":
      return t("notifications.kind.new_topic", { name, title, count: data.count, space: spaceLabel(data.space, t) });
    case "webinar_moved":
      return t("notifications.kind.webinar_moved", { title, when: isolate(format.dateTime(new Date(data.startsAt!))) });
    case "webinar_cancelled":
      return t("notifications.kind.webinar_cancelled", { title });
    case "certificate":
      return t("notifications.kind.certificate", { title });
    case "enrolment_accepted":
      return t("notifications.kind.enrolment_accepted", { title });
    case "enrolment_declined":
      return t("notifications.kind.enrolment_declined", { title });
    case "enrolment_waiting":
      return t("notifications.kind.enrolment_waiting", { title });
    case "reviews_asked":
      return t("notifications.kind.reviews_asked", { title });
    case "submission_scored":
      return t("notifications.kind.submission_scored", { title });
    case "submission_stuck":
      return t("notifications.kind.submission_stuck", { title });
    case "grade_ready":
      return t("notifications.kind.grade_ready", { title });
    case "assignment_due":
      return t("notifications.kind.assignment_due", {
        title,
        when: isolate(format.dateTime(new Date(data.startsAt!))),
      });
  }
}

/** A space in a sentence: its activity's code, or the lobby's name. */
export function spaceLabel(code: string | undefined, t: Translate): string {
  return code === undefined || code === "lobby" ? t("forum.lobby") : isolate(code);
}
