import type { Tx } from "#app/infra/db.server.ts";
import type { Problem } from "#app/lib/problem.ts";
import { checkFile, isRefusal } from "#app/modules/learning/files/check-file.ts";
import { writeCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import type { ImportItem } from "#app/modules/learning/interchange/package/import-report.ts";
import type { PackageFile } from "#app/modules/learning/interchange/package/types.ts";

/** What speaks against the files of a package, before anything is written. Throws nothing. */
export function refuseFiles(files: readonly PackageFile[]): Problem[] {
  return files.flatMap(({ name, bytes }): Problem[] => {
    const at = { file: `files/${name}`, line: 0, level: "error" as const };
    const checked = checkFile({ name, bytes });
    if (isRefusal(checked)) return [{ ...at, code: checked.code, values: checked.values }];
    if (checked.name === name) return [];
    return [{ ...at, code: "courses.package.file_name", values: { name: checked.name } }];
  });
}

/**
 * Writes the files of a package into the course, each in the place of one with its name. Files that the package does not
 * have stay: texts that are being written may show them.
 */
export async function writeFiles(tx: Tx, courseId: string, files: readonly PackageFile[]): Promise<ImportItem[]> {
  const report: ImportItem[] = [];
  for (const file of files) {
    const { name, outcome } = await writeCourseFile(tx, courseId, file, { onTaken: "replace" });
    report.push({ item: `files/${name}`, outcome, problems: [] });
  }
  return report;
}
