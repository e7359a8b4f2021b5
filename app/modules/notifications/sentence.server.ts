import type { Wording } from "#app/modules/notifications/kinds/contract.server.ts";
import type { NotificationData, NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { kindOf } from "#app/modules/notifications/kinds/table.server.ts";
import { isolate } from "#app/lib/isolate.ts";

/** What a notification says, in the reader's language and zone. Made when it is read, of codes and facts. */
export function sentenceOf({ kind, data }: { kind: NotificationKind; data: NotificationData }, words: Wording): string {
  const when = data.startsAt ? isolate(words.format.dateTime(new Date(data.startsAt))) : "";
  const about = { data, title: isolate(data.title), name: isolate(data.people.at(-1)?.name ?? ""), when };
  return kindOf[kind].sentence(about, words);
}
