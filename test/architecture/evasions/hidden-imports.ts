import { resolvedImports } from "../rules/imports.ts";
import type { Evasion } from "./fixture.ts";

const lib = "app/lib/loader.ts";

/** One file of lib that cannot be followed, beside one that can. */
function hidden(name: string, text: string, twin: string): Evasion {
  return { name, rule: resolvedImports, files: { [lib]: text }, caught: [`${lib} -> ?`], twin: { [lib]: twin } };
}

const part1: Evasion[] = [
  hidden("import(variable)", "const name = './slug.ts'; await import(name);", "await import('./slug.ts');"),
  hidden("import(`template`)", "const a = 'slug'; await import(`./${a}.ts`);", "await import(`./slug.ts`);"),
  hidden("import() of a sum", "await import('./sl' + 'ug.ts');", "await import(('./slug.ts') as string);"),
  hidden(
    "createRequire with a variable",
    "import { createRequire as make } from 'node:module'; const load = make(import.meta.url); load(process.argv[2]!);",
    "import { createRequire as make } from 'node:module'; const load = make(import.meta.url); load('./slug.ts');",
  ),
  hidden(
    "createRequire called twice over",
    "import { createRequire } from 'node:module'; createRequire(import.meta.url)(String(1));",
    "import { createRequire } from 'node:module'; createRequire(import.meta.url).resolve(String(1));",
  ),
  hidden(
    "createRequire handed on",
    "import { createRequire } from 'node:module'; export const make = [createRequire];",
    "import { createRequire } from 'node:module'; export const { resolve } = createRequire(import.meta.url);",
  ),
  hidden(
    "createRequire by way of the whole module",
    "import * as node from 'node:module'; node.createRequire(import.meta.url)('zod');",
    "import { builtinModules } from 'node:module'; export const names = builtinModules;",
  ),
  hidden("require under another name", "const load = require; load('zod');", "require('zod');"),
  hidden("module.require", "module.require('./slug.ts');", "export const words = { required: true };"),
  hidden(
    "process.getBuiltinModule",
    "process.getBuiltinModule('node:module').createRequire(import.meta.url)('./slug.ts');",
    "process.uptime();",
  ),
  hidden("import.meta.glob", "import.meta.glob('../modules/**');", "export const folder = import.meta.dirname;"),
  hidden("eval", "eval('import(1)');", "export const evaluate = (text: string) => text;"),
  hidden("new Function", "new Function('a', 'return import(a)')('x');", "new Map([['a', 'return import(a)']]);"),
  hidden(
    "a worker's address made at run time",
    "export const start = (a: string) => new URL(a, import.meta.url);",
    "export const start = () => new URL('./slug.ts', import.meta.url);",
  ),
  hidden("a file that is not there", "import './gone.ts';", "import './slug.ts';"),
  hidden("a package that another one brings along", "import 'scheduler';", "import 'zod';"),
  hidden("code in an address", "import 'data:text/javascript,1';", "import 'node:path';"),
  hidden("a file by its whole path", "import '/etc/app/infra/db.server.ts';", "import '#app/lib/slug.ts';"),
];

/** Each kind of evasion by its name. */
export const hiddenImports: Record<string, Evasion[]> = {
  "an import out of sight": part1,
};
