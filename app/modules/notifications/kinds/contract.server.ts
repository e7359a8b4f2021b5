import type { Format } from "#app/i18n/format.ts";
import type { MailKey } from "#app/i18n/message-key.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { EventName, EventPayload } from "#app/events.ts";
import type { MailList, NotificationData, NotificationKind } from "#app/modules/notifications/kinds/names.ts";

/** Everything that one kind of notification is. Adding a kind is adding a row of this shape to table.server.ts. */
export type KindContract = {
  /**
   * The facts after which somebody may be told, each with what is asked of the module in which it happened. Empty for a kind
   * that is told by the same step that mails its calendar entry: see webinar-notices.server.ts.
   */
  told: { readonly [E in EventName]?: Ask<EventPayload<E>> };
  /** What members write to each other: nobody is told what somebody wrote whom they have muted or blocked. */
  isByMembers?: true;
  /** What is mailed about it, and when. In the app it is told always. */
  mail: KindMail;
  /** What it says, in the reader's language and by their clock. Made when it is read, of codes and facts. */
  sentence: (about: SentenceFacts, words: Wording) => string;
  /** What counts as having read it, besides opening it: reading the topic as far as it tells of. */
  readWith: "topic" | null;
};

/** What is asked about one fact, or about many at once where many come at once; news of what is gone is left out. */
type Ask<F> =
  ((fact: F, around: Around) => Promise<News | null>) | { together: (facts: F[], around: Around) => Promise<News[]> };

/** How many people are asked for at once. */
export const peoplePerPage = 1000;

/** `undecided` is asked by the mails to the team, which are about what others may have decided meanwhile. */
type Compose = (due: DueNotification, to: Addressee, undecided: Observed["undecided"]) => Promise<ComposedMail | null>;

type KindMail =
  | { when: "never" }
  /** At once to a confirmed address; part of no list. */
  | {
      when: "at once";
      /** What the messages of its mail are called (`composeMail`). */
      messages: MailKey;
      /** It says that the account is suspended: the one mail that a suspended person gets. */
      isToSuspended?: true;
    }
  /** Some minutes later, unless it was read by then, to who has not left the list. Null when nothing is left to tell. */
  | { when: "later"; list: MailList; compose: Compose }
  | { when: "with the calendar entry" };

/** What somebody is told of one fact, seen from the present state. */
export type News = {
  /** Who: their ids, or pages of `peoplePerPage` of them after one. */
  to: readonly string[] | ((after: string | undefined) => Promise<string[]>);
  /** News of one group is one notification ("topic:<id>"): it grows instead of repeating. */
  groupKey: string;
  /** Names the event for one person for ever: telling it twice changes nothing, and its mail has this key. */
  event: (userId: string) => string;
  /** Who did it; nobody is told of what they did themselves. */
  by?: { id: string; name: string };
  /** Who is told of the same by another kind: nobody is told twice. */
  except?: ReadonlySet<string>;
  /** The title of what it is about, in a language. */
  title: (language: string) => string;
  facts?: Omit<NotificationData, "title" | "people" | "count" | "mailed" | "pending">;
  /** Where it leads; `manyPath` once it stands for more than one event. */
  path: string;
  manyPath?: string;
  /** A number that the mail names. */
  count?: number;
};

/** A decision about something that somebody wrote, as its author and those who reported it are told of it. */
type ObservedDecision = {
  caseId: string;
  verdict: "keep" | "hide" | "remove" | "restore" | "purge";
  reason: string;
  /** Whether it answers an appeal, and whether the thing came into sight or went out of it. */
  isAnswer: boolean;
  isMoved: boolean;
  authorId: string;
  reporterIds: string[];
  title: string;
  /** Where the thing is read, where its author reads why it is not, and where somebody who reported it does. */
  href: string;
  authorHref: string;
  reporterHref: string;
};

type ObservedCase = { deciderIds: string[]; href: string };

/** What is asked of modules that this one may not know, answered by whoever calls. */
export type Observed = {
  /** What a moderator has decided; null when that is gone. */
  decision(decisionId: string): Promise<ObservedDecision | null>;
  /** A case, or an appeal, that waits, with who may decide it; null when it is decided. */
  caseToDecide(caseId: string): Promise<ObservedCase | null>;
  appealToDecide(appealId: string): Promise<ObservedCase | null>;
  /** Those of some cases and appeals that still wait, with where each is decided. */
  undecided(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** An issued certificate. Throws 404 when there is none. */
  certificate(
    certificateId: string,
  ): Promise<{ userId: string; courseTitle: { text: string }; href: string; lost: string[] }>;
};

export type Around = {
  at: Date;
  observed: Observed;
  /** What several kinds ask about the same facts, by a name of its own: asked once, for all of them. */
  once: <T>(what: string, ask: () => Promise<T>) => Promise<T>;
};

type SentenceFacts = {
  data: NotificationData;
  /** The title and the newest person's name, their direction kept apart from ours. */
  title: string;
  name: string;
  /** The moment that it names, by the reader's clock; empty without one. */
  when: string;
};

export type Wording = { t: Translate; format: Format };

export type ComposedMail = { subject: string; text: string; html: string; headers?: Record<string, string> };

/** A notification as its mail is made of it. */
export type DueNotification = {
  id: string;
  userId: string;
  kind: NotificationKind;
  data: NotificationData;
  path: string;
  events: string[];
};

/** Somebody to write to about one list. */
export type Addressee = {
  id: string;
  name: string;
  /** Empty until it is confirmed. */
  email: string;
  language: string;
  zone: string;
  /** Whether they may be written to (a confirmed address, not suspended) and want this list. */
  wantsMail: boolean;
  unsubscribeUrl: string;
};
