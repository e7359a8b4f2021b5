import { messageKey } from "#app/i18n/message-key.ts";
import { stat } from "node:fs/promises";
import path from "node:path";
import { translatorFor } from "#app/i18n/t.server.ts";
import { closeDb } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { importPackage } from "#app/modules/learning/interchange/courses/run-import.server.ts";
import type { ImportItem } from "#app/modules/learning/interchange/package/import-report.ts";
import { readPackageFolder } from "#app/modules/learning/interchange/package/read-folder.server.ts";
import { readPackageZip } from "#app/modules/learning/interchange/package/read-zip.server.ts";

/** `npm run course:import -- <folder or zip>`: prints the report; the exit code is 1 when the import was refused. */
export async function main(args: string[]): Promise<void> {
  const [source] = args;
  if (!source || args.length > 1) throw new Error("Name one folder or zip: npm run course:import -- <folder or zip>");
  const isFolder = (await stat(source)).isDirectory();
  try {
    const { isRefused, report } = await importPackage({
      source: path.basename(path.resolve(source)),
      read: () => (isFolder ? readPackageFolder(source) : readPackageZip(source)),
    });
    for (const line of linesOf(report)) console.log(line);
    console.log(summaryOf(report, isRefused));
    if (isRefused) process.exitCode = 1;
  } finally {
    await closeQueue();
    await closeDb();
  }
}

/** The report as text, in English: one line per item, below it its problems with file and line. */
export function linesOf(report: readonly ImportItem[]): string[] {
  const t = translatorFor("en");
  return report.flatMap(({ item, outcome, problems }) => [
    `${outcome.padEnd(9)}  ${item}`,
    ...problems.map(({ file, line, level, code, values }) => {
      return `           ${level}: ${[file, line || null].filter(Boolean).join(":")} ${t(messageKey(code), values)}`;
    }),
  ]);
}

function summaryOf(report: readonly ImportItem[], isRefused: boolean): string {
  const count = (outcome: string) => report.filter((one) => one.outcome === outcome).length;
  if (isRefused) return `Refused, ${count("refused")} item(s): nothing was changed.`;
  return `Imported: ${count("created")} created, ${count("changed")} changed, ${count("unchanged")} unchanged.`;
}
