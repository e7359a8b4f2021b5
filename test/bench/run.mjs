// `npm run bench -- <name> [part of a case's name]`: prepares as `npm start` does, then measures. Plain JavaScript,
// because it may run before anything is installed.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { checkNode, prepare, root } from "#server/boot/prepare/prepare.mjs";
import { giveUp, PlainError } from "#server/boot/prepare/terminal.mjs";

const folder = path.join(root, "test", "bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => path.basename(file, ".ts"));

try {
  const [name, ...rest] = process.argv.slice(2);
  if (!names.includes(name)) {
    const wrong = name ? `There is no bench “${name}”. ` : "";
    throw new PlainError(`${wrong}Which one? ${names.map((known) => `npm run bench -- ${known}`).join(", ")}`);
  }
  checkNode();
  process.chdir(root);
  await prepare({ build: true });
  process.exitCode = await run(path.join(folder, `${name}.ts`), rest);
} catch (error) {
  giveUp(error);
}

/** Runs the bench as the product runs: React and others are another program outside production. */
function run(file, args) {
  const env = { ...process.env, NODE_ENV: "production" };
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { cwd: root, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
