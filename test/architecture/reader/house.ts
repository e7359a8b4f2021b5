import path from "node:path";
import type ts from "typescript";
import { listFiles, parse, readText } from "./files.ts";
import type { Reference } from "./found.ts";
import { collectReferences } from "./references.ts";
import { type Target, resolver } from "./resolve.ts";

/** A file of code. It is parsed when a rule first asks for `ast`, and once. */
export type Source = { file: string; text: string; readonly ast: ts.SourceFile };

/** One file that names another file, or a package. `isType` when nothing of it is left at run time. */
export type Import = {
  from: string;
  line: number;
  isType: boolean;
  /** The file of this house, when it is one. */
  to: string | null;
  /** The package (or `node:` module) with its path, when it is one. */
  library: string | null;
};

/** An import that nobody can follow: its name is made at run time, or leads nowhere. */
export type Blind = { from: string; line: number; why: string };

export type House = {
  root: string;
  sources: Map<string, Source>;
  /** Every file, those without code as well. */
  files: string[];
  imports: Import[];
  blind: Blind[];
  /** What a name leads to that stands in a file. */
  resolve: (from: string, name: string) => Target | null;
};

/** Reads a tree of sources with the TypeScript compiler; no type is asked for. Tests are there, but their imports are not. */
export function readHouse(root: string): House {
  const files = listFiles(root);
  const sources = new Map<string, Source>();
  for (const file of files.filter(isCode)) sources.set(file, parse(file, readText(root, file)));
  const imports: Import[] = [];
  const blind: Blind[] = [];
  const resolve = resolver(root, new Set(files));
  for (const source of sources.values()) {
    if (isTest(source.file)) continue;
    const found = collectReferences(source);
    blind.push(...found.blind.map((one) => ({ ...one, from: source.file })));
    for (const reference of found.references) {
      const target = resolve(source.file, reference.name);
      if (target) imports.push({ ...placeOf(source.file, reference), ...target });
      else blind.push({ ...placeOf(source.file, reference), why: `"${reference.name}" leads nowhere` });
    }
  }
  return { root, sources, files, imports, blind, resolve };
}

function placeOf(from: string, { line, isType }: Reference) {
  return { from, line, isType };
}

/** Code of the house; what the build or a generator makes is looked at as one closed box. */
function isCode(file: string): boolean {
  return /\.(ts|tsx|mts|mjs|js|jsx|cjs|cts)$/.test(file) && !isGenerated(file);
}

export function isGenerated(file: string): boolean {
  return file.startsWith("prisma/generated/");
}

/** Whether a file only serves tests: these are apart from most rules. */
export function isTest(file: string): boolean {
  if (file === "vitest.config.ts" || file.startsWith("test/")) return true;
  return /\.(test|fixture)\.[a-z]+$/.test(file) || file.includes("/fixtures/");
}

/** The files that are delivered, with their sources. */
export function production(house: House): Source[] {
  return [...house.sources.values()].filter(({ file }) => !isTest(file));
}

/** The folder of a file, without a slash at its end. */
export function folderOf(file: string): string {
  return path.posix.dirname(file);
}
