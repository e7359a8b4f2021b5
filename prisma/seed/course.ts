import path from "node:path";
import { importPackage } from "#app/modules/learning/interchange/courses/run-import.server.ts";
import { readPackageFolder } from "#app/modules/learning/interchange/package/read-folder.server.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";

/**
 * Imports a course of the seed, the first one unless told otherwise, through the same importer as everybody's, or brings
 * it up to its folder; the Open Roadmap must be there. Throws when the package is refused: the seed is ours.
 */
export async function seedCourse(slug = "from-open-roadmap-to-national-roadmap"): Promise<void> {
  const folder = path.join(projectRoot(), "prisma", "seed", "courses", slug);
  const { isRefused, report } = await importPackage({ source: slug, read: () => readPackageFolder(folder) });
  if (!isRefused) return;
  const problems = report.flatMap((item) => item.problems.filter(({ level }) => level === "error"));
  throw new Error(`The course ${slug} of the seed was refused: ${JSON.stringify(problems.slice(0, 5))}`);
}
