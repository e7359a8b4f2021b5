import ts from "typescript";
import { lineOf } from "./files.ts";
import { accessedName, literalText, propertyText, unwrap } from "./literals.ts";
import type { Source } from "./house.ts";

/**
 * The lines of a file that may read the environment: `process.env` in all its spellings, taken apart, handed on or
 * imported from node:process, and Vite's `import.meta.env`.
 */
export function findEnvironment({ ast, text }: Source): number[] {
  if (!/process|import\.meta|\\u/.test(text)) return [];
  const lines: number[] = [];
  const names = new Set(["process"]);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && isProcessModule(node.moduleSpecifier)) {
      lines.push(...readImport(node, names));
      return;
    }
    const whole = ts.isExportDeclaration(node) ? node.moduleSpecifier : loaded(node);
    if (whole && isProcessModule(whole)) lines.push(lineOf(node));
    if (isRead(node, names)) lines.push(lineOf(node));
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return [...new Set(lines)];
}

/** What `import()` or `require()` loads. */
function loaded(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const isLoad = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require";
  return isLoad ? node.arguments[0] : undefined;
}

function isProcessModule(name: ts.Expression): boolean {
  return /^(node:)?process$/.test(literalText(name) ?? "");
}

function readImport(node: ts.ImportDeclaration, names: Set<string>): number[] {
  const clause = node.importClause;
  if (clause?.name) names.add(clause.name.text);
  const bindings = clause?.namedBindings;
  if (!bindings) return [];
  if (ts.isNamespaceImport(bindings)) return [lineOf(bindings)];
  return bindings.elements
    .filter((one) => ["env", "default"].includes((one.propertyName ?? one.name).text))
    .map(lineOf);
}

function isRead(node: ts.Node, names: Set<string>): boolean {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const owner = unwrap(node.expression);
    const name = accessedName(node);
    if (isProcess(owner, names)) return name === "env" || name === null;
    return ts.isMetaProperty(owner) && (name === "env" || name === null);
  }
  if (ts.isIdentifier(node) && names.has(node.text)) return isHandedOn(node);
  // const { process } = globalThis
  return ts.isBindingElement(node) && propertyText(node.propertyName ?? node.name) === "process";
}

/** `process`, `globalThis.process` and the like. */
function isProcess(node: ts.Node, names: Set<string>): boolean {
  return (ts.isIdentifier(node) && names.has(node.text)) || accessedName(node) === "process";
}

/** Whether `process` itself is used as a value: what receives it may read anything of it. */
function isHandedOn(node: ts.Identifier): boolean {
  let value: ts.Node = node;
  while (value.parent && unwrap(value.parent) !== value.parent && unwrap(value.parent) === node) value = value.parent;
  const { parent } = value;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === value && isTaken(parent);
  if (ts.isElementAccessExpression(parent)) return parent.expression !== value;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeQueryNode(parent)) return false;
  const isName =
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent)) &&
    parent.name === value;
  return !isName && !ts.isImportClause(parent);
}

/** `globalThis.process` used for anything but reading a property of it. */
function isTaken(access: ts.PropertyAccessExpression): boolean {
  const isGlobal = ts.isIdentifier(access.expression) && ["globalThis", "global"].includes(access.expression.text);
  return isGlobal && !ts.isPropertyAccessExpression(access.parent) && !ts.isElementAccessExpression(access.parent);
}
