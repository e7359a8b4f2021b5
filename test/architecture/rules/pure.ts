import { type Rule, between } from "./rule.ts";

/** Folders whose files touch nothing, unless their name says otherwise: an island or a test may load them. Entrances touch what they like. */
const pure = /^app\/(modules|lib|i18n|ui|islands|infra|http)\//;

const isServer = (file: string) => /\.server\.[a-z]+$/.test(file);

/** A file without `.server` in its name never loads one that has it. Types are gone by then. */
export const pureFiles: Rule = {
  name: "a pure file loads no .server file",
  find: (house) =>
    house.imports.flatMap(({ from, to, line, isType }) =>
      to && !isType && pure.test(from) && !isServer(from) && isServer(to) ? [between(from, to, line)] : [],
    ),
};
