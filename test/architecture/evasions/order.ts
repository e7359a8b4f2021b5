import type { Evasion } from "./fixture.ts";
import { noFileCircles, noFolderCircles } from "../rules/circles.ts";
import { noMocks } from "../rules/mocks.ts";
import { mountedOnce } from "../rules/mounted.ts";
import { limits, noDrawers, shortFiles, smallFiles, smallFolders } from "../rules/sizes.ts";

const line = "export const one = 1;\n";
const many = (count: number, text: string, folder = "app/lib") =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/file-${at}.ts`, text]));

const part1: Evasion[] = [
  {
    name: "two files, by a type only",
    rule: noFileCircles,
    files: { "app/lib/a.ts": 'import type { B } from "./b.ts";', "app/lib/b.ts": 'import "./a.ts";' },
    caught: ["app/lib/a.ts -> app/lib/b.ts", "app/lib/b.ts -> app/lib/a.ts"],
    twin: { "app/lib/a.ts": 'import "./b.ts";', "app/lib/b.ts": "" },
  },
  {
    name: "three files, one of them by a re-export",
    rule: noFileCircles,
    files: {
      "app/lib/a.ts": 'import "./b.ts";',
      "app/lib/b.ts": 'export * from "./c.ts";',
      "app/lib/c.ts": 'import("./a.ts");',
    },
    caught: ["app/lib/a.ts -> app/lib/b.ts", "app/lib/b.ts -> app/lib/c.ts", "app/lib/c.ts -> app/lib/a.ts"],
    twin: {
      "app/lib/a.ts": 'import "./b.ts"; import "./c.ts";',
      "app/lib/b.ts": 'export * from "./c.ts";',
      "app/lib/c.ts": "",
    },
  },
  {
    name: "two folders whose files make none",
    rule: noFolderCircles,
    files: {
      "app/lib/x/one.ts": 'import "../y/deep/one.ts";',
      "app/lib/y/deep/one.ts": "",
      "app/lib/y/two.ts": 'import "../x/two.ts";',
      "app/lib/x/two.ts": "",
    },
    caught: ["app/lib/x/ -> app/lib/y/", "app/lib/y/ -> app/lib/x/"],
    twin: {
      "app/lib/x/one.ts": 'import "../y/deep/one.ts"; import "../z.ts";',
      "app/lib/y/deep/one.ts": 'import "../../z.ts";',
      "app/lib/z.ts": "",
    },
  },
];

const part2: Evasion[] = [
  {
    name: "a long file",
    rule: smallFiles,
    files: { "app/lib/long.ts": line.repeat(limits.file + 1) },
    caught: ["app/lib/long.ts"],
    twin: { "app/lib/long.ts": line.repeat(limits.file), "app/lib/long.test.ts": line.repeat(limits.file + 1) },
  },
  {
    name: "a full folder",
    rule: smallFolders,
    files: many(limits.folder, line),
    caught: ["app/lib/"],
    twin: { ...many(limits.folder - 1, line), "app/lib/a.test.ts": line },
  },
  {
    name: "files that are long on the whole",
    rule: shortFiles,
    files: many(25, line.repeat(limits.nineOfTen + 1)),
    caught: ["median", "nine of ten"],
    twin: many(25, line.repeat(limits.median)),
  },
  {
    name: "a drawer",
    rule: noDrawers,
    files: { "app/lib/utils.ts": "", "app/ui/helpers/a.ts": "" },
    caught: ["app/lib/utils.ts", "app/ui/helpers/a.ts"],
    twin: { "app/lib/utilities-bill.ts": "", "test/helpers/a.ts": "" },
  },
];

const part3: Evasion[] = [
  {
    name: "vi.mock",
    rule: noMocks,
    files: { "app/lib/a.test.ts": 'vi.mock("./slug.ts");', "app/lib/b.test.ts": 'vi["doMock"]("./slug.ts");' },
    caught: ["app/lib/a.test.ts", "app/lib/b.test.ts"],
    twin: { "app/lib/a.test.ts": 'vi.spyOn(console, "error"); // vi.mock()' },
  },
];

const mount = (...files: string[]) => ({ "app/routes.ts": `export default ${JSON.stringify(files)};` });
const loader = { "app/routes/forum/new.tsx": "export async function loader() {}" };

const part4: Evasion[] = [
  {
    name: "never",
    rule: mountedOnce,
    files: loader,
    caught: ["app/routes/forum/new.tsx"],
    twin: { ...loader, ...mount("routes/forum/new.tsx", "routes/forum/topics.tsx") },
  },
  {
    name: "never, with its name told elsewhere",
    rule: mountedOnce,
    files: { "app/routes/forum/new.tsx": "const load = () => 1;\nexport { load as loader };" },
    caught: ["app/routes/forum/new.tsx"],
    twin: { "app/routes/forum/part.tsx": "export function Part() { return null; }" },
  },
  {
    name: "twice",
    rule: mountedOnce,
    files: mount("routes/forum/topics.tsx", "routes/forum/topics.tsx"),
    caught: ["app/routes/forum/topics.tsx"],
    twin: mount("routes/forum/topics.tsx"),
  },
];

/** Each kind of evasion by its name. */
export const disorder: Record<string, Evasion[]> = {
  circles: part1,
  sizes: part2,
  mocks: part3,
  "routes that are not mounted once": part4,
};
