import { searchAudit } from "#app/infra/audit.server.ts";
import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { nameOfPeople } from "#app/modules/accounts/records/name-of-people.server.ts";
import { findProfilesToModerate } from "#app/modules/accounts/records/moderate-profile.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { listKeptFrom } from "./cases/kept-from.server.ts";
import { knownKindOf, type ModeratedKind } from "./kinds/names.ts";

import { type Verdict, verdicts } from "./verdicts.ts";

/** What the log of moderation tells of: decisions and claims, also about posts that waited, and what was done to accounts. */
export const logActions = ["moderation.", "forum.waiting.", "accounts.account."] as const;

type Named = { text: string; href: string };

export type LogLine = {
  id: string;
  action: string;
  at: Date;
  /** Null for the site itself, and for who has left. */
  actor: Named | null;
  /** The case, or the person; null when it has no page. */
  subject: Named | null;
  /** Whose the thing was. */
  author: Named | null;
  kind: ModeratedKind | null;
  verdict: Verdict | null;
  reason: string;
};

export type LogSearch = { action?: string; kind?: string; person?: string; text?: string; before?: string | null };

const logPage = 50;
/** Lines of a file. */
export const logFileLines = 5000;

/**
 * The log of moderation, newest first: who decided, claimed or opened what, and what was done to accounts; of one action, kind
 * or person (their handle), or with some words in it; nothing of cases that are kept from the actor. Throws 401, 403. At most five SQL statements.
 */
export async function listLogFor(
  maybe: MaybeActor,
  { action, kind, person: handle, text, before }: LogSearch,
  { limit = logPage } = {},
): Promise<{ lines: LogLine[]; next: string | null }> {
  const actor = requireRole(maybe, ["moderator"]);
  const [person = null] = handle ? await findProfilesToModerate(db(), [handle]) : [];
  if (handle && !person) return { lines: [], next: null };
  const actions = action && logActions.some((start) => action.startsWith(start)) ? [action] : logActions;
  const start = before && isUuid(before) ? before : null;
  const except = await listKeptSubjects(actor);
  const rows = await searchAudit({ actions, person, kind, text, before: start, limit: limit + 1, except });
  const shown = rows.slice(0, limit).map((row) => ({ ...row, data: (row.data ?? {}) as Record<string, unknown> }));
  const word = (value: unknown) => (typeof value === "string" ? value : "");
  const ids = shown.flatMap((row) => [row.actorId ?? "", idOf(row.subject), word(row.data["author"])]);
  const people = await nameOfPeople(db(), ids.filter(isUuid));
  const lines = shown.map(({ id, action: done, subject, createdAt, actorId, data }): LogLine => {
    const author = word(data["author"]);
    return {
      id,
      action: done,
      at: createdAt,
      actor: people.get(actorId ?? "") ?? null,
      subject: people.get(idOf(subject)) ?? caseOf(subject),
      author: people.get(author) ?? (author && !isUuid(author) ? { text: author, href: `/people/${author}` } : null),
      kind: knownKindOf(word(data["kind"])),
      verdict: verdicts.find((one) => one === data["verdict"]) ?? null,
      reason: word(data["reason"]),
    };
  });
  return { lines, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** What lines of the log call the cases that are kept from the actor. */
async function listKeptSubjects(actor: Actor): Promise<string[]> {
  const kept = await listKeptFrom(db(), actor);
  if (kept.length === 0) return [];
  const where = { OR: kept.map(({ kind, thingIds }) => ({ kind, thingId: { in: thingIds } })) };
  const cases = await db().moderationCase.findMany({ where, select: { publicId: true } });
  return cases.map(({ publicId }) => `case:${publicId}`);
}

const idOf = (subject: string) => subject.slice(subject.indexOf(":") + 1);

function caseOf(subject: string): Named | null {
  return subject.startsWith("case:") ? { text: idOf(subject), href: `/moderation/${idOf(subject)}` } : null;
}
