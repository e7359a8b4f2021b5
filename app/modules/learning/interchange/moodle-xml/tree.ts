import { SaxesParser } from "saxes";

/** An element with the line of its start tag; `text` is what stands directly in it. */
export type XmlNode = {
  name: string;
  attributes: Record<string, string>;
  line: number;
  text: string;
  children: XmlNode[];
};
export type XmlFailure = { line: number; code: string; values?: Record<string, string | number> };

const limits = { depth: 40, nodes: 300_000 };

/** What the parser says in its own words, in ours: the sign and the cure. */
const codeOf: [RegExp, string][] = [
  [/entity/, "courses.xml.ampersand"],
  [/^disallowed character\.$|char data/, "courses.xml.sign"],
  [/tag name|tag may not|attribute|quoted|value|whitespace required|forward-slash/, "courses.xml.bracket"],
];

/** Ends the parser; its own errors are not thrown. */
class Stop extends Error {
  constructor(readonly failure: XmlFailure) {
    super(failure.code);
  }
}

/**
 * Reads XML into elements. Nothing is ever fetched and nothing expands: a document type, and with it every entity of its
 * own, is refused. The first mistake ends the reading and is returned with its line. Throws nothing.
 */
export function readTree(text: string): XmlNode | XmlFailure {
  const parser = new SaxesParser({ position: true });
  const open: XmlNode[] = [];
  let root: XmlNode | null = null;
  let closed: XmlNode | undefined;
  let count = 0;
  // `position` is behind the tag; its line is that of the "<".
  let tagLine = 1;
  const fail = (code: string, values?: XmlFailure["values"], line = parser.line): never => {
    throw new Stop({ line, code, ...(values ? { values } : {}) });
  };
  parser.on("doctype", () => fail("courses.xml.doctype"));
  parser.on("error", ({ message }) => {
    const reason = message.replace(/^[^ ]*\d+:\d+: /, "");
    const last = open.at(-1);
    if (last && reason.startsWith("unclosed tag")) {
      const line = strayAmpersand(text);
      if (line !== null) return fail("courses.xml.ampersand", undefined, line);
      return fail("courses.xml.unclosed", { tag: last.name }, last.line);
    }
    // It has closed the element before it finds that another one was named.
    if (closed && reason.startsWith("unexpected close tag")) {
      return fail("courses.xml.wrong_close", { tag: closed.name, opened: closed.line });
    }
    return fail(
      count === 0 ? "courses.xml.not_xml" : (codeOf.find(([told]) => told.test(reason))?.[1] ?? "courses.xml.syntax"),
    );
  });
  parser.on("opentagstart", () => (tagLine = parser.line));
  parser.on("opentag", ({ name, attributes }) => {
    count += 1;
    if (count > limits.nodes || open.length >= limits.depth) fail("courses.xml.too_deep", { max: limits.depth });
    const node = { name, attributes: attributes as Record<string, string>, line: tagLine, text: "", children: [] };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  parser.on("closetag", () => void (closed = open.pop()));
  const keep = (part: string) => {
    const last = open.at(-1);
    if (last) last.text += part;
  };
  parser.on("text", keep);
  parser.on("cdata", keep);
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop) return error.failure;
    throw error;
  }
  return root ?? { line: 1, code: "courses.xml.not_xml" };
}

/** The line of the first "&" that begins no entity, or null: the parser looks for its end through the rest of the file. */
function strayAmpersand(text: string): number | null {
  const plain = text.replace(/<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)/gs, (part) => part.replace(/[^\n]/g, ""));
  const at = plain.search(/&(?!#?\w{1,32};)/);
  return at < 0 ? null : plain.slice(0, at).split("\n").length;
}

export function isFailure(read: XmlNode | XmlFailure): read is XmlFailure {
  return "code" in read;
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((one) => one.name === name);
}

export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((one) => one.name === name) ?? [];
}

/** What an element says, or the `<text>` in it: without the white space around it. */
export function textOf(node: XmlNode | undefined): string {
  return (child(node, "text") ?? node)?.text.trim() ?? "";
}
