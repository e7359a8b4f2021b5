import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { consumeLimit, type Limit } from "#app/infra/limits.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { withHandle } from "#app/modules/accounts/person-columns.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { certificatePath, pdfPath } from "./paths.ts";
import { misdrawnLetters } from "./render-document.server.ts";
import { formatSerial, parseSerial } from "./serial.ts";
import { type Snapshot, snapshotSchema, titleOf } from "./snapshot.ts";
import type { Template } from "./typesetting/document.ts";
import { type CertificateState, type RevocationReason, stateOf } from "./state.ts";

/** A certificate as modules and pages handle it. Serials are written with dashes. */
export type Certificate = {
  id: string;
  userId: string;
  serial: string;
  generation: number;
  template: Template;
  snapshot: Snapshot;
  fingerprint: string;
  state: CertificateState;
  issuedAt: Date;
  revokedAt: Date | null;
  revokedReason: RevocationReason | null;
  replacedBy: string | null;
};

const columns = {
  id: true,
  userId: true,
  serial: true,
  generation: true,
  template: true,
  snapshot: true,
  fingerprint: true,
  issuedAt: true,
  revokedAt: true,
  revokedReason: true,
  replacedBy: true,
} as const;

type Row = Omit<Certificate, "state" | "snapshot" | "template" | "revokedReason"> & {
  snapshot: unknown;
  template: string;
  revokedReason: string | null;
};

function certificateOf({ serial, replacedBy, snapshot, template, revokedReason, ...row }: Row): Certificate {
  return {
    ...row,
    template: template as Template,
    serial: formatSerial(serial),
    state: stateOf({ ...row, replacedBy }),
    snapshot: snapshotSchema.parse(snapshot),
    revokedReason: revokedReason as RevocationReason | null,
    replacedBy: replacedBy && formatSerial(replacedBy),
  };
}

const lookUps: Limit = { name: "certificate-look-ups", points: 60, seconds: 60 };

/**
 * The certificate under a serial as anybody may type it, or null when there is none. Open to everybody, 60 times a minute
 * for each account or, signed out, each network address; 429 after that. At most two SQL statements.
 */
export async function lookUpCertificate(
  typed: string,
  { actor, address }: { actor: MaybeActor; address: string },
): Promise<Certificate | null> {
  await consumeLimit(lookUps, actor ? `user:${actor.id}` : `address:${address}`);
  return findCertificate(typed);
}

/** The certificate under a typed serial with its holder, for administrators; null when there is none. Throws 401, 403. */
export async function findCertificateFor(actor: MaybeActor, typed: string) {
  requireRole(actor, ["administrator"]);
  const certificate = await findCertificate(typed);
  if (!certificate) return null;
  const where = { id: certificate.id };
  const { user } = await db().certificate.findUniqueOrThrow({
    where,
    select: { user: withHandle },
  });
  return { ...certificate, holder: user };
}

async function findCertificate(typed: string): Promise<Certificate | null> {
  const serial = parseSerial(typed);
  if (!serial) return null;
  const row = await db().certificate.findUnique({ where: { serial }, select: columns });
  return row && certificateOf(row);
}

export type CertificateRow = {
  serial: string;
  courseTitle: string;
  /** The language of the title. */
  language: string;
  issuedAt: Date;
  state: CertificateState;
  /** Letters of the name that the document shows wrong; of a valid certificate only. */
  lost: string[];
};

/** The certificates of a person, newest first, at most 100; those that a correction replaced are left out. One statement. */
export async function listCertificatesOf(person: Pick<Actor, "id">): Promise<CertificateRow[]> {
  const rows = await db().certificate.findMany({
    where: { userId: person.id, replacedBy: null },
    select: columns,
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  const list: CertificateRow[] = [];
  for (const { serial, snapshot, template, issuedAt, state } of rows.map(certificateOf)) {
    const { text, language } = titleOf(snapshot);
    const lost = state === "valid" ? await misdrawnLetters(snapshot.name, { template }) : [];
    list.push({ serial, courseTitle: text, language, issuedAt, state, lost });
  }
  return list;
}

export type IssuedFacts = {
  certificateId: string;
  userId: string;
  serial: string;
  name: string;
  courseTitle: { text: string; language: string };
  /** Paths on this site. */
  href: string;
  pdfHref: string;
  state: CertificateState;
  /** Letters of the name that the document shows wrong. */
  lost: string[];
};

/** What a message about an issued certificate says. Throws 404 when there is no such certificate. */
export async function getIssuedFacts(certificateId: string): Promise<IssuedFacts> {
  const row = await db().certificate.findUnique({ where: { id: certificateId }, select: columns });
  if (!row) throw notFound();
  const { userId, serial, snapshot, template, state } = certificateOf(row);
  return {
    certificateId,
    userId,
    serial,
    state,
    name: snapshot.name,
    courseTitle: titleOf(snapshot),
    href: certificatePath(serial),
    pdfHref: pdfPath(serial),
    lost: await misdrawnLetters(snapshot.name, { template }),
  };
}
