import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { type LayerText, layerIn } from "#app/lib/layers.ts";
import type { Wording } from "#prisma/generated/enums.ts";

export type ActivityFacts = { code: string; outputCode: string; wording: Wording; title: LayerText | null };
export type OutputFacts = {
  code: string;
  wording: Wording;
  title: LayerText;
  short: LayerText;
  activities: ActivityFacts[];
};

const activityColumns = { code: true, outputCode: true, wording: true, title: true } as const;

/**
 * The Open Roadmap: its outputs and their activities in order, titles in `language` where there is wording in it. An
 * activity whose wording is unknown has no title: nobody invents one. Two SQL statements.
 */
export async function getRoadmap(language: string): Promise<OutputFacts[]> {
  const outputs = await db().output.findMany({
    select: {
      code: true,
      wording: true,
      title: true,
      short: true,
      activities: { select: activityColumns, orderBy: { position: "asc" } },
    },
    orderBy: { position: "asc" },
  });
  return outputs.map(({ code, wording, title, short, activities }) => ({
    code,
    wording,
    title: layerIn(title, language) ?? { text: code, language },
    short: layerIn(short, language) ?? { text: code, language },
    activities: activities.map((row) => ({ ...row, title: layerIn(row.title, language) })),
  }));
}

/** One activity with its output, and the roadmap that both stand in. Throws 404 for a code that it does not have. */
export async function getActivity(
  code: string,
  language: string,
): Promise<{ activity: ActivityFacts; output: OutputFacts; roadmap: OutputFacts[] }> {
  const roadmap = await getRoadmap(language);
  const output = roadmap.find(({ activities }) => activities.some((row) => row.code === code));
  const activity = output?.activities.find((row) => row.code === code);
  if (!output || !activity) throw notFound();
  return { activity, output, roadmap };
}
