import ts from "typescript";
import { findDeclaration } from "../reader/declarations.ts";
import { lineOf } from "../reader/files.ts";
import { type House, type Source, production } from "../reader/house.ts";
import { accessedName, literalText } from "../reader/literals.ts";
import type { Rule } from "./rule.ts";

/** What somebody asks the shelf for: a name, or how it begins, or nobody knows. */
type Key = { file: string; line: number; name: string | null; isWhole: boolean };

const keeps = /^(singleton|(provide|find|forget)Singleton)$/;
const home = "app/infra/";
const shelf = "app/lib/singleton.ts";

/** What infra keeps on the shelf of singletons (the pool, the queue) is taken from there by infra alone. */
export const ownSingletons: Rule = {
  name: "a connection on the shelf is taken by infra only",
  find: (house) => {
    const sources = production(house).filter(({ text }) => /ingleton|\\u/.test(text));
    const keys = sources.flatMap((source) => keysIn(source, house));
    const own = keys.flatMap(({ file, name }) => (file.startsWith(home) && name !== null ? [name] : []));
    const mayBeOwn = ({ name, isWhole }: Key) =>
      name === null || own.some((one) => (isWhole ? one === name : one.startsWith(name)));
    return keys
      .filter((key) => !key.file.startsWith(home) && key.file !== shelf && mayBeOwn(key))
      .map(({ file, line, name }) => ({ line: `${file} -> ${name ?? "?"}`, at: `${file}:${line}` }));
  },
};

function keysIn(source: Source, house: House): Key[] {
  const keys: Key[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const name = ts.isIdentifier(node.expression) ? node.expression.text : accessedName(node.expression);
      const at = { file: source.file, line: lineOf(node) };
      if (keeps.test(name ?? "")) keys.push({ ...at, ...keyOf(node.arguments[0], source, house) });
      // The shelf itself.
      if (literalText(node.arguments[0]) === "crossroads.singletons") keys.push({ ...at, name: null, isWhole: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source.ast);
  return keys;
}

function keyOf(node: ts.Node | undefined, source: Source, house: House): Pick<Key, "name" | "isWhole"> {
  const text = literalText(node);
  if (text !== null) return { name: text, isWhole: true };
  if (node && ts.isTemplateExpression(node)) return { name: node.head.text || null, isWhole: false };
  const declared = node && ts.isIdentifier(node) ? findDeclaration(node, source, house) : null;
  return declared ? keyOf(declared.value, declared.source, house) : { name: null, isWhole: false };
}
