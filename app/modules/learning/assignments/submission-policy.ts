import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { hasRole, isActive, isAdministrator } from "#app/modules/accounts/policy.ts";
import type { UnitLimits } from "#app/modules/learning/dates/limits.ts";
import { type AssignmentSettings, countWords } from "./assignment-settings.ts";

export type Refusal = { code: MessageKey; values?: Record<string, string | number> };

/** What stands in the way of writing and handing in now; null when nothing does. */
export function submissionRefusal(
  { closesAt }: Pick<UnitLimits, "closesAt">,
  draft: { reopenedAt: Date | null } | null,
  at: Date,
): Refusal | null {
  // What a trainer gave back may come again at any time.
  if (draft?.reopenedAt) return null;
  return closesAt && at > closesAt ? { code: "assignments.error.closed" } : null;
}

/** Whether something that comes now comes late: after the due date, up to the close. */
export function isLateAt({ dueAt }: Pick<UnitLimits, "dueAt">, at: Date): boolean {
  return dueAt !== null && at > dueAt;
}

/** When the reviewers of a pool are chosen: when nothing more is taken, or from the due date where nothing closes. */
export function phaseEnd({ dueAt, closesAt }: Pick<UnitLimits, "dueAt" | "closesAt">): Date | null {
  return closesAt ?? dueAt;
}

/**
 * How somebody may have a file of a submission: by its name, without it (a reviewer who must not know whose it is), not any more (a reviewer
 * of what is out of sight), or not. Moderators decide about what peers are shown, so they see it.
 */
export function fileSight(
  actor: MaybeActor,
  file: {
    isOwn: boolean;
    isStaff: boolean;
    isReviewer: boolean;
    isAnonymous: boolean;
    /** Whether peers were given it to review, and whether they see it. */
    isReviewed: boolean;
    isInSight: boolean;
    state: string;
  },
): "named" | "nameless" | "gone" | null {
  if (!isActive(actor)) return null;
  if (file.isOwn) return "named";
  if (file.state !== "submitted") return null;
  if (file.isStaff || isAdministrator(actor)) return "named";
  if (!file.isReviewer) return file.isReviewed && hasRole(actor, ["moderator"]) ? "named" : null;
  if (!file.isInSight) return "gone";
  return file.isAnonymous ? "nameless" : "named";
}

/** What is missing in a text with files before it can be handed in; null when nothing is. */
export function whyNotThis(
  { form, maxWords }: Pick<AssignmentSettings, "form" | "maxWords">,
  { body, files }: { body: string; files: number },
): Refusal | null {
  const hasText = body.trim() !== "";
  if (form === "text" && !hasText) return { code: "assignments.error.no_text" };
  if (form === "files" && files === 0) return { code: "assignments.error.no_file" };
  if (!hasText && files === 0) return { code: "assignments.error.empty" };
  const words = maxWords === null ? 0 : countWords(body);
  if (maxWords !== null && words > maxWords)
    return { code: "assignments.error.too_many_words", values: { words, max: maxWords } };
  return null;
}

/** Whether somebody who has handed in may begin again: while it is allowed and nobody reviews or marks what is there. */
export function mayAgain(
  { allowsAgain }: Pick<AssignmentSettings, "allowsAgain">,
  current: { scoredAt: Date | null; trainerAt: Date | null },
  reviews: number,
): boolean {
  return allowsAgain && reviews === 0 && !current.scoredAt && !current.trainerAt;
}

/**
 * How a submission comes back to its people: "draft", the same text anew; "new", beside it, for what moderators have erased, or removed after
 * somebody had given a review, which stays theirs; null once it is marked, and while somebody who sees it reviews it. A review that was begun of
 * what is out of sight goes no further, so it does not stand in the way.
 */
export function wayToReopen({
  reviews,
  sight,
  trainerAt,
  scoredAt,
}: {
  reviews: readonly { state: string }[];
  sight: string;
  trainerAt: Date | null;
  scoredAt: Date | null;
}): "draft" | "new" | null {
  if (trainerAt || scoredAt) return null;
  const isReviewed = reviews.some(({ state }) => state === "submitted");
  if (sight === "purged" || (sight === "removed" && isReviewed)) return "new";
  const isBeingReviewed = sight === "visible" && reviews.some(({ state }) => state === "begun");
  return isReviewed || isBeingReviewed ? null : "draft";
}
