import type { Criterion } from "./rubric.ts";

/** A level as it stands in the table of one language. `was` is the points that it has in the saved rubric; "" is a new one. */
type LevelCell = { was: string; points: string; title: string; explanation: string };
/** A criterion as it stands in the table. `key` "" is a new one. */
export type CriterionRow = { key: string; title: string; description: string; levels: LevelCell[] };
export type RubricTable = CriterionRow[];

/** Rows and levels that a form may send; a rubric holds fewer, and says so beside the field. */
const most = { rows: 60, levels: 20 };

/** The words of a rubric in one language, and the points of its levels. */
export function tableOf(criteria: readonly Criterion[], language: string): RubricTable {
  return criteria.map(({ key, title, description, levels }) => ({
    key,
    title: title[language] ?? "",
    description: description[language] ?? "",
    levels: levels.map((level) => ({
      was: String(level.points),
      points: String(level.points),
      title: level.title[language] ?? "",
      explanation: level.explanation[language] ?? "",
    })),
  }));
}

/** The table that a form has sent; `valueOf` gives the text of a field, undefined when there is none. */
export function readTable(valueOf: (name: string) => string | undefined): RubricTable {
  const table: RubricTable = [];
  for (let row = 0; row < most.rows && valueOf(`title-${row}`) !== undefined; row += 1) {
    const text = (name: string) => valueOf(name)?.trim() ?? "";
    const levels: LevelCell[] = [];
    for (let at = 0; at < most.levels && valueOf(`points-${row}-${at}`) !== undefined; at += 1) {
      levels.push({
        was: text(`was-${row}-${at}`),
        points: text(`points-${row}-${at}`),
        title: text(`level-${row}-${at}`),
        explanation: text(`why-${row}-${at}`),
      });
    }
    table.push({ key: text(`key-${row}`), title: text(`title-${row}`), description: text(`about-${row}`), levels });
  }
  return table;
}

/** The same table as fields of a form. */
export function fieldsOf(table: RubricTable): Record<string, string[]> {
  const pairs = table.flatMap(({ levels, ...criterion }, row) => [
    [`key-${row}`, criterion.key],
    [`title-${row}`, criterion.title],
    [`about-${row}`, criterion.description],
    ...levels.flatMap((level, at) => [
      [`was-${row}-${at}`, level.was],
      [`points-${row}-${at}`, level.points],
      [`level-${row}-${at}`, level.title],
      [`why-${row}-${at}`, level.explanation],
    ]),
  ]);
  return Object.fromEntries(pairs.map(([name, value]) => [name!, [value!]]));
}

const noLevel: LevelCell = { was: "", points: "", title: "", explanation: "" };

/** What a button of the table does, by its value: "add", "up-2" (a criterion), "back-2-0" (a level); null for another value. */
export function changeTable(table: RubricTable, button: string): RubricTable | null {
  const [, verb, row, level] = /^(add|up|down|remove|level|back|on|drop)(?:-(\d+))?(?:-(\d+))?$/.exec(button) ?? [];
  if (!verb) return null;
  if (verb === "add") return [...table, newRow(table.at(-1))];
  const at = Number(row);
  const criterion = table[at];
  if (row === undefined || !criterion) return table;
  if (verb === "up") return moved(table, at, at - 1);
  if (verb === "down") return moved(table, at, at + 1);
  if (verb === "remove") return table.filter((_, index) => index !== at);
  const changed = { ...criterion, levels: changeLevels(criterion.levels, verb, Number(level)) };
  return table.map((one, index) => (index === at ? changed : one));
}

function changeLevels(levels: LevelCell[], verb: string, at: number): LevelCell[] {
  if (verb === "level") return [...levels, noLevel];
  if (verb === "drop") return levels.filter((_, index) => index !== at);
  return moved(levels, at, verb === "back" ? at - 1 : at + 1);
}

/** Most rubrics measure all their criteria by one scale: a new one begins with that of the last. */
function newRow(last: CriterionRow | undefined): CriterionRow {
  const levels = last?.levels.map(({ points, title }) => ({ ...noLevel, points, title })) ?? [
    { ...noLevel, points: "0" },
    { ...noLevel, points: "1" },
    { ...noLevel, points: "2" },
  ];
  return { key: "", title: "", description: "", levels };
}

function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const rest = [...all];
  const [one] = rest.splice(from, 1);
  if (one !== undefined) rest.splice(Math.max(0, Math.min(rest.length, to)), 0, one);
  return rest;
}
