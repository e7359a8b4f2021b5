import { zonedMoment } from "#app/i18n/zone-name.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import type { Addressee } from "#app/modules/notifications/kinds/contract.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { mailedAddress, wordsFor } from "#app/modules/notifications/labels.server.ts";
import type { Invitation } from "#app/modules/webinars/get-invitation.server.ts";

/** The words of a mail about one person's place in a webinar, in their language and by their clock. */
export function composeInvitation({ reason, webinar }: Invitation, person: Addressee) {
  const { format } = wordsFor(person);
  const { language, unsubscribeUrl } = person;
  const dateTime = (at: Date) => `${format.dateTime(at)} – ${format.time(webinar.endsAt)}`;
  const times = zonedMoment({ ...format, dateTime }, webinar.startsAt);
  const values = {
    name: isolate(person.name),
    title: isolate(webinar.title),
    trainer: isolate(webinar.trainerName),
    when: isolate(times),
    summary: isolate(webinar.summary),
    room: webinar.roomUrl,
  };
  const options = { values, action: { url: mailedAddress(new URL(webinar.url).pathname) }, unsubscribeUrl };
  switch (reason) {
    case "registered":
      return composeMail(language, "mail.webinar_registered", options);
    case "moved":
      return composeMail(language, "mail.webinar_moved", options);
    case "cancelled":
      return composeMail(language, "mail.webinar_cancelled", options);
    case "left":
      return composeMail(language, "mail.webinar_left", options);
  }
}
