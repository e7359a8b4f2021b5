import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { env } from "#app/infra/env.server.ts";
import { renderMarkdown } from "#app/lib/markdown.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import {
  enrolAndLock,
  lockEnrolment,
  type LockedEnrolment,
} from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { loadLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import type { UnitLimits } from "#app/modules/learning/dates/limits.ts";
import { requireOpen } from "#app/modules/learning/study/require-open-unit.server.ts";
import type { UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";
import { mayAgain, type Refusal, submissionRefusal } from "./submission-policy.ts";
import {
  type AssignmentAddress,
  findAssignmentFor,
  findOwn,
  findTeam,
  type OwnSubmission,
  type OwnTeam,
} from "./find-submission.server.ts";
import { loadSettings } from "./save-assignment.server.ts";
import type { AssignmentSettings } from "./assignment-settings.ts";

/** A person's place at an assignment while it is locked for a step. */
export type Desk = {
  actor: Actor;
  unit: UnitKey;
  settings: AssignmentSettings;
  limits: UnitLimits;
  team: OwnTeam | null;
  /** Of the actor and of their team, in the order in which they were locked. */
  enrolments: LockedEnrolment[];
  draft: OwnSubmission | null;
  current: OwnSubmission | null;
  at: Date;
};

export function refused({ code, values }: Refusal, status = 400): AppError {
  return new AppError(code, status, { values });
}

/** The HTML of what was handed in, sanitised; headings go on below those of the page. */
function renderSubmission(body: string, language: string): string {
  return renderMarkdown(body, {
    headingOffset: 2,
    breaks: true,
    internalOrigin: new URL(env().PUBLIC_URL).origin,
    tableLabel: translatorFor(language)("forum.post.table"),
  });
}

/**
 * Runs a step of the actor at an assignment. Steps of one person, and of one team, happen one after the other; the team's
 * enrolments are locked in one order, so that two members never wait for each other. Throws 401, 403 (suspended, not open,
 * not to be enrolled), 404.
 */
export async function withDraft<T>(
  maybe: MaybeActor,
  address: AssignmentAddress,
  at: Date,
  work: (tx: Tx, desk: Desk) => Promise<T>,
): Promise<T> {
  const actor = requireActive(maybe);
  const unit = await findAssignmentFor(actor, address);
  return transaction(async (tx) => {
    const settings = await loadSettings(tx, unit.id);
    const team = settings.isTeamWork ? await findTeam(tx, unit.id, actor.id) : null;
    if (team) await tx.$queryRaw`SELECT 1 FROM teams WHERE id = ${team.id}::uuid FOR UPDATE`;
    const { courseId } = unit;
    const enrolments: LockedEnrolment[] = [];
    for (const userId of [...new Set([actor.id, ...(team?.members ?? []).map(({ id }) => id)])].sort()) {
      const lock = userId === actor.id ? enrolAndLock : lockEnrolment;
      enrolments.push(await lock(tx, { userId, courseId, at }));
    }
    await requireOpen(tx, unit, actor.id, at);
    const limits = await loadLimits(tx, { userId: actor.id, unitId: unit.id });
    const own = await findOwn(tx, unit.id, actor.id, team);
    return work(tx, { actor, unit, settings, limits, team, enrolments, ...own, at });
  });
}

/** The draft of a desk, begun when there is none. Throws 400 when it is closed or was handed in for good. */
export async function takeDraft(
  tx: Tx,
  desk: Desk,
  language: string,
): Promise<{ id: string; version: number; body: string; files: number }> {
  const { actor, unit, settings, limits, team, draft, current, at } = desk;
  const closed = submissionRefusal(limits, draft, at);
  if (closed) throw refused(closed);
  if (draft) return { id: draft.id, version: draft.version, body: draft.body, files: draft.files.length };
  if (settings.isTeamWork && !team) throw refused({ code: "assignments.error.no_team" });
  if (current) {
    const reviews = await tx.peerReview.count({ where: { submissionId: current.id } });
    if (!mayAgain(settings, current, reviews)) throw refused({ code: "assignments.error.handed_in" });
  }
  const data = {
    unitId: unit.id,
    userId: actor.id,
    teamId: team?.id ?? null,
    number: await nextNumber(tx, desk),
    language,
    createdAt: at,
  };
  const { id } = await tx.submission.create({ data, select: { id: true } });
  return { id, version: 0, body: "", files: 0 };
}

/** A number that neither the team nor the person has used: a person may have worked alone before. */
async function nextNumber(tx: Tx, { actor, unit, team }: Desk): Promise<number> {
  const mine = [{ userId: actor.id }, ...(team ? [{ teamId: team.id }] : [])];
  const { _max } = await tx.submission.aggregate({ where: { unitId: unit.id, OR: mine }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

export type SavedDraft = { version: number; savedAt: Date };
export type DraftInput = { body: string; version: number; language?: string };

/**
 * Saves the actor's draft, or their team's. `version` is the one that the page has seen (0 = none yet). Saving the same
 * text again changes nothing. Throws 409 "assignments.error.stale" when the draft has moved on meanwhile, with both texts
 * in its data; 400 "assignments.error.…" when it is closed or handed in for good; and as `withDraft`.
 */
export async function saveDraft(
  actor: MaybeActor,
  address: AssignmentAddress,
  input: DraftInput,
  { at = new Date() } = {},
): Promise<SavedDraft> {
  return withDraft(actor, address, at, async (tx, desk) => {
    if (!desk.draft && input.version === 0 && input.body.trim() === "") return { version: 0, savedAt: at };
    return writeDraft(tx, desk, input);
  });
}

/** The same inside a step. */
async function writeDraft(
  tx: Tx,
  desk: Desk,
  { body, version, language }: DraftInput,
): Promise<SavedDraft & { id: string }> {
  const { draft, at } = desk;
  const written = language ?? draft?.language ?? desk.actor.language;
  const isSaved = draft?.body === body && draft.language === written;
  if (draft && isSaved) return { id: draft.id, version: draft.version, savedAt: draft.savedAt ?? at };
  const taken = await takeDraft(tx, desk, written);
  if (taken.version !== version) {
    const saved = {
      body: taken.body,
      language: draft?.language ?? written,
      version: taken.version,
      savedAt: draft?.savedAt ?? null,
    };
    throw new AppError("assignments.error.stale", 409, { data: { saved, typed: body } });
  }
  const data = { body, html: renderSubmission(body, written), language: written, version: version + 1, savedAt: at };
  await tx.submission.update({ where: { id: taken.id }, data, select: { id: true } });
  return { id: taken.id, version: version + 1, savedAt: at };
}
