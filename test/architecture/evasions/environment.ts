import { oneEnvironment } from "../rules/environment.ts";
import type { Evasion } from "./fixture.ts";

const file = "app/http/origin.server.ts";

function reading(name: string, text: string, twin = "export const age = process.uptime();"): Evasion {
  return { name, rule: oneEnvironment, files: { [file]: text }, caught: [file], twin: { [file]: twin } };
}

const part1: Evasion[] = [
  reading("process.env", "export const port = process.env.PORT;", "export const id = process.pid;"),
  reading('process["env"]', 'export const port = process["env"].PORT;', 'export const id = process["pid"];'),
  reading("process?.env", "export const port = process?.env.PORT;"),
  reading("process in brackets", "export const port = (process as NodeJS.Process).env.PORT;"),
  reading("process[name]", 'const name = "env"; export const port = process[name].PORT;'),
  reading("const { env } = process", "const { env } = process; export const port = env.PORT;"),
  reading(
    "const { env: all } = globalThis.process",
    "const { env: all } = globalThis.process; export const port = all.PORT;",
  ),
  reading("globalThis.process.env", "export const port = globalThis.process.env.PORT;"),
  reading('globalThis["process"].env', 'export const port = globalThis["process"].env.PORT;'),
  reading("const { process: p } = globalThis", "const { process: p } = globalThis; export const port = p.env.PORT;"),
  reading("process under another name", "const me = process; export const port = me.env.PORT;"),
  reading("process handed on", "export const port = read(process);"),
  reading("import { env }", 'import { env } from "node:process"; env;', 'import { argv } from "node:process"; argv;'),
  reading("import process", 'import me from "process"; export const port = me.env.PORT;'),
  reading("import() of process", 'const { env } = await import("node:process"); env;'),
  reading("a re-export of process", 'export { env } from "node:process";', 'export { argv } from "node:util";'),
  reading("import * as process", 'import * as me from "node:process"; me;'),
  reading("import.meta.env", "export const mode = import.meta.env.MODE;", "export const folder = import.meta.dirname;"),
];

/** Each kind of evasion by its name. */
export const environmentEvasions: Record<string, Evasion[]> = {
  "another reader of the environment": part1,
};
