// The environment of a start, before app/infra/env.server.ts checks it.
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./prepare.mjs";

/** Adds what the file .env says, where there is one; variables that are set already win. */
export function loadSettings() {
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The folder of the data, as env.server.ts will see it. */
export function dataDir() {
  return path.resolve(root, process.env.DATA_DIR || ".data");
}
