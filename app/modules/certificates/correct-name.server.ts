import type { z } from "zod";
import { AppError, forbidden, notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { getHolder, saveLegalName } from "#app/modules/accounts/save-legal-name.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { writeCertificate } from "./issue-certificate.server.ts";
import { correctionsLeft, isHolder, maxCorrections } from "./policy.ts";
import type { correctNameSchema } from "./schemas.ts";
import { misdrawnLetters } from "./render-document.server.ts";
import { requirePrintable } from "./check-name.server.ts";
import type { Template } from "./typesetting/document.ts";
import { formatSerial, parseSerial } from "./serial.ts";
import { dayIn, nameLanguageOf, snapshotSchema } from "./snapshot.ts";
import { stateOf } from "./state.ts";

/**
 * Gives the actor's certificate another name: a new certificate with a new serial says it, the old one says by which it
 * was replaced, and the profile keeps the name for later ones. Sending the same twice makes one. A certificate whose older
 * template draws the name wrong may be had again with the same name, however often it was corrected. Returns the serial that
 * is now valid. Throws 404 for no such serial, 401 or 403 for who does not hold it, 400 for a name that is the same or
 * cannot be printed, 409 when it is revoked, replaced, or was corrected three times.
 */
export async function correctName(
  actor: MaybeActor,
  { serial: typed, legalName }: z.infer<typeof correctNameSchema> & { serial: string },
  { at = new Date() } = {},
): Promise<{ serial: string }> {
  const holder = requireActive(actor);
  const profile = await getHolder(holder.id);
  return transaction(async (tx) => {
    const row = await lockCertificate(tx, typed);
    if (!isHolder(holder, row)) throw forbidden();
    const snapshot = snapshotSchema.parse(row.snapshot);
    const state = stateOf(row);
    if (state === "revoked") throw new AppError("certificates.error.revoked", 409);
    if (state === "replaced") return repeated(tx, row.replacedBy!, legalName);
    const isSame = legalName === snapshot.name;
    const isOurFault = isSame && (await misdrawnLetters(legalName, { template: row.template as Template })).length > 0;
    await requirePrintable(legalName);
    if (isSame && !isOurFault) throw fieldError("legalName", "certificates.error.same_name");
    if (correctionsLeft(row.generation) === 0 && !isOurFault)
      throw new AppError("certificates.error.correction_limit", 409, { values: { max: maxCorrections } });
    const { userId, courseId } = row;
    const { nameLanguage: _former, ...kept } = snapshot;
    const written = await writeCertificate(tx, {
      userId,
      courseId,
      at,
      generation: row.generation + 1,
      snapshot: {
        ...kept,
        name: legalName,
        ...nameLanguageOf({ ...profile, legalName }),
        issuedOn: dayIn(holder.zone, at),
      },
    });
    if (!written) throw new AppError("certificates.error.replaced", 409);
    const data = { replacedBy: written.serial };
    await tx.certificate.update({ where: { id: row.id }, data, select: { id: true } });
    await saveLegalName(tx, userId, legalName);
    return { serial: formatSerial(written.serial) };
  });
}

/** Throws as `correctName` for whoever does not hold the certificate under this serial. */
export async function requireHolder(actor: MaybeActor, typed: string): Promise<void> {
  const holder = requireActive(actor);
  const serial = parseSerial(typed);
  const row = serial && (await db().certificate.findUnique({ where: { serial }, select: { userId: true } }));
  if (!row) throw notFound();
  if (!isHolder(holder, row)) throw forbidden();
}

/** The certificate under a typed serial, held until the transaction ends. Throws 404 when there is none. */
export async function lockCertificate(tx: Tx, typed: string) {
  const serial = parseSerial(typed);
  if (!serial) throw notFound();
  await tx.$executeRaw`SELECT 1 FROM certificates WHERE serial = ${serial} FOR UPDATE`;
  const row = await tx.certificate.findUnique({
    where: { serial },
    select: {
      id: true,
      userId: true,
      courseId: true,
      serial: true,
      generation: true,
      template: true,
      snapshot: true,
      revokedAt: true,
      replacedBy: true,
    },
  });
  if (!row) throw notFound();
  return row;
}

/** A second click finds what the first one made; another name has to be given to the present certificate. */
async function repeated(tx: Tx, serial: string, legalName: string): Promise<{ serial: string }> {
  const next = await tx.certificate.findUniqueOrThrow({ where: { serial }, select: { snapshot: true } });
  if (snapshotSchema.parse(next.snapshot).name === legalName) return { serial: formatSerial(serial) };
  throw new AppError("certificates.error.replaced", 409);
}
