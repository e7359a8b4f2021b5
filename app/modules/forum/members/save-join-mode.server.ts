import { fieldError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";
import { requireFacilitator } from "#app/modules/forum/spaces/require-space.server.ts";

/**
 * Says who reads a space and who comes in. From members only to one of the others everything in it is read by everybody: only with
 * `opens`, that whoever does it knows. The audit log has a line. Throws 401, 403, 404 as `requireFacilitator`, 400
 * "forum.error.opens_all".
 */
export async function saveJoinMode(
  maybe: MaybeActor,
  code: string,
  { mode, opens }: { mode: JoinMode; opens: boolean },
): Promise<void> {
  await transaction(async (tx) => {
    // The one who asks sees what it is now, and nobody changes it meanwhile.
    await tx.$queryRaw`SELECT 1 FROM spaces WHERE code = ${code} FOR NO KEY UPDATE`;
    const { actor, space } = await requireFacilitator(maybe, code, tx);
    if (space.joinMode === mode) return;
    if (space.joinMode === "members" && !opens) throw fieldError("opens", "forum.error.opens_all");
    await tx.space.update({ where: { code }, data: { joinMode: mode }, select: { code: true } });
    const data = { space: code, from: space.joinMode, to: mode };
    await recordAudit(tx, { actorId: actor.id, action: "forum.space.changed", subject: `space:${code}`, data });
  });
}
