import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { type AppError, notFound, fieldError } from "#app/infra/app-error.ts";
import { type TranslatedText, translationIn } from "#app/lib/translations.ts";
import { readRoadmap, type StoredActivity, type StoredOutput } from "#app/modules/roadmaps/read-roadmap.server.ts";
import type { Wording } from "#prisma/generated/enums.ts";

export type ActivityFacts = { code: string; outputCode: string; wording: Wording; title: TranslatedText | null };
export type OutputFacts = {
  code: string;
  wording: Wording;
  title: TranslatedText;
  activities: ActivityFacts[];
};

/**
 * The Open Roadmap: its outputs and their activities in order, with the full wording in `language` where there is any in it.
 * An activity whose wording is unknown has no title: nobody invents one. Short titles are the interface's (`shortTitle`).
 * One SQL statement at most (`readRoadmap`).
 */
export async function getRoadmap(language: string): Promise<OutputFacts[]> {
  return (await readRoadmap()).map((output) => outputIn(output, language));
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

/** Every activity by its code, in the order of the roadmap. */
export async function mapActivities(): Promise<Map<string, { code: string; outputCode: string; wording: Wording }>> {
  const activities = (await readRoadmap()).flatMap((output) => output.activities);
  return new Map(activities.map(({ code, outputCode, wording }) => [code, { code, outputCode, wording }]));
}

/** The codes of all activities that share an output with the activity `code`, its own among them; none for another code. */
export async function listActivityCodesBeside(code: string): Promise<string[]> {
  const codes = (await readRoadmap()).map(({ activities }) => activities.map((activity) => activity.code));
  return codes.find((one) => one.includes(code)) ?? [];
}

/** The codes of its outputs, in their order. */
export async function listOutputCodes(): Promise<string[]> {
  return (await readRoadmap()).map(({ code }) => code);
}

/** Those of `codes` that the roadmap does not have. */
export async function listUnknownActivities(codes: readonly string[]): Promise<string[]> {
  const known = new Set((await readRoadmap()).flatMap(({ activities }) => activities.map(({ code }) => code)));
  return codes.filter((code) => !known.has(code));
}

/** Refuses a form that names activities which the roadmap does not have. Throws as `unknownActivities`. */
export async function requireKnownActivities(codes: readonly string[], code?: MessageKey): Promise<void> {
  if ((await listUnknownActivities(codes)).length > 0) throw unknownActivities(code);
}

/** The refusal of such a form: AppError 400 with `code` on the field "activities". */
export function unknownActivities(code: MessageKey = "error.field.invalid"): AppError {
  return fieldError("activities", code);
}

function outputIn({ code, wording, title, activities }: StoredOutput, language: string): OutputFacts {
  return {
    code,
    wording,
    title: translationIn(title, language) ?? { text: code, language },
    activities: activities.map((activity) => activityIn(activity, language)),
  };
}

function activityIn({ title, ...activity }: StoredActivity, language: string): ActivityFacts {
  return { ...activity, title: translationIn(title, language) };
}
