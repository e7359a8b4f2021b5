import ts from "typescript";
import { lineOf } from "./files.ts";
import { accessedName, literalText, unwrap } from "./literals.ts";
import type { Source } from "./house.ts";

/** A table that SQL in a file names; `table` is null where nobody can tell which. */
type SqlName = { table: string | null; line: number };

const raw = /^\$?(queryRaw|executeRaw)(Unsafe|Typed)?$|^(raw|[sS]ql|query)$/;

/**
 * The tables that a file's SQL names, in tagged templates and in any other text that reads like SQL: after FROM (and the
 * commas of its list), JOIN, UPDATE, INTO, USING, TABLE and TRUNCATE. What a tag fills in is a fragment, which is read where
 * it is written; what a plain text fills in may be any table.
 */
export function findSqlNames({ ast }: Source): SqlName[] {
  const names: SqlName[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null && isSql(node, text)) {
      const isTagged = ts.isTaggedTemplateExpression(node.parent);
      for (const table of tablesIn(text)) {
        if (table !== filled) names.push({ table, line: lineOf(node) });
        else if (!isTagged) names.push({ table: null, line: lineOf(node) });
      }
    }
    if (ts.isCallExpression(node)) names.push(...readRaw(node));
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return names;
}

/** The text of a literal, a template or a sum of texts, with a word that no table has where something is filled in. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => ` ${filled} ${literal.text}`).join("");
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  const [left, right] = [textOf(unwrap(node.left)), textOf(unwrap(node.right))];
  return left === null && right === null ? null : (left ?? ` ${filled} `) + (right ?? ` ${filled} `);
}

const filled = "?filled";

/** `Prisma.raw("users")` names a table by itself, and `…RawUnsafe(text)` may name any. */
function readRaw(node: ts.CallExpression): SqlName[] {
  const callee = unwrap(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (accessedName(callee) ?? "");
  const isBlindWay = name.endsWith("Unsafe") || (name === "raw" && ownerText(callee) !== "String");
  if (!isBlindWay || !node.arguments[0]) return [];
  const text = literalText(node.arguments[0]);
  if (text === null) return [{ table: null, line: lineOf(node) }];
  return name === "raw" && /^"?\w+"?$/.test(text) ? [{ table: text.replaceAll('"', ""), line: lineOf(node) }] : [];
}

function ownerText(callee: ts.Node): string {
  return ts.isPropertyAccessExpression(callee) ? callee.expression.getText() : "";
}

/** Whether a text is SQL: by the tag in front of it, by the call it is given to, or by its own words. */
function isSql(node: ts.Node, text: string): boolean {
  if (ts.isTaggedTemplateExpression(node.parent)) return true;
  const call = givenTo(node);
  if (call && raw.test(accessedName(unwrap(call.expression)) ?? "")) return true;
  return /\b(SELECT\b[\s\S]*\bFROM|INSERT\s+INTO|UPDATE\b[\s\S]*\bSET|DELETE\s+FROM|(LEFT|INNER|CROSS)?\s*JOIN\s+\w+\s+(AS\s+)?\w+\s+ON|TRUNCATE|ALTER\s+TABLE)\b/.test(
    text,
  );
}

/** The call that a text is given to, in an array or by itself. */
function givenTo(node: ts.Node): ts.CallExpression | ts.NewExpression | null {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent) || ts.isAsExpression(parent)) return givenTo(parent);
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) ? parent : null;
}

/** The names in table position. */
function tablesIn(text: string): string[] {
  const clean = text.replaceAll(/--.*|\/\*[\s\S]*?\*\//g, " ").replaceAll(/'(?:[^']|'')*'/g, " '' ");
  const words = clean.match(/\?filled|"[^"]*"|\w+|[^\s\w]/g) ?? [];
  const found: string[] = [];
  // For each open bracket: whether the next word, or the one after a comma, is a table.
  const levels = [{ expects: false, lists: false, isRead: false }];
  for (const [at, word] of words.entries()) {
    const level = levels.at(-1)!;
    const upper = word.toUpperCase();
    if (word === "(") {
      levels.push({ expects: level.expects, lists: level.expects, isRead: level.isRead });
      level.expects = false;
    } else if (word === ")") {
      if (levels.length > 1) levels.pop();
    } else if (word === ",") level.expects = level.lists;
    else if (["ONLY", "LATERAL", "IF", "EXISTS", "NOT"].includes(upper) && level.expects) continue;
    else if (opensTable(upper, words[at - 1], words[at + 1])) {
      level.expects = true;
      level.lists = ["FROM", "USING"].includes(upper);
      level.isRead = level.lists || upper === "JOIN";
    } else if (endsList.has(upper)) {
      level.expects = false;
      level.lists = false;
    } else if (level.expects) {
      if (word === "." || words[at + 1] === ".") continue;
      level.expects = false;
      // A bracket behind a name that is read makes it a function; behind INTO, columns follow.
      if (words[at + 1] !== "(" || !level.isRead) found.push(word.replaceAll('"', ""));
    }
  }
  return found.filter((name) => /^\w+$/.test(name) || name === filled);
}

const endsList = new Set([
  "WHERE",
  "SELECT",
  "SET",
  "GROUP",
  "ORDER",
  "LIMIT",
  "ON",
  "RETURNING",
  "HAVING",
  "UNION",
  "VALUES",
]);

function opensTable(word: string, before = "", after = ""): boolean {
  // IS DISTINCT FROM, EXTRACT(day FROM …), FOR UPDATE, DO UPDATE SET are no tables.
  if (word === "FROM") return before.toUpperCase() !== "DISTINCT";
  if (word === "UPDATE") return !["FOR", "DO", "KEY", "ON", "OR"].includes(before.toUpperCase());
  if (word === "TABLE") return after !== "(";
  return (["JOIN", "INTO", "USING", "TRUNCATE"].includes(word) && after !== "(") || (word === "JOIN" && after === "(");
}
