import { findEnvironment } from "../reader/environment.ts";
import { production } from "../reader/house.ts";
import type { Rule } from "./rule.ts";

/** Who may read the environment: the one place, and what runs before it or around it. */
const readers: Record<string, string> = {
  "app/infra/env.server.ts": "the one place: checks it and hands it out",
  "server/boot/supervisor/environment.ts": "fills in what is not set, before anything else runs",
  "server/boot/prepare/settings.mjs": "runs before there is TypeScript: where the data stand",
  "server/boot/start.mjs": "runs before there is TypeScript: whether the port is free",
  "server/boot/prepare/prepare.mjs": "runs before there is TypeScript: hands it on to npm",
  "server/boot/database/postgres.ts": "hands PATH on to the programs of PostgreSQL",
  "server/boot/run-tool.ts": "gives a tool the address of its database",
  "server/boot/programs/last-one-out.ts": "is preloaded before the program",
};

export const oneEnvironment: Rule = {
  name: "the environment is read in one place",
  find: (house) =>
    production(house)
      .filter(({ file }) => !(file in readers))
      .flatMap((source) =>
        findEnvironment(source).map((line) => ({ line: source.file, at: `${source.file}:${line}` })),
      ),
};
