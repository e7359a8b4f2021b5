import type { Problem } from "#app/lib/problem.ts";
import { slugify } from "#app/lib/slug.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import {
  categoryNames,
  categoryPath,
  joinCategory,
} from "#app/modules/learning/interchange/notation/category-names.ts";
import {
  gatherItems,
  type ReadItem,
  type ReadQuestions,
} from "#app/modules/learning/interchange/notation/read-questions.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import { namedFiles } from "#app/modules/learning/interchange/notation/named-files.ts";
import { inLanguage, languagesIn } from "#app/modules/learning/interchange/notation/multilang.ts";
import { decodeXml, maxXmlBytes } from "./decode.ts";
import { type EmbeddedFile, FileCollector } from "./embedded.ts";
import { type Languages, languagesOf, nodeIn, planLayers } from "./layers.ts";
import { readQuestionNode } from "./question.ts";
import { Refusal } from "./refusal.ts";
import type { Report, Scope } from "./scope.ts";
import { commonFormat } from "./texts.ts";
import { child, isFailure, readTree, textOf, type XmlNode } from "./tree.ts";

export type ReadMoodleXml = ReadQuestions & {
  /** The pictures and downloads that the texts show, as "files/<name>". */
  files: EmbeddedFile[];
  /** Every category that the file names, also one without questions: its path in the bank and its names. */
  categories: { path: string; names: string[] }[];
};

/**
 * Reads a Moodle XML file into questions. Each broken or unsupported question gives an error with its own line and the
 * others are still read; nothing is dropped in silence. An id number makes the key, else the name, and a name that comes
 * twice in one category gets a number. What its texts say in several languages becomes a question with translations. See docs/decisions/moodle-xml.md for what has no place here. Throws nothing.
 */
export function readMoodleXml(
  source: string | Uint8Array,
  { file, ...languages }: { file: string } & Languages,
): ReadMoodleXml {
  const ofFile: Problem[] = [];
  const root = rootOf(source, reporter(ofFile, file));
  if (!root) return { ...gatherItems([], ofFile), files: [], categories: [] };
  const files = new FileCollector();
  const [keys, counts, paths] = [new Map<string, number>(), new Map<string, number>(), new Set<string>()];
  const categories: ReadMoodleXml["categories"] = [];
  const items: ReadItem[] = [];
  // Made once for all questions of a category: a name may be as long as the file.
  let category = { path: "", joined: "" };
  root.children.forEach((node, at) => {
    if (node.name !== "question") return;
    if (node.attributes.type === "category") {
      const written = textOf(child(node, "category"));
      const { base } = planLayers(languagesIn(written), languages);
      const names = categoryNames(inLanguage(written, base, base));
      const path = categoryPath(names);
      if (path !== "" && !paths.has(path)) categories.push({ path, names });
      paths.add(path);
      category = { path, joined: joinCategory(names) };
      const info = child(node, "info");
      if (info && textOf(info) !== "")
        reporter(ofFile, file)(info.line, "courses.xml.category_text", "warning", { name: names.at(-1) ?? "" });
      return;
    }
    items.push(readItem(node, { at, file, files, keys, counts, category, languages }));
  });
  if (items.length === 0) reporter(ofFile, file)(root.line, "courses.xml.no_questions", "error");
  const read = gatherItems(items, ofFile);
  const all = items.flatMap(({ question, translations = {} }) =>
    question ? [question, ...Object.values(translations)] : [],
  );
  const used = new Set(all.flatMap((question) => question.files ?? []));
  return { ...read, files: files.files.filter(({ name }) => used.has(name)), categories };
}

const reporter =
  (problems: Problem[], file: string): Report =>
  (line, code, level, values) =>
    problems.push({ file, line, code, level, ...(values ? { values } : {}) });

/** About one question: nobody reads more of them. */
const mostRemarks = 100;

type Category = { path: string; joined: string };
type Place = { at: number; file: string; files: FileCollector; category: Category; languages: Languages } & Pick<
  Naming,
  "keys" | "counts"
>;

