import { buffer } from "node:stream/consumers";
import type { Db } from "#app/infra/db.server.ts";
import { openFile } from "#app/infra/storage.server.ts";

/**
 * The bytes of a course's files by their names, for exports; names that the course does not have are left out. One SQL
 * statement; the caller keeps the number of names small.
 */
export async function readCourseFiles(from: Db, courseId: string, names: string[]): Promise<Map<string, Buffer>> {
  const where = { courseId, name: { in: names } };
  const rows = await from.courseFile.findMany({
    where,
    select: { name: true, storageKey: true },
    orderBy: { name: "asc" },
  });
  const files = new Map<string, Buffer>();
  for (const { name, storageKey } of rows) files.set(name, await buffer((await openFile(storageKey)).stream));
  return files;
}
