import { importsByFile } from "../reader/reach.ts";
import { type Finding, type Rule, between } from "./rule.ts";

const island = /^app\/islands\/.*(?<!\.test)\.ts$/;

/** What an island loads travels over slow links: code of this house, and the socket's own client. */
export const lightIslands: Rule = {
  name: "an island brings no library but the socket's",
  find: (house) => {
    const next = importsByFile(house.imports.filter(({ isType }) => !isType));
    const brought = new Set([...house.sources.keys()].filter((file) => island.test(file)));
    const found: Finding[] = [];
    for (const file of brought) {
      for (const { to, library, line } of next.get(file) ?? []) {
        if (to !== null) brought.add(to);
        else if (library !== "socket.io-client") found.push(between(file, library!, line));
      }
    }
    return found;
  },
};