function readItem(written: XmlNode, { at, file, files, keys, counts, category, languages }: Place): ReadItem {
  const named = languagesOf(written);
  const { base, others, left } = planLayers(named, languages);
  const node = named.length > 0 ? nodeIn(written, base, base) : written;
  const problems: Problem[] = [];
  const report = reporter(problems, file);
  const warn: Scope["warn"] = (line, code, values) => {
    if (problems.length < mostRemarks) report(line, code, "warning", values);
  };
  const told = {
    line: node.line,
    title: stripUnsafeCharacters(textOf(child(node, "name"))) || null,
    id: stripUnsafeCharacters(textOf(child(node, "idnumber"))) || null,
    problems,
  };
  if (node.attributes.type === "description") {
    warn(node.line, "courses.xml.description_skipped");
    return { ...told, question: null };
  }
  try {
    const own = readQuestionNode({ node, format: commonFormat(node), files, warn });
    const { id, ...names } = nameOf(node, at, { keys, counts, path: category.path, warn });
    told.id = id;
    const rest = { category: category.joined || null, line: node.line };
    const question = checked({ ...names, ...own, ...rest } as Question);
    if (left.length > 0)
      warn(node.line, "courses.xml.languages_left_out", { languages: left.join(", ").slice(0, 200) });
    const translations = others.flatMap((language) => {
      const layer = nodeIn(written, language, base);
      const title = names.title && stripUnsafeCharacters(textOf(child(layer, "name")));
      // What is to be said of the question has been said.
      const scope: Scope = { node: layer, format: commonFormat(layer), files, warn: () => undefined };
      return [[language, checked({ ...names, ...readQuestionNode(scope), ...rest, title } as Question)] as const];
    });
    return { ...told, question, ...(translations.length > 0 && { translations: Object.fromEntries(translations) }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    report(error.line, error.code, "error", error.values);
    return { ...told, question: null };
  }
}

/** Refuses what could not be asked. */
function checked(question: Question): Question {
  const [fault] = checkQuestion(question);
  if (fault) throw new Refusal(question.line, fault.code, fault.values);
  const shown = namedFiles(question);
  return shown.length > 0 ? { ...question, files: shown } : question;
}

function rootOf(source: string | Uint8Array, report: Report): XmlNode | null {
  if (source.length > maxXmlBytes) {
    report(0, "courses.xml.too_large", "error", { max: maxXmlBytes / 1024 / 1024 });
    return null;
  }
  const decoded = typeof source === "string" ? { text: source } : decodeXml(source);
  if (decoded.text === null) {
    report(0, "courses.xml.not_text", "error", { encoding: decoded.encoding });
    return null;
  }
  const root = readTree(
    decoded.text.replace(/^\uFEFF/, "").trimStart() === "" ? "" : decoded.text.replace(/^\uFEFF/, ""),
  );
  if (isFailure(root)) {
    report(root.line, root.code, "error", root.values);
    return null;
  }
  if (root.name !== "quiz") {
    report(root.line, "courses.xml.wrong_root", "error", { found: root.name });
    return null;
  }
  return root;
}

/** `counts`: the number that the next question gets whose name is taken. */
type Naming = { keys: Map<string, number>; counts: Map<string, number>; path: string; warn: Scope["warn"] };
type Named = Pick<Question, "key" | "title"> & { id: string | null };

function nameOf(node: XmlNode, at: number, { keys, counts, path, warn }: Naming): Named {
  const idNumber = stripUnsafeCharacters(textOf(child(node, "idnumber")));
  const name = stripUnsafeCharacters(textOf(child(node, "name")));
  // Our own exports say so of a name that only stands in for one.
  const isTitle = name !== "" && child(node, "name")?.attributes.untitled === undefined;
  const title = isTitle ? name : null;
  const wished = slugify(idNumber || name, `q${at + 1}`);
  const isTaken = (key: string) => keys.has(`${path}\n${key}`);
  const first = idNumber ? keys.get(`${path}\n${wished}`) : undefined;
  if (first !== undefined) {
    warn(node.line, "courses.xml.id_dropped", { id: idNumber, first });
    return nameOf(withoutId(node), at, { keys, counts, path, warn });
  }
  let key = wished;
  for (let count = counts.get(`${path}\n${wished}`) ?? 2; isTaken(key); count += 1) {
    key = `${wished.slice(0, 74)}-${count}`;
    counts.set(`${path}\n${wished}`, count + 1);
  }
  if (key !== wished) warn(node.line, "courses.xml.duplicate_name", { name });
  keys.set(`${path}\n${key}`, node.line);
  return { key, title, id: idNumber || null };
}

/** Moodle, too, lets the first question keep an id that comes twice. */
function withoutId(node: XmlNode): XmlNode {
  return { ...node, children: node.children.filter(({ name }) => name !== "idnumber") };
}
