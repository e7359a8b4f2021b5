import type { Rule } from "./rule.ts";

/** The only names that cannot be followed, one a file, each with the reason why it has to be so. */
const known: Record<string, string> = {
  "app/http/context.ts": "widens a type of Remix that stands in a package behind @remix-run/node",
  "server/boot/start.mjs": "starts what the build has made",
  "server/boot/run-tool.ts": "starts the tool that the command line names",
  "server/index.ts": "loads the pages that the build has made",
};

/** Nothing is imported out of sight. */
export const resolvedImports: Rule = {
  name: "every import can be followed",
  find: ({ blind }) =>
    blind
      .filter(({ from }, at) => !(from in known) || blind.findIndex((one) => one.from === from) !== at)
      .map(({ from, line, why }) => ({ line: `${from} -> ?`, at: `${from}:${line}`, why })),
};
