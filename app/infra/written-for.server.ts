import { readFileSync } from "node:fs";
import path from "node:path";
import { logger } from "#app/infra/logger.server.ts";
import { singleton } from "#app/lib/singleton.ts";

/** Package -> the version whose private parts a file was written for. */
export type WrittenFor = Readonly<Record<string, string>>;

/**
 * Whether exactly these versions are installed, so that their private parts may be used. Otherwise the caller takes the
 * plain way over what the library promises; that is logged once for each list.
 */
export function isWrittenFor(versions: WrittenFor): boolean {
  return singleton(`written-for:${JSON.stringify(versions)}`, () => {
    const others = Object.entries(versions).filter(([name, version]) => installedVersion(name) !== version);
    for (const [library, version] of others) {
      const installed = installedVersion(library);
      logger().warn(
        { library, installed, writtenFor: version },
        "an unknown version: its private parts are left alone",
      );
    }
    return others.length === 0;
  });
}

/** The version of a package as this project has it, or as another package has it ("engine.io > ws"); "" for none. */
export function installedVersion(name: string): string {
  return singleton(`installed-version:${name}`, () => {
    const [own, inner] = name.split(" > ");
    const folders = inner ? [path.join(own!, "node_modules", inner), inner] : [own!];
    return folders.map(readVersion).find(Boolean) ?? "";
  });
}

function readVersion(folder: string): string {
  try {
    const file = path.resolve("node_modules", folder, "package.json");
    return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  } catch {
    return "";
  }
}
