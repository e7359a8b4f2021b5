import { z } from "zod";

import type { Problem } from "#app/lib/problem.ts";

import { placeGift } from "../gift/place-gift.ts";
import { readGift } from "../gift/read-gift.ts";
import { readMoodleXml, type ReadMoodleXml } from "../moodle-xml/read-moodle-xml.ts";
import { renameFiles } from "../notation/named-files.ts";
import { freeName } from "#app/modules/learning/files/file-name.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { questionSchema } from "#app/modules/learning/questions/questions.schema.ts";
import { readText } from "./text-files.ts";
import type { PackageFiles } from "./types.ts";
import { readYaml } from "./yaml.ts";

/** The questions of a file; `unnamed` are the keys that nothing but a place in the file has given. */
export type QuestionFile = { questions: Question[]; unnamed: ReadonlySet<string> };

/**
 * Reads a file of questions by its ending: ".gift" or Moodle's ".xml", whose pictures and downloads join the package's own
 * `files`, or ".questions.yaml", which holds every kind and every detail and is what an export writes. Null, with errors
 * that name file and line, when it cannot be read. Throws nothing.
 */
export function readQuestionFile(files: PackageFiles, file: string, problems: Problem[]): QuestionFile | null {
  const language = /\.([A-Za-z-]+)\.(?:xml|gift)$/.exec(file)?.[1];
  if (file.endsWith(".xml"))
    return taken(readMoodleXml(files.get(file) ?? "", { file, language }), files, file, problems);
  const text = readText(files, file, problems);
  if (text === null) return null;
  if (!file.endsWith(".questions.yaml"))
    return taken(placeGift(readGift(text, { file }), { file, language }), files, file, problems);
  const questions = readQuestionsYaml(text, file, problems);
  return questions && { questions, unnamed: new Set() };
}

function taken(read: ReadMoodleXml, files: PackageFiles, file: string, problems: Problem[]): QuestionFile {
  problems.push(...read.problems);
  const names = new Map<string, string>();
  for (const { name, bytes, isInline } of read.files) {
    const isFree = (tried: string) => files.get(`files/${tried}`)?.equals(bytes) ?? true;
    // A picture inside an address has no name of its own; of two that have, only one can be shown under it.
    const free = isInline ? freeName(name, (tried) => !isFree(tried)) : name;
    if (free !== name) names.set(name, free);
    if (isFree(free)) files.set(`files/${free}`, bytes);
    else problems.push({ file, line: 0, code: "courses.package.file_twice", values: { name }, level: "error" });
  }
  const nameless = read.items.filter(({ id, title }) => id === null && title === null);
  return {
    questions: read.questions.map((question) => renameFiles(question, names)),
    unnamed: new Set(nameless.flatMap(({ question }) => (question ? [question.key] : []))),
  };
}

const listSchema = z.array(z.record(z.string(), z.unknown()));

function readQuestionsYaml(text: string, file: string, problems: Problem[]): Question[] | null {
  const read = readYaml(text, file, 1, problems, "core");
  if (!read) return null;
  const report = (path: PropertyKey[], code: string, values: Problem["values"]) =>
    problems.push({ file, line: read.lineOf(path), code, values, level: "error" });
  const list = listSchema.safeParse(read.value);
  if (!list.success) {
    report([], "learning.package.wrong_value", { field: file, expected: "- key: …" });
    return null;
  }
  const seen = new Set<string>();
  return list.data.flatMap((written, index) => {
    const line = read.lineOf([index]);
    const question = questionSchema.safeParse({
      title: null,
      format: "markdown",
      marks: 1,
      ...written,
      category: null,
      line,
    });
    if (!question.success) {
      const { path, message } = question.error.issues[0]!;
      report([index, ...path], "learning.package.wrong_value", { field: path.join(".") || "kind", expected: message });
      return [];
    }
    const { key } = question.data;
    if (seen.has(key)) report([index], "courses.package.key_twice", { key });
    seen.add(key);
    return [question.data];
  });
}
