import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { auditActions } from "./audit-actions.ts";

it("have a name each, as many as the product notes", () => {
  const filesIn = (folder: string) =>
    readdirSync(folder, { recursive: true }).map((name) => `${folder}/${String(name)}`);
  const noted = [...filesIn("app"), "prisma/site-state.ts", "prisma/site-files.ts"]
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => readFileSync(file, "utf8"))
    .filter((code) => /recordAudit|audit_entries/.test(code))
    .flatMap((code) => [
      ...code.matchAll(
        /"((?!\w+\.error\.)(?:[a-z_]+\.){1,2}(?:changed|archived|suspended|silenced|warned|restored|revoked|cancelled|kept|written|opened|claimed|released|decided|sent|moved|merged|split|closed|reopened|pinned|unpinned|removed|tagged))"/g,
      ),
    ])
    .map(([, action]) => action!);
  expect(new Set(noted)).toEqual(new Set(auditActions));
});
