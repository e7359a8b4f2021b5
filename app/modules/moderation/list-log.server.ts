import { searchAudit } from "#app/infra/audit.server.ts";
import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { nameOfPeople } from "#app/modules/accounts/records/name-of-people.server.ts";
import { findProfilesToModerate } from "#app/modules/accounts/records/moderate-profile.server.ts";
import { isLineOfSpaces, nameTopicsFor } from "#app/modules/forum/facilitating/log-sight.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { mapSpaceNames } from "#app/modules/forum/spaces/space-names.server.ts";
import { canModerate, requireDecider } from "./policy.ts";
import { listKeptFrom } from "./cases/kept-from.server.ts";
import { knownKindOf, type ModeratedKind } from "./kinds/names.ts";
import { type Verdict, verdicts } from "./verdicts.ts";

/** What the log tells moderators of: decisions and claims, what was done in the forum and to accounts; facilitators, what was done in their spaces. */
const logActions = ["moderation.", "forum.", "accounts.account."] as const;
const spaceActions = ["forum."] as const;

/** The beginnings of the actions that the actor's log tells of. Throws 401, 403. */
export function logActionsFor(maybe: MaybeActor): readonly string[] {
  return canModerate(requireDecider(maybe)) ? logActions : spaceActions;
}

type Named = { text: string; href: string };

export type LogLine = {
  id: string;
  action: string;
  at: Date;
  /** Null for the site itself, and for who has left. */
  actor: Named | null;
  /** The case, the topic, or the person; null when it has no page, or not for the actor. */
  subject: Named | null;
  /** The number of the post in its topic. */
  number: number | null;
  /** The space in which it was done, as `spaceTitle` names it. */
  space: { space: string; spaceName: string | undefined; href: string } | null;
  /** What it was called, or which tags it had, before and after. */
  from: string;
  to: string;
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
 * The log of the team, newest first: who decided, claimed or opened what, what was done in the forum and to accounts; of one action, kind
 * or person (their handle), or with some words in it; nothing of cases that are kept from the actor. Facilitators read what was done in
 * their spaces, to topics that they may read. Throws 401, 403. At most seven SQL statements.
 */
export async function listLogFor(
  maybe: MaybeActor,
  { action, kind, person: handle, text, before }: LogSearch,
  { limit = logPage } = {},
): Promise<{ lines: LogLine[]; next: string | null }> {
  const actor = requireDecider(maybe);
  const known = logActionsFor(actor);
  const [person = null] = handle ? await findProfilesToModerate(db(), [handle]) : [];
  if (handle && !person) return { lines: [], next: null };
  const actions = action && known.some((start) => action.startsWith(start)) ? [action] : known;
  const start = before && isUuid(before) ? before : null;
  const except = canModerate(actor) ? await listKeptSubjects(actor) : [];
  const where = canModerate(actor) ? undefined : isLineOfSpaces(actor);
  const rows = await searchAudit({ actions, person, kind, text, before: start, limit: limit + 1, where, except });
  const shown = rows.slice(0, limit).map((row) => ({ ...row, data: (row.data ?? {}) as Record<string, unknown> }));
  const word = (value: unknown) => (typeof value === "string" ? value : "");
  const ids = shown.flatMap((row) => [row.actorId ?? "", idOf(row.subject), word(row.data["author"])]);
  const people = await nameOfPeople(db(), ids.filter(isUuid));
  const topics = await nameTopicsFor(actor, idsNamed(shown, "topic").filter(isUuid));
  const codes = shown.flatMap(({ subject, data }) => spaceOf(subject, data) ?? []);
  const names = await mapSpaceNames(codes);
  const lines = shown.map(({ id, action: done, subject, createdAt, actorId, data }): LogLine => {
    const author = word(data["author"]);
    const space = spaceOf(subject, data);
    const isNamed = namedActions.includes(done);
    return {
      id,
      action: done,
      at: createdAt,
      actor: people.get(actorId ?? "") ?? null,
      subject: people.get(idOf(subject)) ?? topics.get(idOf(subject)) ?? caseOf(subject),
      number: typeof data["number"] === "number" && data["number"] > 0 ? data["number"] : null,
      space: space === null ? null : { space, spaceName: names.get(space), href: spacePath(space) },
      from: isNamed ? word(data["from"]) : "",
      to: isNamed ? word(data["to"]) : "",
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

const idsNamed = (rows: readonly { subject: string }[], noun: string) =>
  rows.flatMap(({ subject }) => (subject.startsWith(`${noun}:`) ? [idOf(subject)] : []));

/** The actions that note words of people, before and after. */
const namedActions: readonly string[] = [
  "forum.topic.tagged",
  "forum.tag.changed",
  "forum.tag.merged",
  "forum.space_name.changed",
];

/** In which space it was done. */
function spaceOf(subject: string, data: Record<string, unknown>): string | null {
  const space = subject.startsWith("space:") ? idOf(subject) : data["space"];
  return typeof space === "string" ? space : null;
}

function caseOf(subject: string): Named | null {
  return subject.startsWith("case:") ? { text: idOf(subject), href: `/moderation/${idOf(subject)}` } : null;
}
