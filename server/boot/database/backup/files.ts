import { copyFile, link, mkdir, readdir } from "node:fs/promises";
import path from "node:path";

/** The files below a folder by their names in it, without drafts; none when there is no folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  return found
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

/**
 * Holds the files of a folder fast as they are now, by second names on the same disk: a file that is deleted or replaced
 * afterwards is still there. What was held before stays. Where a disk knows no second names they are copied.
 */
export async function holdFiles(from: string, to: string): Promise<void> {
  for (const name of await filesIn(from)) {
    const target = path.join(to, ...name.split("/"));
    await mkdir(path.dirname(target), { recursive: true });
    await hold(path.join(from, ...name.split("/")), target);
  }
}

async function hold(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Held already, or deleted a moment ago: then no row of the snapshot names it, or the first time has it.
    if (code === "EEXIST" || code === "ENOENT") return;
    await copyFile(source, target);
  }
}
