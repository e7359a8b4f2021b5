import type { Fields } from "#app/modules/learning/bank/fields.ts";
import { parseNumber } from "#app/modules/learning/courses/numbers.ts";
import { tickedIn } from "#app/modules/learning/quizzes/review-options.ts";
import { type QuizSettings, standardSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { isEmptyBand, readBandRows, writeBandRows } from "./band-rows.ts";

/** The form speaks of minutes and per cent; what is stored are seconds and parts. */
export function settingsFields(fields: Fields): Fields {
  const one = (name: string) => fields[name]?.[0] ?? "";
  const times = (name: string, factor: number) => {
    const typed = one(name).replace(/[%٪]/g, "").trim();
    if (!typed) return "";
    const value = parseNumber(typed);
    // What is no number is left for the schema to refuse.
    return value === null ? "?" : String(Math.round(value * factor * 1e6) / 1e6);
  };
  const seconds = (name: string) => {
    const value = times(name, 60);
    return value && value !== "?" ? String(Math.round(Number(value))) : value;
  };
  const bands = readBandRows(fields).filter((row) => !isEmptyBand(row));
  const read = bands.map(({ from, text }) => ({ from: parseNumber(from.replace(/[%٪]/g, "")) ?? "?", text }));
  return {
    timeLimit: [seconds("timeLimit")],
    timeEnd: [one("timeEnd")],
    grace: [one("timeEnd") === "grace" ? seconds("grace") : ""],
    attemptsAllowed: [times("attemptsAllowed", 1)],
    delay: [seconds("delay")],
    gradeMethod: [one("gradeMethod")],
    ...(one("shufflesSlots") && { shufflesSlots: ["on"] }),
    ...(one("shufflesChoices") && { shufflesChoices: ["on"] }),
    questionsPerPage: [times("questionsPerPage", 1)],
    penalty: [times("penalty", 0.01)],
    ...(one("reviewMode") === "standard" && { standardReview: ["on"] }),
    ...(fields.review && { review: fields.review }),
    overallFeedback: [JSON.stringify(read)],
  };
}

/** The form of settings; `settingsFields` and its schema read the same settings from it. */
export function writeSettings(settings: QuizSettings): Fields {
  const minutes = (seconds: number) => [seconds === 0 ? "" : String(Math.round((seconds / 60) * 1000) / 1000)];
  const count = (value: number) => [value === 0 ? "" : String(value)];
  const ticks = Object.fromEntries(
    (["shufflesSlots", "shufflesChoices"] as const).flatMap((name) => (settings[name] ? [[name, ["on"]]] : [])),
  );
  return {
    timeLimit: minutes(settings.timeLimit),
    timeEnd: [settings.timeEnd],
    grace: minutes(settings.grace),
    attemptsAllowed: count(settings.attemptsAllowed),
    delay: minutes(settings.delay),
    gradeMethod: [settings.gradeMethod],
    ...ticks,
    questionsPerPage: count(settings.questionsPerPage),
    penalty: [settings.penalty === 0 ? "" : String(Math.round(settings.penalty * 1e5) / 1e3)],
    reviewMode: [Object.keys(settings.review).length === 0 ? "standard" : "own"],
    review: tickedIn(settings.review),
    ...writeBandRows(settings.overallFeedback),
  };
}

/** The settings that most quizzes leave as they are. */
export const foldedNames = [
  ...["timeEnd", "grace", "delay", "penalty", "shufflesSlots", "shufflesChoices", "questionsPerPage", "reviewMode"],
  "overallFeedback",
] as const;

/** How many of the folded settings are not as a quiz has them that nobody has set up. */
export function countDiffering(fields: Fields): number {
  const standard = writeSettings(standardSettings);
  const isSame = (name: string) => {
    if (name === "overallFeedback") return readBandRows(fields).every(isEmptyBand);
    return (fields[name]?.[0] ?? "") === (standard[name]?.[0] ?? "");
  };
  return foldedNames.filter((name) => !isSame(name)).length;
}
