import { z } from "zod";

import type { Problem } from "#app/lib/problem.ts";

import { readGift } from "../gift/read-gift.ts";
import { readMoodleXml } from "../moodle-xml/read-moodle-xml.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { questionSchema } from "#app/modules/learning/questions/questions.schema.ts";
import { readText } from "./text-files.ts";
import type { PackageFiles } from "./types.ts";
import { readYaml } from "./yaml.ts";

/**
 * Reads a file of questions by its ending: ".gift", Moodle's ".xml", whose pictures and downloads join the package's own
 * `files`, or ".questions.yaml", which holds every kind and every detail and is what an export writes. Null, with errors
 * that name file and line, when it cannot be read. Throws nothing.
 */
export function readQuestionFile(files: PackageFiles, file: string, problems: Problem[]): Question[] | null {
  if (file.endsWith(".xml")) return readXml(files, file, problems);
  const text = readText(files, file, problems);
  if (text === null) return null;
  if (file.endsWith(".questions.yaml")) return readQuestionsYaml(text, file, problems);
  const read = readGift(text, { file });
  problems.push(...read.problems);
  return read.questions;
}

function readXml(files: PackageFiles, file: string, problems: Problem[]): Question[] {
  const language = /\.([A-Za-z-]+)\.xml$/.exec(file)?.[1];
  const read = readMoodleXml(files.get(file) ?? "", { file, language });
  problems.push(...read.problems);
  for (const { name, bytes } of read.files) {
    const path = `files/${name}`;
    const other = files.get(path);
    // Two different pictures of one name cannot both be shown under it.
    if (other && !other.equals(bytes)) {
      problems.push({ file, line: 0, code: "courses.package.file_twice", values: { name }, level: "error" });
    } else files.set(path, bytes);
  }
  return read.questions;
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
