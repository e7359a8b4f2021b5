import ts from "typescript";
import { lineOf } from "./files.ts";
import { type Found, tell } from "./found.ts";
import type { Source } from "./house.ts";
import { accessedName, literalText, propertyText, unwrap } from "./literals.ts";

/** What node:module may give without hiding an import. */
const harmless = ["SourceMap", "builtinModules", "isBuiltin", "findPackageJSON"];

/**
 * Follows the old ways of loading: `require` in all its forms and the functions that `createRequire` makes. They are told
 * as blind unless they are called at once with a literal name; asking where a package stands (`.resolve`) loads nothing.
 */
export function followRequire({ ast, text }: Source, found: Found): void {
  if (!/require|node:module|["']module["']|getBuiltinModule|\\u/.test(text)) return;
  const makers = new Set<string>();
  const loaders = new Set(["require"]);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && isModuleOfNode(node.moduleSpecifier)) readModuleImport(node, makers, found);
    else if (ts.isVariableDeclaration(node) && node.initializer && isMade(node.initializer, makers)) {
      if (ts.isIdentifier(node.name)) loaders.add(node.name.text);
      else if (ts.isObjectBindingPattern(node.name)) readPattern(node.name, found);
    }
    if (ts.isIdentifier(node)) readIdentifier(node, makers, loaders, found);
    else if (ts.isCallExpression(node)) readCall(node, makers, loaders, found);
    else if (accessedName(node) === "getBuiltinModule") tell(found, node, "process.getBuiltinModule");
    else if (ts.isElementAccessExpression(node) && accessedName(node) === "require") tell(found, node, "require");
    ts.forEachChild(node, visit);
  };
  visit(ast);
}

function readModuleImport(node: ts.ImportDeclaration, makers: Set<string>, found: Found): void {
  const names = node.importClause?.namedBindings;
  if (node.importClause?.name || !names || ts.isNamespaceImport(names)) return tell(found, node, "node:module whole");
  for (const { name, propertyName } of names.elements) {
    const taken = (propertyName ?? name).text;
    if (taken === "createRequire") makers.add(name.text);
    else if (!harmless.includes(taken)) tell(found, name, `${taken} of node:module`);
  }
}

function readIdentifier(node: ts.Identifier, makers: Set<string>, loaders: Set<string>, found: Found): void {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isVariableDeclaration(parent)) {
    if (!ts.isVariableDeclaration(parent) || parent.name === node) return;
  }
  const isCalled = ts.isCallExpression(parent) && parent.expression === node;
  const asksWhere =
    ts.isPropertyAccessExpression(parent) && parent.expression === node && parent.name.text === "resolve";
  if (loaders.has(node.text) && !isCalled && !asksWhere) tell(found, node, `${node.text} handed on`);
  if (makers.has(node.text) && !isCalled) tell(found, node, `${node.text} handed on`);
}

function readCall(node: ts.CallExpression, makers: Set<string>, loaders: Set<string>, found: Found): void {
  const callee = unwrap(node.expression);
  const isLoader = (ts.isIdentifier(callee) && loaders.has(callee.text)) || isMade(callee, makers);
  if (isLoader) {
    const name = literalText(node.arguments[0]);
    if (name === null) tell(found, node, "require: its name is made at run time");
    else found.references.push({ name, line: lineOf(node), isType: false });
  } else if (isMade(node, makers) && !isUsedWell(node)) tell(found, node, "createRequire handed on");
}

/** Whether what `createRequire` makes is named, called at once, or only asked where something stands. */
function isUsedWell(node: ts.CallExpression): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return true;
  if (ts.isCallExpression(parent) && parent.expression === node) return true;
  return ts.isPropertyAccessExpression(parent) && parent.name.text === "resolve";
}

function readPattern(pattern: ts.ObjectBindingPattern, found: Found): void {
  for (const element of pattern.elements) {
    if (propertyText(element.propertyName ?? element.name) !== "resolve")
      tell(found, element, "createRequire taken apart");
  }
}

function isMade(node: ts.Node, makers: Set<string>): boolean {
  const bare = unwrap(node);
  return ts.isCallExpression(bare) && ts.isIdentifier(bare.expression) && makers.has(bare.expression.text);
}

function isModuleOfNode(node: ts.Expression): boolean {
  return ["module", "node:module"].includes(literalText(node) ?? "");
}
