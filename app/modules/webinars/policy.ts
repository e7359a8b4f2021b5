import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { canPost, hasRole, isActive } from "#app/modules/accounts/policy.ts";

const minute = 60_000;

/** The room opens this long before the start, so that people can greet each other and test their line. */
const roomOpensBefore = 30 * minute;
/** Messages are taken until this long after the end; from then on the room is a record to read. */
const roomClosesAfter = 12 * 60 * minute;
/** No session is longer; lists rely on it to find running ones by their start. */
export const longestSession = 12 * 60 * minute;

/** Characters of a message, counted as a text field counts them. */
export const longestMessage = 2000;
/** What a webinar can be held in: the six languages of the United Nations. */
export const webinarLanguages = ["en", "fr", "es", "ar", "ru", "zh"] as const;

export type SessionTimes = { startsAt: Date; endsAt: Date };
export type SessionFacts = SessionTimes & { state: "planned" | "cancelled"; trainerId: string };
/** Lists that leave cancelled webinars out give no `state`. */
export type ListedSession = SessionTimes & { state?: "planned" | "cancelled" };
export type WebinarState = "upcoming" | "live" | "ended" | "cancelled";
export type RoomPhase = "before" | "open" | "closed" | "cancelled";

/** Whether the actor may plan webinars: trainers and administrators with a confirmed address. */
export function canPlan(actor: MaybeActor): actor is Actor {
  return hasRole(actor, ["trainer"]) && canPost(actor);
}

/** Whether the actor may change or cancel this webinar: its trainer and administrators. */
export function canManage(actor: MaybeActor, webinar: { trainerId: string }): actor is Actor {
  return canPlan(actor) && (actor.role === "administrator" || actor.id === webinar.trainerId);
}

/** Whether the actor may be in the room: registered people, the trainer, moderators and administrators. */
export function canEnterRoom(
  actor: MaybeActor,
  webinar: { trainerId: string },
  registration: { isRegistered: boolean },
): actor is Actor {
  if (!isActive(actor)) return false;
  return registration.isRegistered || actor.id === webinar.trainerId || hasRole(actor, ["moderator"]);
}

/**
 * How it stands with a webinar at a moment, the same wherever it is shown (`WebinarStateChip`): it is live from its start up
 * to, not including, its end. Whether its room takes messages is another question: `roomPhase`.
 */
export function webinarState({ state = "planned", startsAt, endsAt }: ListedSession, at: Date): WebinarState {
  if (state === "cancelled") return "cancelled";
  if (at.getTime() < startsAt.getTime()) return "upcoming";
  return at.getTime() < endsAt.getTime() ? "live" : "ended";
}

/** Where a webinar's room stands at a moment: it opens 30 minutes before the start and takes messages until 12 h after the end. */
export function roomPhase(webinar: SessionFacts, at: Date): RoomPhase {
  if (webinar.state === "cancelled") return "cancelled";
  if (at.getTime() < opensAt(webinar).getTime()) return "before";
  return at.getTime() < closesAt(webinar).getTime() ? "open" : "closed";
}

/** When the room opens. */
export function opensAt({ startsAt }: Pick<SessionTimes, "startsAt">): Date {
  return new Date(startsAt.getTime() - roomOpensBefore);
}

/** When the room takes its last message. */
export function closesAt({ endsAt }: Pick<SessionTimes, "endsAt">): Date {
  return new Date(endsAt.getTime() + roomClosesAfter);
}

/** Whether people can still register: while the room takes messages, unless the webinar is cancelled. */
export function isOpenToRegister(webinar: SessionFacts, at: Date): boolean {
  return webinar.state === "planned" && at.getTime() < closesAt(webinar).getTime();
}

/** Whether the session can still be changed or cancelled: until its end. */
export function isChangeable(webinar: SessionFacts, at: Date): boolean {
  return webinar.state === "planned" && at.getTime() < webinar.endsAt.getTime();
}
