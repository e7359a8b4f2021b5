import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions, run } from "axe-core";
import type { Page } from "playwright-core";

/** What a judgement looks at: in which colours, by which rules of axe (all, or these only). */
export type Judgement = { scheme?: "light" | "dark"; only?: string[] };

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * The rules of axe that the page breaks. It is half a megabyte of script, so it is read into a page once, however often the
 * page is judged.
 */
export async function judge(page: Page, { scheme = "light", only }: Judgement): Promise<string[]> {
  await page.emulateMedia({ colorScheme: scheme });
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source);
  const options: RunOptions = {
    resultTypes: ["violations"],
    ...(only ? { runOnly: { type: "rule", values: only } } : {}),
  };
  const { violations } = await page.evaluate(async (given): Promise<Pick<AxeResults, "violations">> => {
    const { axe } = window as unknown as { axe: { run: typeof run } };
    return { violations: (await axe.run(document, given)).violations };
  }, options);
  return violations.map(({ id, nodes }) => `${scheme}: ${id} ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
