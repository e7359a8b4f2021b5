import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { forgetSingleton } from "#app/lib/singleton.ts";
import type { Web } from "#server/index.ts";
import { freePort } from "#server/boot/system/processes.ts";

/** The address of the running application; known once `useApp`'s beforeAll has run. */
export type RunningApp = { url: string };

/**
 * Runs the built application on a free port for this test file, on the database of `useDatabase()`, which is called
 * before it. `prepare` fills the database first.
 */
export function useApp(prepare: () => Promise<void> = async () => {}): RunningApp {
  const app: RunningApp = { url: "" };
  let web: Web | undefined;

  beforeAll(async () => {
    if (!existsSync(path.resolve("build/assets.json")))
      throw new Error("There is no build to test: run `npm test`, which makes one.");
    const port = await freePort();
    process.env.PORT = String(port);
    app.url = process.env.PUBLIC_URL = `http://localhost:${port}`;
    process.env.EMBEDDED = "1";
    forgetSingleton("env");
    await prepare();
    const { startWeb } = await import("#server/index.ts");
    web = await startWeb({ port, host: "127.0.0.1" });
    app.url = `http://localhost:${port}`;
  }, 180_000);

  afterAll(async () => {
    await web?.close();
    const { closeQueue } = await import("#app/infra/queue.server.ts");
    await closeQueue();
  });

  return app;
}
