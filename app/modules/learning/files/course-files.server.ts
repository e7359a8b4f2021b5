import { isCourseStaff } from "#app/modules/learning/courses/sql.server.ts";
import type { Readable } from "node:stream";
import { AppError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { openFile, putFile } from "#app/infra/storage.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { checkFile, type CheckedFile, isRefusal, type NewFile } from "#app/modules/learning/files/check-file.ts";
import { freeName } from "#app/modules/learning/files/file-name.ts";
import { courseFileLimits } from "#app/modules/learning/files/limits.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { canSeeCourse } from "#app/modules/learning/courses/policy.ts";

/** A course as `getStaffAccessFor` and `getAuthoringFor` open it. */
type OfCourse = { course: { id: string } };

export type CourseFileRow = {
  id: string;
  name: string;
  type: string;
  bytes: number;
  width: number | null;
  height: number | null;
};
export type WrittenFile = CourseFileRow & { outcome: "created" | "changed" | "unchanged" };
/** What becomes of a name that another file of the course has: a new name, or the new content in the old one's place. */
export type OnTaken = "rename" | "replace";

const columns = { id: true, name: true, type: true, bytes: true, width: true, height: true } as const;

/**
 * Takes a file into a course. Its type comes from its content; its name is made safe and unique, and the same bytes under
 * the same name change nothing. Throws 400 "courses.file.…" for what a course does not take, and 409 when it is full.
 */
export async function putCourseFile(
  { course }: Authoring,
  file: NewFile,
  options: { onTaken?: OnTaken } = {},
): Promise<WrittenFile> {
  return transaction((tx) => writeCourseFile(tx, course.id, file, options));
}

/** The same inside a transaction, for imports. The content is in the store before its row is: a rollback leaves no hole. */
export async function writeCourseFile(
  tx: Tx,
  courseId: string,
  file: NewFile,
  { onTaken = "rename" }: { onTaken?: OnTaken } = {},
): Promise<WrittenFile> {
  const checked = checkFile(file);
  if (isRefusal(checked)) throw new AppError(checked.code, 400, { values: checked.values });
  await tx.$queryRaw`SELECT 1 FROM courses WHERE id = ${courseId}::uuid FOR NO KEY UPDATE`;
  const kept = await tx.courseFile.findMany({ where: { courseId }, select: { ...columns, sha256: true } });
  const same = kept.find(({ name, sha256 }) => sha256 === checked.sha256 && isNameOf(name, checked.name));
  if (same) return { ...without(same), outcome: "unchanged" };
  const taken = kept.find(({ name }) => name === checked.name);
  const replaced = onTaken === "replace" ? taken : undefined;
  const total = kept.reduce((sum, { bytes }) => sum + bytes, checked.bytes.length - (replaced?.bytes ?? 0));
  const isFull = total > courseFileLimits.totalBytes || (!replaced && kept.length >= courseFileLimits.files);
  if (isFull) throw fullCourse();
  const name = replaced?.name ?? freeName(checked.name, (tried) => kept.some((one) => one.name === tried));
  const data = await store(courseId, name, checked);
  if (!replaced) {
    return {
      ...(await tx.courseFile.create({ data: { courseId, name, ...data }, select: columns })),
      outcome: "created",
    };
  }
  const where = { id: replaced.id };
  return { ...(await tx.courseFile.update({ where, data, select: columns })), outcome: "changed" };
}

/** A file that came before under this name may have had to take another: "name-2.png" is the same file again. */
function isNameOf(kept: string, wished: string): boolean {
  return kept === wished || kept.replace(/-\d+(\.[^.]+)$/, "$1") === wished;
}

function without({ sha256: _, ...row }: CourseFileRow & { sha256: string }): CourseFileRow {
  return row;
}

async function store(courseId: string, name: string, { bytes, type, sha256, width, height }: CheckedFile) {
  const storageKey = `courses/${courseId}/${sha256.slice(0, 32)}-${name}`;
  await putFile(storageKey, bytes);
  return { storageKey, type, bytes: bytes.length, sha256, width, height };
}

function fullCourse(): AppError {
  const { files, totalBytes } = courseFileLimits;
  return new AppError("courses.file.full", 409, { values: { files, max: totalBytes / 1024 / 1024 } });
}

/** The files of a course by their names, at most `limit` after the name `after`. One SQL statement. */
export async function listCourseFiles(
  { course }: OfCourse,
  { after = "", limit = 200 }: { after?: string; limit?: number } = {},
): Promise<CourseFileRow[]> {
  return db().courseFile.findMany({
    where: { courseId: course.id, name: { gt: after } },
    select: columns,
    orderBy: { name: "asc" },
    take: limit,
  });
}

export type OpenedFile = CourseFileRow & { sha256: string; open: () => Promise<Readable> };

/**
 * A file of a course for whoever may see the course; its content is opened by `open()`. Two SQL statements at most. Throws
 * 404 for anything else.
 */
export async function openCourseFile(actor: MaybeActor, slug: string, name: string): Promise<OpenedFile> {
  const userId = actor?.id ?? null;
  const [row] = await db().$queryRaw<
    (Omit<OpenedFile, "open"> & { storageKey: string; state: string; isStaff: boolean })[]
  >`
    SELECT f.id, f.name, f.type, f.bytes, f.width, f.height, f.sha256, f.storage_key AS "storageKey", c.state::text AS state,
           ${isCourseStaff(userId)} AS "isStaff"
      FROM course_files f JOIN courses c ON c.id = f.course_id WHERE c.slug = ${slug} AND f.name = ${name}`;
  if (!row || !canSeeCourse(actor, row)) throw notFound();
  const { storageKey, state: _state, isStaff: _isStaff, ...file } = row;
  return { ...file, open: async () => (await openFile(storageKey)).stream };
}
