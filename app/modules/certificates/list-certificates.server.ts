import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { likeWords, peopleFound, searchedWords } from "#app/modules/accounts/people-found.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { formatSerial } from "./serial.ts";
import { snapshotSchema, titleOf } from "./snapshot.ts";
import { type CertificateState, stateOf } from "./state.ts";

/** A certificate in the list of all. */
export type ListedCertificate = {
  serial: string;
  /** The name that is printed on it, and the account that it belongs to. */
  name: string;
  holder: { name: string; handle: string; picture: string | null };
  courseTitle: { text: string; language: string };
  issuedAt: Date;
  state: CertificateState;
};

type Row = {
  id: string;
  serial: string;
  snapshot: unknown;
  issuedAt: Date;
  revokedAt: Date | null;
  replacedBy: string | null;
  holder: ListedCertificate["holder"];
};

type Wish = {
  /** Words of a name or an address, or the beginning of a number. */
  search?: string;
  courseId?: string | null;
  state?: CertificateState | null;
  before?: string | null;
  limit?: number;
};

const { sql } = Prisma;

/** A page of all certificates for administrators, newest first. One SQL statement. Throws 401 or 403. */
export async function listCertificatesFor(
  actor: MaybeActor,
  { search = "", courseId = null, state = null, before, limit: wished = 50 }: Wish,
): Promise<{ certificates: ListedCertificate[]; next: string | null }> {
  requireRole(actor, ["administrator"]);
  const limit = Math.min(wished, 100);
  // UUIDv7 ids rise with time, so the id alone is the cursor.
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.id, c.serial, c.snapshot, c.issued_at AS "issuedAt", c.revoked_at AS "revokedAt", c.replaced_by AS "replacedBy",
           json_build_object('name', u.name, 'handle', u.handle, 'picture', u.picture) AS holder
      FROM certificates c JOIN ${allPeople} u ON u.id = c.user_id
     WHERE ${found(search)} AND ${inState(state)}
           ${courseId ? sql`AND c.course_id = ${courseId}::uuid` : Prisma.empty}
           ${before && isUuid(before) ? sql`AND c.id < ${before}::uuid` : Prisma.empty}
     ORDER BY c.id DESC LIMIT ${limit + 1}`;
  const certificates = rows.slice(0, limit).map(({ serial, snapshot, issuedAt, holder, ...row }) => {
    const printed = snapshotSchema.parse(snapshot);
    const courseTitle = titleOf(printed);
    return { serial: formatSerial(serial), name: printed.name, holder, courseTitle, issuedAt, state: stateOf(row) };
  });
  return { certificates, next: rows.length > limit ? rows[limit - 1]!.id : null };
}

/** A certificate is found by its holder's account, by the name that is printed on it, and by the beginning of its number. */
function found(search: string): Prisma.Sql {
  const words = searchedWords(search);
  if (words === "") return sql`TRUE`;
  const number = words.replace(/[\s-]/g, "").toUpperCase();
  const byNumber = /^[0-9A-Z]{3,12}$/.test(number) ? sql`OR c.serial LIKE ${`${number}%`}` : Prisma.empty;
  const printed = `%${likeWords(words)}%`;
  return sql`(${peopleFound(words)} OR c.snapshot->>'name' ILIKE ${printed} ${byNumber})`;
}

function inState(state: CertificateState | null): Prisma.Sql {
  if (state === "revoked") return sql`c.revoked_at IS NOT NULL`;
  if (state === "replaced") return sql`c.revoked_at IS NULL AND c.replaced_by IS NOT NULL`;
  return state === "valid" ? sql`c.revoked_at IS NULL AND c.replaced_by IS NULL` : sql`TRUE`;
}
