import { AppError, fieldError, forbidden } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { slugify } from "#app/lib/slug.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { canMakeSpace } from "#app/modules/forum/policy.ts";
import { listOutputCodes } from "#app/modules/roadmaps/roadmap.server.ts";
import { requireFacilitator } from "./require-space.server.ts";
import type { NewSpace } from "./schemas.ts";
import { setSpaceRole } from "./set-space-role.server.ts";

/** Words that other addresses below /forum/ have taken. */
const reserved = new Set(["new", "preview", "spaces", "tags", "files", "lobby"]);

/** Those that somebody has made stand behind those of the Open Roadmap, by their names. */
const positionOfMade = 1000;

/** The actor, when they may make a space. Throws 401, 403. */
export function requireMaker(maybe: MaybeActor): Actor {
  const actor = requirePoster(maybe);
  if (!canMakeSpace(actor)) throw forbidden();
  return actor;
}

/**
 * Makes a space for a national team or a theme, whose first facilitator is the actor; the audit log has a line. Throws 401, 403, 400
 * "forum.error.space_exists" for a name that another one has, or nearly. Returns its code, which the name gives and which stays.
 */
export async function makeSpace(maybe: MaybeActor, input: NewSpace, { at = new Date() } = {}): Promise<string> {
  const actor = requireMaker(maybe);
  return transaction((tx) => addSpace(tx, actor, input, at));
}

/** The same within a transaction; of those made for one group there is one. Whoever calls has judged who may. */
export async function addSpace(
  tx: Tx,
  actor: Actor,
  input: NewSpace & { madeFor?: string },
  at: Date,
): Promise<string> {
  const { kind, name, mode, output, language, charter, madeFor } = input;
  if (output !== null && !(await listOutputCodes()).includes(output)) throw fieldError("output", "error.field.invalid");
  await lockNames(tx);
  const there = madeFor && (await tx.space.findUnique({ where: { madeFor }, select: { code: true } }));
  if (there) return there.code;
  const code = codeOf(name);
  const data = {
    code,
    kind,
    name,
    madeFor,
    joinMode: mode,
    outputCode: output,
    position: positionOfMade,
    charter: charter ? { [language]: charter } : {},
  };
  const added = await tx.space.createMany({ data: [data], skipDuplicates: true });
  if (added.count === 0) throw nameTaken();
  await setSpaceRole(tx, { spaceCode: code, userId: actor.id, role: "facilitator", by: null, at });
  const line = { space: code, name, kind, mode };
  await recordAudit(tx, { actorId: actor.id, action: "forum.space.opened", subject: `space:${code}`, data: line });
  return code;
}

/**
 * Gives a space that somebody has made another name; its address stays. The audit log has a line. Throws 401, 403, 404 as
 * `requireFacilitator`, 403 for who may not post, 409 "forum.error.space_named" for one of the Open Roadmap, 400 "forum.error.space_exists".
 */
export async function renameSpace(maybe: MaybeActor, code: string, name: string): Promise<void> {
  await transaction(async (tx) => {
    const { space } = await requireFacilitator(maybe, code, tx);
    const actor = requirePoster(maybe);
    if (space.name === null) throw new AppError("forum.error.space_named", 409);
    if (space.name === name) return;
    await lockNames(tx);
    const others = { code: { not: code }, OR: [{ code: codeOf(name) }, { name }] };
    if (await tx.space.findFirst({ where: others, select: { code: true } })) throw nameTaken();
    await tx.space.update({ where: { code }, data: { name }, select: { code: true } });
    const data = { space: code, from: space.name, to: name };
    await recordAudit(tx, { actorId: actor.id, action: "forum.space_name.changed", subject: `space:${code}`, data });
  });
}

const nameTaken = () => fieldError("name", "forum.error.space_exists");

/** Of two who choose one name at once the second waits here, and is told. */
async function lockNames(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('space-names', 0))`;
}

/** What stands in the address of a space of this name, in whatever script it is. */
function codeOf(name: string): string {
  const slug = slugify(name, "space");
  // A code of digits would be read as one of the Open Roadmap.
  return reserved.has(slug) || /^[\d.]+$/.test(slug) ? `${slug}-space` : slug;
}
