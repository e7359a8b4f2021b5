import { createWriteStream } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { closeDb } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { exportCourseBySlug } from "#app/modules/learning/interchange/courses/export-course.server.ts";
import { zipStream } from "#app/modules/learning/interchange/courses/zip-stream.server.ts";

/**
 * `npm run course:export -- <slug> <folder or file.zip>`: writes the course as a package. A folder must be empty or not
 * there yet, so that nothing of another package stays among its files.
 */
export async function main(args: string[]): Promise<void> {
  const [slug, target] = args;
  if (!slug || !target || args.length > 2) {
    throw new Error("Name a course and a place: npm run course:export -- <slug> <folder or file.zip>");
  }
  try {
    const entries = await exportCourseBySlug(slug);
    if (target.endsWith(".zip")) {
      await pipeline(zipStream(entries), createWriteStream(target));
    } else {
      await mkdir(target, { recursive: true });
      if ((await readdir(target)).length > 0) throw new Error(`The folder ${target} is not empty.`);
      for (const { path: name, bytes } of entries) {
        const file = path.join(target, ...name.split("/"));
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, await bytes());
      }
    }
    console.log(`Exported ${slug}: ${entries.length} file(s).`);
  } finally {
    await closeQueue();
    await closeDb();
  }
}
