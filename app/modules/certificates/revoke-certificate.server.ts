import { recordAudit } from "#app/infra/audit.server.ts";
import type { z } from "zod";
import { AppError, forbidden } from "#app/infra/app-error.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { lockCertificate } from "./correct-name.server.ts";
import { canRevoke } from "./policy.ts";
import type { revokeSchema } from "./schemas.ts";
import { formatSerial } from "./serial.ts";
import { stateOf } from "./state.ts";

/**
 * Takes a valid certificate back, for good; its page stays and says since when and for what kind of reason. Leaves an
 * audit line with the note, which nobody else sees, and records "certificates.certificate.revoked", of which its holder is told. Administrators only (401, 403). Throws 404 for no such serial, 409
 * for one that is revoked already or replaced: what counts then is the replacement.
 */
export async function revokeCertificate(
  actor: MaybeActor,
  { serial, reason, note }: z.infer<typeof revokeSchema>,
  { at = new Date() } = {},
): Promise<{ serial: string }> {
  const administrator = requireActive(actor);
  if (!canRevoke(administrator)) throw forbidden();
  return transaction(async (tx) => {
    const row = await lockCertificate(tx, serial);
    const state = stateOf(row);
    if (state === "revoked") throw new AppError("certificates.error.revoked", 409);
    if (state === "replaced") throw new AppError("certificates.error.replaced", 409);
    const data = { revokedAt: at, revokedReason: reason };
    await tx.certificate.update({ where: { id: row.id }, data, select: { id: true } });
    await recordAudit(tx, {
      actorId: administrator.id,
      action: "certificates.certificate.revoked",
      subject: `certificate:${row.id}`,
      data: { serial: formatSerial(row.serial), reason, note },
    });
    await record(tx, "certificates.certificate.revoked", { certificateId: row.id });
    return { serial: formatSerial(row.serial) };
  });
}
