import { isUtf8 } from "node:buffer";
import { hasErrors, type Problem } from "#app/lib/problem.ts";
import { readGift } from "../gift/read-gift.ts";
import { decodeXml } from "../moodle-xml/decode.ts";
import type { Languages } from "../moodle-xml/layers.ts";
import { readMoodleXml, type ReadMoodleXml } from "../moodle-xml/read-moodle-xml.ts";
import { gatherItems } from "../notation/read-questions.ts";
import { placeGift } from "../gift/place-gift.ts";
import { packageLimits } from "../package/types.ts";

export type QuestionFormat = "gift" | "xml";
/** Questions at most in one file. */
const maxQuestions = 1000;

/**
 * Reads a file of questions that another program wrote, whatever its name: what begins with a tag is Moodle XML, any
 * other text is GIFT. Null as format when it is neither. Throws nothing.
 */
export function readQuestionFile(
  name: string,
  bytes: Uint8Array,
  languages: Languages = {},
): ReadMoodleXml & { format: QuestionFormat | null } {
  const nothing = (format: QuestionFormat | null, code: string, values?: Problem["values"]) => {
    const problem: Problem = { file: name, line: 0, code, level: "error", ...(values && { values }) };
    return { format, ...gatherItems([], [problem]), files: [], categories: [] };
  };
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 400));
  if (/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(start.toString("latin1"))) {
    return { format: "xml", ...limited(readMoodleXml(bytes, { file: name, ...languages }), name) };
  }
  if (bytes.byteLength > packageLimits.textBytes) {
    const values = { bytes: bytes.byteLength, max: packageLimits.textBytes };
    return nothing("gift", "learning.package.text_too_large", values);
  }
  // An editor of one platform saves texts as UTF-16, with its mark.
  const isWide = /^(?:\xff\xfe|\xfe\xff)/.test(start.toString("latin1"));
  const decoded = isWide ? decodeXml(bytes) : { text: isUtf8(bytes) ? new TextDecoder().decode(bytes) : null };
  if (decoded.text === null || decoded.text.includes("\0")) return nothing(null, "courses.xml.unknown_file");
  const read = readGift(decoded.text, { file: name });
  const isEmpty = read.questions.length === 0 && !hasErrors(read.problems);
  if (isEmpty) return nothing("gift", "courses.xml.no_questions");
  return { format: "gift", ...limited(placeGift(read, { file: name, ...languages }), name) };
}

function limited(read: ReadMoodleXml, file: string): ReadMoodleXml {
  if (read.questions.length <= maxQuestions) return read;
  const values = { max: maxQuestions };
  const problem: Problem = { file, line: 0, code: "courses.xml.too_many", values, level: "error" };
  return { ...read, ...gatherItems(read.items, [problem, ...read.ofFile]) };
}
