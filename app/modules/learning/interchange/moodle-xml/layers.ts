import { inLanguage, isSameLanguage, languagesIn } from "#app/modules/learning/interchange/notation/multilang.ts";
import type { XmlNode } from "./tree.ts";

/** The languages that the texts of a question name, each once. */
export function languagesOf(node: XmlNode): string[] {
  const found = new Set<string>();
  walk(node, (text) => languagesIn(text).forEach((language) => found.add(language)));
  return [...found];
}

/** The same element with every text in one language; where it says nothing in it, in `otherwise`. */
export function nodeIn(node: XmlNode, language: string, otherwise: string): XmlNode {
  if (node.name === "file") return node;
  const text = inLanguage(node.text, language, otherwise);
  return { ...node, text, children: node.children.map((one) => nodeIn(one, language, otherwise)) };
}

function walk(node: XmlNode, look: (text: string) => void): void {
  if (node.name === "file") return;
  look(node.text);
  for (const one of node.children) walk(one, look);
}

export type Languages = {
  /** In which the questions are read; of a file that names others, the first one of its own else. */
  language?: string | undefined;
  /** Which others may become translations. */
  languages?: readonly string[];
};

/** Which of the course's languages a question has beside the one that it is read in, and what it has besides. */
export function planLayers(named: readonly string[], { language, languages = [] }: Languages) {
  const base = language ?? named[0] ?? "";
  const isNamed = (one: string) => named.some((code) => isSameLanguage(code, one));
  const others = languages.filter((one) => !isSameLanguage(one, base) && isNamed(one));
  const left = named.filter((code) => ![base, ...others].some((one) => isSameLanguage(code, one)));
  return { base, others, left };
}
