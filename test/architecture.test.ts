import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const files = ["app", "server", "jobs", "prisma", "test"].flatMap((folder) => sourceFiles(folder));
const production = files.filter((file) => !isTest(file));

const tiers: Record<string, number> = {
  accounts: 1,
  roadmaps: 2,
  learning: 3,
  forum: 3,
  webinars: 3,
  library: 3,
  assistance: 3,
  certificates: 4,
  notifications: 4,
  moderation: 4,
  search: 4,
};

describe("the house", () => {
  it("is looked at as a whole", () => {
    expect(production.length).toBeGreaterThan(100);
  });

  it("keeps modules free of frameworks, routes, http and ui", () => {
    const banned =
      /^(@remix-run\/|react($|\/)|react-dom|express|socket\.io|bullmq|#app\/(routes|http|ui|islands)\/|#server\/|#jobs\/)/;
    expect(violations("app/modules/", banned)).toEqual([]);
  });

  it("keeps the tiers: modules know lower tiers, never their peers or their observers", () => {
    const broken = production.flatMap((file) => {
      const own = /^app\/modules\/([^/]+)\//.exec(file)?.[1];
      if (!own) return [];
      return importsOf(file).flatMap((name) => {
        const other = /^#app\/modules\/([^/]+)\//.exec(name)?.[1];
        if (!other || other === own || tiers[other]! < tiers[own]!) return [];
        return [`${file} imports ${name}`];
      });
    });
    expect(broken).toEqual([]);
  });

  it("knows the tier of every module", () => {
    const modules = new Set(files.flatMap((file) => /^app\/modules\/([^/]+)\//.exec(file)?.[1] ?? []));
    expect([...modules].filter((name) => !(name in tiers))).toEqual([]);
  });

  it("keeps routes away from the database and the queue", () => {
    expect(violations("app/routes/", /^#app\/infra\/(db|queue|transaction|outbox)/)).toEqual([]);
  });

  it("keeps tier 0 below everything", () => {
    const banned = /^#app\/(modules|routes|http|ui|islands)\//;
    for (const folder of ["app/infra/", "app/lib/"]) expect(violations(folder, banned)).toEqual([]);
  });

  it("keeps ui and islands free of modules, types and policies apart", () => {
    const banned = /^#app\/(modules|routes|infra\/(?!singleton))/;
    const broken = ["app/ui/", "app/islands/"].flatMap((folder) =>
      production
        .filter((file) => file.startsWith(folder))
        .flatMap((file) => importsOf(file, { types: false }).map((name) => ({ file, name })))
        .filter(({ name }) => banned.test(name) && !name.endsWith("/policy.ts")),
    );
    expect(broken).toEqual([]);
  });

  it("lets islands load no framework and no schema library", () => {
    expect(violations("app/islands/", /^(react|zod|@remix-run\/)/)).toEqual([]);
  });

  it("never lets a pure file import a file that touches a port", () => {
    const broken = production
      .filter((file) => /^app\/(modules|lib|i18n|ui|islands)\//.test(file) && !file.includes(".server."))
      .flatMap((file) => importsOf(file, { types: false }).map((name) => ({ file, name })))
      .filter(({ name }) => name.includes(".server."));
    expect(broken).toEqual([]);
  });

  it("reads the environment in one file", () => {
    const allowed = /^(app\/infra\/env\.server\.ts|server\/boot|test\/|prisma\/seed|jobs\/kill\.fixture)/;
    const readers = production.filter((file) => !allowed.test(file) && /process\.env\b/.test(source(file)));
    expect(readers).toEqual([]);
  });

  it("keeps each replaceable library in its place", () => {
    const places: [RegExp, RegExp][] = [
      [/^lucia$/, /^app\/modules\/accounts\/sessions\.server\.ts$/],
      [/^bullmq/, /^(app\/infra\/queue|jobs\/|prisma\/migrate|server\/boot\/build\.ts)/],
      [/^ioredis/, /^app\/infra\//],
      [/^nodemailer/, /^app\/infra\/mail/],
      [/^(marked|sanitize-html)$/, /^app\/lib\//],
      [/^@myriaddreamin\//, /^app\/modules\/certificates\//],
    ];
    const broken = places.flatMap(([library, place]) =>
      production
        .filter((file) => !place.test(file) && !file.startsWith("test/"))
        .filter((file) => importsOf(file).some((name) => library.test(name))),
    );
    expect(broken).toEqual([]);
  });

  it("keeps files small: 300 lines at most, tests, schema and word lists apart", () => {
    const large = production
      .filter((file) => !file.startsWith("prisma/generated") && !/common-passwords|custom-elements/.test(file))
      .map((file) => ({ file, lines: source(file).split("\n").length }))
      .filter(({ lines }) => lines > 300);
    expect(large).toEqual([]);
  });

  it("has no drawers", () => {
    expect(
      files.filter(
        (file) => /(^|\/)(utils?|helpers?|services?|misc|common)(\.|\/)/.test(file) && !file.startsWith("test/"),
      ),
    ).toEqual([]);
  });

  it("mocks nothing that it owns", () => {
    const mocks = files.filter((file) => file !== "test/architecture.test.ts" && /\bvi\.mock\(/.test(source(file)));
    expect(mocks).toEqual([]);
  });

  it("mounts every route module once", () => {
    const table = source("app/routes.ts");
    const routes = production
      .filter((file) => file.startsWith("app/routes/") && file.endsWith(".tsx"))
      .filter((file) =>
        /export (const|async function|function) (loader|action)|export default|export \{/.test(source(file)),
      )
      .filter((file) =>
        /export (const|async function|function) (loader|action)\b|export \{[^}]*\b(loader|action)\b/.test(source(file)),
      )
      .map((file) => file.slice("app/".length));
    expect(routes.filter((file) => table.split(`"${file}"`).length === 1)).toEqual([]);
  });
});

function violations(folder: string, banned: RegExp): string[] {
  return production
    .filter((file) => file.startsWith(folder))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => banned.test(name))
        .map((name) => `${file} imports ${name}`),
    );
}

/** The modules a file imports; relative ones are resolved to "#app/…". `types: false` leaves type-only imports out. */
function importsOf(file: string, { types = true } = {}): string[] {
  const text = source(file);
  const found = [
    ...text.matchAll(
      /^\s*(?:import|export)\s+(type\s+)?[^;"']*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']|^import\s+["']([^"']+)["']/gm,
    ),
  ];
  return found
    .filter((match) => types || !match[1])
    .map((match) => match[2] ?? match[3] ?? match[4] ?? "")
    .map((name) => (name.startsWith(".") ? `#${path.posix.join(path.posix.dirname(file), name)}` : name));
}

function source(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const file = `${folder}/${name}`;
    if (file === "prisma/generated") return [];
    if (statSync(path.join(root, file)).isDirectory()) return sourceFiles(file);
    return /\.(tsx?|mjs)$/.test(name) ? [file] : [];
  });
}
