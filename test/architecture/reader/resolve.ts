import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";

export type Target = { to: string; library: null } | { to: null; library: string };

type PackageFile = Record<"dependencies" | "devDependencies" | "imports", Record<string, string> | undefined>;

const endings = ["", ".ts", ".tsx", ".d.ts", ".mts", ".mjs", ".js", ".jsx", "/index.ts", "/index.tsx", "/index.js"];

/**
 * Makes the function that tells what a name leads to: a file of the tree (relative, or through "imports" of package.json),
 * or a package that package.json names, or a part of Node. Null for anything else, such as a package that is only there
 * because another one brings it along.
 */
export function resolver(root: string, files: Set<string>): (from: string, name: string) => Target | null {
  const told = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as PackageFile;
  const packages = new Set(Object.keys({ ...told.dependencies, ...told.devDependencies }));
  const parts = new Set(builtinModules);

  const findFile = (file: string): string | null => {
    const bare = file.replace(/\?.*$/, "");
    const tried = endings.map((ending) => bare + ending);
    if (/\.[mc]?jsx?$/.test(bare)) tried.push(bare.replace(/js(x?)$/, "ts$1"), bare.replace(/\.js$/, ".tsx"));
    const inTree = tried.find((one) => files.has(one));
    if (inTree) return inTree;
    // What is generated may not have been made yet.
    return bare.startsWith("prisma/generated/") && existsSync(path.join(root, "prisma")) ? bare : null;
  };

  return (from, name) => {
    if (/^\.\.?(\/|$)/.test(name)) return asFile(findFile(path.posix.join(path.posix.dirname(from), name)));
    if (name.startsWith("#")) return asFile(mapped(name, told.imports ?? {}, findFile));
    if (name.startsWith("node:") || parts.has(name)) return { to: null, library: name };
    const owner = name.split("/", name.startsWith("@") ? 2 : 1).join("/");
    return packages.has(owner) || packages.has(typesOf(owner)) ? { to: null, library: name } : null;
  };
}

/** `#app/*` and such, as package.json maps them. */
function mapped(name: string, imports: Record<string, string>, findFile: (file: string) => string | null) {
  for (const [pattern, target] of Object.entries(imports)) {
    const [before = "", after] = pattern.split("*");
    if (after === undefined ? name !== pattern : !name.startsWith(before) || !name.endsWith(after)) continue;
    const middle = after === undefined ? "" : name.slice(before.length, name.length - after.length);
    return findFile(path.posix.normalize(target.replace("*", middle)));
  }
  return null;
}

function asFile(file: string | null): Target | null {
  return file === null ? null : { to: file, library: null };
}

function typesOf(owner: string): string {
  return `@types/${owner.replace(/^@/, "").replace("/", "__")}`;
}
