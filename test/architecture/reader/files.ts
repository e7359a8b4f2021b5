import { existsSync, lstatSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { Source } from "./house.ts";

const folders = ["app", "server", "jobs", "prisma", "test", "public"];

/** Every file of the tree, with forward slashes, sorted. A symbolic link is an error: it would give a file two names. */
export function listFiles(root: string): string[] {
  const top = readdirSync(root).filter((name) => /\.(ts|mts|mjs|js|cjs)$/.test(name));
  const below = folders.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) => walk(root, folder));
  return [...top, ...below].sort();
}

function walk(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const file = `${folder}/${name}`;
    const stat = lstatSync(path.join(root, file));
    if (stat.isSymbolicLink()) throw new Error(`${file} is a symbolic link: a file has one name`);
    return stat.isDirectory() ? walk(root, file) : [file];
  });
}

export function readText(root: string, file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** A source whose tree is made when it is first asked for; its language is told by its name. */
export function parse(file: string, text: string): Source {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : /\.[mc]?js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  let ast: ts.SourceFile | undefined;
  return {
    file,
    text,
    get ast() {
      return (ast ??= ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, kind));
    },
  };
}

/** The line of a node, counted from 1. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
