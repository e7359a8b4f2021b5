import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { singleton } from "#app/lib/singleton.ts";

type Kept = { map: SourceMap | null; forget: NodeJS.Timeout };

const kept = () => singleton("source-maps", () => new Map<string, Kept>());

/** Failures come in flocks; after a quiet minute the map goes again. */
const keptMilliseconds = 60_000;

/**
 * A stack trace of bundled code with the files and lines of its source. Node's own flag for it (`--enable-source-maps`) reads every
 * map at start and keeps it, 30 MB in each process, for errors that may never come; here the first error that is logged
 * reads it. A line whose map cannot be read stays as it is.
 */
export function withSourceLines(stack: string): string {
  return stack.replace(/(file:\/\/[^\s()]+?|\/[^\s():]+?):(\d+):(\d+)/g, (place, file: string, line, column) => {
    const name = file.startsWith("file:") ? fileURLToPath(file) : file;
    // 0-based here, 1-based in a trace.
    const origin = mapOf(name)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!origin || !("originalSource" in origin)) return place;
    const source = path.resolve(path.dirname(name), origin.originalSource);
    return `${source}:${origin.originalLine + 1}:${origin.originalColumn + 1}`;
  });
}

function mapOf(file: string): SourceMap | null {
  const known = kept().get(file);
  if (known) {
    known.forget.refresh();
    return known.map;
  }
  const forget = setTimeout(() => kept().delete(file), keptMilliseconds).unref();
  const map = readMap(file);
  kept().set(file, { map, forget });
  return map;
}

function readMap(file: string): SourceMap | null {
  if (file.includes(`${path.sep}node_modules${path.sep}`)) return null;
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
  } catch {
    return null;
  }
}
