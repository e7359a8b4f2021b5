import { randomBytes } from "node:crypto";
import { isLanguage } from "#app/i18n/languages.ts";
import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { getSite } from "#app/infra/site-settings.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { getHolder, type Holder } from "#app/modules/accounts/save-legal-name.server.ts";
import { fingerprint } from "./fingerprint.ts";
import { presentTemplate } from "./render-document.server.ts";
import { makeSerial } from "./serial.ts";
import { dayIn, nameLanguageOf, type Snapshot } from "./snapshot.ts";
import { type Completion, findCompletion } from "#app/modules/learning/study/find-completion.server.ts";

/**
 * Issues the certificate of a completed course, once: whoever calls again, or at the same time, gets the one that is
 * there, also when it was replaced or revoked since. Its issuer is the site, by the name that it has now. Records
 * "certificates.certificate.issued" with it. Throws 409 "certificates.error.not_completed" while the person has not
 * completed the course.
 */
export async function issueCertificate({
  userId,
  courseId,
  at,
}: {
  userId: string;
  courseId: string;
  at: Date;
}): Promise<{ id: string; serial: string; isNew: boolean }> {
  const holder = await getHolder(userId);
  const completion = await findCompletion(userId, courseId, holder.language);
  if (!completion) throw new AppError("certificates.error.not_completed", 409);
  const { name: issuer } = await getSite();
  const snapshot = { ...snapshotOf(holder, completion, at), issuer };
  return transaction(async (tx) => {
    const written = await writeCertificate(tx, { userId, courseId, generation: 1, snapshot, at });
    if (written) return { ...written, isNew: true };
    const first = await tx.certificate.findUniqueOrThrow({
      where: { userId_courseId_generation: { userId, courseId, generation: 1 } },
      select: { id: true, serial: true },
    });
    return { ...first, isNew: false };
  });
}

type Draft = { userId: string; courseId: string; generation: number; snapshot: Snapshot; at: Date };

/**
 * Writes one certificate with its event under a new serial, or returns null when this generation exists. The unique
 * constraint decides; whoever comes second waits for the first to commit.
 */
export async function writeCertificate(
  tx: Tx,
  { snapshot, at, ...key }: Draft,
): Promise<{ id: string; serial: string } | null> {
  const [row] = await tx.certificate.createManyAndReturn({
    data: [
      {
        ...key,
        serial: makeSerial(randomBytes),
        template: presentTemplate,
        language: snapshot.language,
        snapshot,
        fingerprint: fingerprint(snapshot),
        issuedAt: at,
      },
    ],
    skipDuplicates: true,
    select: { id: true, serial: true },
  });
  if (!row) return null;
  await record(tx, "certificates.certificate.issued", { certificateId: row.id });
  return row;
}

function snapshotOf(holder: Holder, { course, completedAt }: Completion, at: Date): Omit<Snapshot, "issuer"> {
  const wished = course.languages.includes(holder.language) ? holder.language : course.defaultLanguage;
  return {
    name: holder.legalName || holder.name,
    ...nameLanguageOf(holder),
    courseSlug: course.slug,
    courseTitle: course.titles,
    titleLanguage: course.title.language,
    // The course may be in a language that the document's own words are not translated into yet.
    language: isLanguage(wished) ? wished : "en",
    hours: course.hours,
    activities: course.activities,
    completedOn: dayIn(holder.zone, completedAt),
    issuedOn: dayIn(holder.zone, at),
  };
}
