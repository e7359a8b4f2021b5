import { type House, folderOf, isTest, production } from "../reader/house.ts";
import type { Finding, Rule } from "./rule.ts";

/** Lists that are data, not code. */
const lists = /^app\/(modules\/accounts\/common-passwords\.ts|ui\/custom-elements\.d\.ts)$/;
const drawers = /(^|\/)(utils?|helpers?|services?|misc|common|shared|stuff)(\.|\/)/;

export const limits = { file: 300, folder: 30, median: 60, nineOfTen: 140 };

export const smallFiles: Rule = {
  name: "a file has 300 lines at most",
  find: (house) =>
    sized(house)
      .filter(({ lines }) => lines > limits.file)
      .map(({ file, lines }) => ({ line: file, at: `${file}:${limits.file}`, why: `${lines} lines` })),
};

export const smallFolders: Rule = {
  name: "a folder holds 30 files at most",
  find: (house) => {
    const counts = new Map<string, number>();
    for (const file of house.files.filter((one) => !isTest(one) && !/^(prisma\/generated|public)\//.test(one))) {
      counts.set(folderOf(file), (counts.get(folderOf(file)) ?? 0) + 1);
    }
    return [...counts]
      .filter(([, count]) => count > limits.folder)
      .map(([folder, count]) => ({ line: `${folder}/`, at: `${folder}/`, why: `${count} files` }));
  },
};

/** Most files are short: half of them 60 lines at most, nine of ten 140. */
export const shortFiles: Rule = {
  name: "most files are short",
  find: (house) => {
    const all = sized(house)
      .map(({ lines }) => lines)
      .sort((a, b) => a - b);
    const at = (share: number) => all[Math.floor((all.length - 1) * share)] ?? 0;
    const tooLong = (name: string, lines: number, limit: number): Finding[] =>
      lines > limit ? [{ line: name, at: "all files", why: `${lines} lines, ${limit} at most` }] : [];
    return [...tooLong("median", at(0.5), limits.median), ...tooLong("nine of ten", at(0.9), limits.nineOfTen)];
  },
};

export const noDrawers: Rule = {
  name: "no drawer",
  find: (house) =>
    house.files
      .filter((file) => !file.startsWith("test/") && drawers.test(file))
      .map((file) => ({ line: file, at: file, why: "say what is in it" })),
};

function sized(house: House): { file: string; lines: number }[] {
  return production(house)
    .filter(({ file }) => !lists.test(file))
    .map(({ file, text }) => ({ file, lines: text.trimEnd().split("\n").length }));
}
