// Plain JavaScript without dependencies: this is what runs on a fresh clone. Shared by start, dev, test and tools.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { releaseLock, takeLock } from "./lock.mjs";
import { PlainError, step } from "./terminal.mjs";

export const root = path.resolve(import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

const at = (...parts) => path.join(root, ...parts);

/** Refuses a Node that is too old, by name. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new PlainError(`Crossroads needs Node 20.19 or newer; this is ${process.versions.node} (${process.execPath}).`);
}

/**
 * Installs, generates and builds what is missing or stale. Two that start at once in the same folder (a site and its
 * tests) do not work on each other's half: the later one waits.
 * @param {{ build: boolean }} what
 */
export async function prepare({ build }) {
  const isFresh = () => isInstallFresh() && isClientFresh() && (!build || isBuildFresh());
  if (isFresh()) return;
  const place = at(".data", "preparing");
  if (takeLock(place)) {
    await step("Waiting for another start in this folder to finish its preparations", async () => {
      while (takeLock(place)) await new Promise((resolve) => setTimeout(resolve, 250));
    });
  }
  try {
    if (!isInstallFresh()) await install();
    if (!isClientFresh()) await generate();
    if (build && !isBuildFresh()) await buildAll();
  } finally {
    releaseLock(place);
  }
}

const installStamp = at("node_modules", ".crossroads-install");
const wantedInstall = () => hashOf([at("package-lock.json")], `${process.platform} ${process.arch}`);
const isInstallFresh = () => read(installStamp) === wantedInstall();

async function install() {
  const underway = at("node_modules", ".crossroads-installing");
  const isCutOff = existsSync(underway);
  if (isCutOff || !isInstalled()) {
    await step("Installing packages (a minute or two)", async () => {
      // npm takes a package for whole whose files an interrupted install has not all written.
      if (isCutOff) rmSync(at("node_modules"), { recursive: true, force: true });
      mkdirSync(at("node_modules"), { recursive: true });
      writeFileSync(underway, "");
      // Not `npm ci`: that refuses a lock file in which binaries of other platforms are left out, which is what npm
      // writes where its registry does not carry them. `--no-save` leaves the lock file as it is.
      await npm(["install", "--no-save", "--no-audit", "--no-fund", "--include=dev", "--loglevel=error"]);
      rmSync(underway, { force: true });
    });
  }
  writeFileSync(installStamp, wantedInstall());
}

/** Whether node_modules, by npm's own account, holds what package-lock.json wants: then there is nothing to install. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(at("node_modules", ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(
      ([place, { version, optional }]) => place === "" || optional || present[place]?.version === version,
    );
  } catch {
    return false;
  }
}

const clientStamp = at("prisma", "generated", "stamp");
const wantedClient = () =>
  hashOf([at("prisma", "schema.prisma"), ...filesIn(at("prisma", "models")), at("package-lock.json")]);
const isClientFresh = () => read(clientStamp) === wantedClient();

async function generate() {
  // What changes meanwhile is not in it.
  const wanted = wantedClient();
  await step("Generating the database client", () =>
    node(["node_modules/prisma/build/index.js", "generate"], {
      // `generate` does not use the schema engine but insists on one, which is in no npm package: any file will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    }),
  );
  writeFileSync(clientStamp, wanted);
}

const buildStamp = at("build", "stamp");
const isBuildFresh = () => read(buildStamp) === hashOf(sources());

async function buildAll() {
  const wanted = hashOf(sources());
  // The stamp goes first and comes last, so a build that was cut off is stale.
  rmSync(buildStamp, { force: true });
  await step("Building (half a minute)", async () => {
    await node(["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], { NODE_ENV: "production" });
    await node(["--import", "tsx", "server/boot/build.ts"], { NODE_ENV: "production" });
  });
  mkdirSync(at("build"), { recursive: true });
  writeFileSync(buildStamp, wanted);
}

/** Everything that the build reads. */
function sources() {
  const folders = ["app", "server", "jobs", "prisma", "public"].flatMap((folder) => filesIn(at(folder)));
  const own = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"].map((name) => at(name));
  const isNoise = /[\\/](generated|migrations|courses)[\\/]|\.(test|fixture)\.tsx?$/;
  return [...folders.filter((file) => !isNoise.test(path.relative(root, file))), ...own];
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

function hashOf(files, salt = "") {
  const hash = createHash("sha256").update(salt);
  for (const file of files.sort())
    hash
      .update(path.relative(root, file))
      .update("\0")
      .update(read(file) ?? "");
  return hash.digest("hex");
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function npm(args) {
  // The npm that started us, else the one on the path.
  const cli = process.env.npm_execpath;
  return cli?.endsWith(".js") ? quietly(process.execPath, [cli, ...args]) : quietly("npm", args);
}

function node(args, env = {}) {
  return quietly(process.execPath, args, env);
}

/** Runs a program without showing what it says, unless it fails. It ends when we are asked to end. */
function quietly(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    const relay = (signal) => {
      child.kill(signal);
      process.exit(130);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, relay);
    child.once("error", reject);
    child.once("close", (code) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeListener(signal, relay);
      if (code === 0) resolve(output);
      else reject(new PlainError(`${[path.basename(program), ...args].join(" ")} failed:\n${output.slice(-6000)}`));
    });
  });
}
