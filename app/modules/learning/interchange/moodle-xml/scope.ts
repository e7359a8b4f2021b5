import type { ProblemLevel } from "#app/lib/problem.ts";
import type { TextFormat } from "#app/modules/learning/questions/questions.ts";
import type { FileCollector } from "./embedded.ts";
import { Refusal, type Values, type Warn } from "./refusal.ts";
import { child, textOf, type XmlNode } from "./tree.ts";

/** What is known while one question is read. */
export type Scope = {
  node: XmlNode;
  /** The one format of all texts of the question. */
  format: TextFormat;
  files: FileCollector;
  warn: Warn;
};

/** Reports nothing but errors and warnings: `level` says which. */
export type Report = (line: number, code: string, level: ProblemLevel, values?: Values) => void;

const decimal = /^[-+]?(\d+[.,]?\d*|[.,]\d+)(e[-+]?\d{1,3})?$/i;

/** A number with a point, or with the comma of its author's language; anything else is refused with its line. */
export function numberIn(text: string, line: number, element: string): number {
  const value = decimal.test(text) ? Number(text.replace(",", ".")) : NaN;
  if (!Number.isFinite(value)) throw new Refusal(line, "courses.xml.bad_number", { element, found: text.slice(0, 40) });
  return value;
}

/** The number in a child element, or `otherwise` when it is missing or empty. */
export function numberOf(node: XmlNode, element: string, otherwise: number): number {
  const found = child(node, element);
  const text = textOf(found);
  return text === "" ? otherwise : numberIn(text, found?.line ?? node.line, element);
}

/** Whether a child element says yes: "true" or "1". */
export function flagOf(node: XmlNode, element: string, otherwise: boolean): boolean {
  const text = textOf(child(node, element)).toLowerCase();
  return text === "" ? otherwise : text === "true" || text === "1";
}

/** A child that must be there. */
export function required(node: XmlNode, element: string): XmlNode {
  const found = child(node, element);
  if (!found) throw new Refusal(node.line, "courses.xml.missing", { element, parent: node.name });
  return found;
}
