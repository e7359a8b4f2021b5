import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { topicSlug } from "./slug.ts";

test("no topic has an address that leads elsewhere", () => {
  const routes = readFileSync(path.join(projectRoot(), "app", "routes.ts"), "utf8");
  const taken = [...routes.matchAll(/"topics\/:id\/([a-z-]+)"/g)].map(([, word]) => word!);
  expect(taken).toContain("unread");
  expect(taken.filter((word) => topicSlug(word) === word)).toEqual([]);
  expect(topicSlug("Unread messages")).toBe("unread-messages");
});
