import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The folder of the clone. Looked for upwards, because this code runs from the sources (tests, tools) and from
 * `build/server` alike.
 */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "prisma", "schema.prisma"))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error(`No prisma/schema.prisma above ${import.meta.dirname}`);
    folder = above;
  }
  return folder;
}
