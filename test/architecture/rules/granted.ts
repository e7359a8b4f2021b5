import ts from "typescript";
import { lineOf } from "../reader/files.ts";
import type { Source } from "../reader/house.ts";
import type { Finding, Rule } from "./rule.ts";

/**
 * A right or a lock is a type with a key that no other file can write (`declare const … : unique symbol`). The one way round
 * is to claim it by a cast, which only the file may do that grants it; tests included.
 */
export const grantedAtHome: Rule = {
  name: "a right is claimed only by the file that grants it",
  find: (house) => {
    const granted = new Map([...house.sources.values()].flatMap(grantedIn).map((name) => [name.type, name.file]));
    return [...house.sources.values()].flatMap((source) => claimsIn(source, granted));
  },
};

type Granted = { type: string; file: string };

/** The types of a file that hold one of its own unique symbols. */
function grantedIn({ file, text, ast }: Source): Granted[] {
  if (!text.includes("unique symbol")) return [];
  const keys = new Set<string>();
  const found: Granted[] = [];
  for (const statement of ast.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, type } of statement.declarationList.declarations) {
        if (type?.getText() === "unique symbol") keys.add(name.getText());
      }
    }
    if (!ts.isTypeAliasDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) continue;
    if ([...keys].some((key) => statement.getText().includes(`[${key}]`))) {
      found.push({ type: statement.name.text, file });
    }
  }
  return found;
}

function claimsIn({ file, text, ast }: Source, granted: ReadonlyMap<string, string>): Finding[] {
  if (![...granted.keys()].some((type) => text.includes(type))) return [];
  const names = namesOf(ast, file, granted);
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
      const type = claimed(node.type, names);
      if (type) found.push({ line: `${file} -> ${type}`, at: `${file}:${lineOf(node)}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return found;
}

/** What a file calls the types that other files grant: under another name when it imports or declares one. */
function namesOf(ast: ts.SourceFile, file: string, granted: ReadonlyMap<string, string>): Map<string, string> {
  const foreign = [...granted].filter(([, home]) => home !== file).map(([type]) => type);
  const names = new Map(foreign.map((type) => [type, type]));
  const visit = (node: ts.Node): void => {
    if (ts.isImportSpecifier(node) && node.propertyName && names.has(node.propertyName.text)) {
      names.set(node.name.text, node.propertyName.text);
    }
    if (ts.isTypeAliasDeclaration(node)) {
      const type = claimed(node.type, names);
      if (type) names.set(node.name.text, type);
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return names;
}

/** The granted type that a written type names, alone or together with others. */
function claimed(node: ts.TypeNode, names: ReadonlyMap<string, string>): string | null {
  if (ts.isTypeReferenceNode(node)) {
    const last = ts.isQualifiedName(node.typeName) ? node.typeName.right.text : node.typeName.text;
    return names.get(last) ?? null;
  }
  if (ts.isImportTypeNode(node) && node.qualifier) return names.get(node.qualifier.getText()) ?? null;
  if (ts.isParenthesizedTypeNode(node)) return claimed(node.type, names);
  if (ts.isIntersectionTypeNode(node) || ts.isUnionTypeNode(node)) {
    return node.types.map((type) => claimed(type, names)).find((type) => type !== null) ?? null;
  }
  return null;
}
