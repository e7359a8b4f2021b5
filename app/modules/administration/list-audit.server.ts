import { readAudit } from "#app/infra/audit.server.ts";
import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { nameOfPeople } from "#app/modules/accounts/records/name-of-people.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { nameOfUnits } from "#app/modules/learning/courses/name-of-units.server.ts";
import { settingNames } from "#app/modules/site/setting-names.ts";
import { auditActions } from "./audit-actions.ts";

/** A person, a course or a part of one that a line is about. */
type Named = { text: string; href: string };

export type AuditLineView = {
  id: string;
  action: string;
  at: Date;
  /** Null for the site itself, and for who has left. */
  actor: Named | null;
  /** What it was done to; null when it is there no longer, or has no name of its own. */
  subject: Named | null;
  /** The space of the forum in which it was done. */
  space: string | null;
  /** A role before and after, for a change of role. */
  from: string | null;
  to: string | null;
  /** Until when somebody is suspended or silenced. */
  until: Date | null;
  /** Which settings of the site are others than before; empty for every other action. */
  settings: SettingName[];
};

type SettingName = keyof typeof settingNames;

const auditPage = 50;

/**
 * The audit log for administrators, newest first: who did what to what, and when. Three SQL statements. Throws 401 or 403.
 */
export async function listAuditFor(
  actor: MaybeActor,
  {
    action,
    subject,
    before,
    language,
    limit = auditPage,
  }: { action?: string; subject?: string; before?: string | null; language: string; limit?: number },
): Promise<{ lines: AuditLineView[]; next: string | null }> {
  requireRole(actor, ["administrator"]);
  const known = auditActions.find((one) => one === action);
  const start = before && isUuid(before) ? before : null;
  const rows = await readAudit({ action: known, subject, before: start, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const idsOf = (noun: string) =>
    shown
      .flatMap((row) => (row.subject.startsWith(`${noun}:`) ? [row.subject.slice(noun.length + 1)] : []))
      .filter(isUuid);
  const actors = shown.flatMap(({ actorId }) => actorId ?? []);
  const people = await nameOfPeople(db(), [...actors, ...idsOf("user")]);
  const parts = await nameOfUnits({ courseIds: idsOf("course"), unitIds: idsOf("unit"), language });
  const lines = shown.map((row): AuditLineView => {
    const id = row.subject.slice(row.subject.indexOf(":") + 1);
    const data = (row.data ?? {}) as Record<string, unknown>;
    const word = (name: string) => (typeof data[name] === "string" ? data[name] : null);
    return {
      id: row.id,
      action: row.action,
      at: row.createdAt,
      actor: row.actorId ? (people.get(row.actorId) ?? null) : null,
      subject: people.get(id) ?? parts.get(id) ?? siteOf(row.subject, word("name")),
      space: word("space"),
      from: word("from"),
      to: word("to"),
      until: /^accounts\.account\.(suspended|silenced)$/.test(row.action) ? momentOf(word("until")) : null,
      settings: row.action === "site.settings.changed" ? settingsIn(data["changed"]) : [],
    };
  });
  return { lines, next: rows.length > limit ? shown.at(-1)!.id : null };
}

function momentOf(text: string | null): Date | null {
  const at = new Date(text ?? "");
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The site by the name that it had from then on. */
function siteOf(subject: string, name: string | null): Named | null {
  return subject === "site:1" && name ? { text: name, href: "/admin/site" } : null;
}

/** The settings named in a line, in the order of their form. */
function settingsIn(changed: unknown): SettingName[] {
  const names: unknown[] = Array.isArray(changed) ? changed : [];
  return (Object.keys(settingNames) as SettingName[]).filter((name) => names.includes(name));
}
