import ts from "typescript";
import { lineOf } from "../reader/files.ts";
import { type Source, production } from "../reader/house.ts";
import { accessedName } from "../reader/literals.ts";
import type { Finding, Rule } from "./rule.ts";

const home = "app/infra/db.server.ts";
/** What may be taken from the generated client, by name: types and the maker of SQL. */
const open = /^prisma\/generated\/(client|enums|browser)\.ts$/;

/** The one client, and so the one pool, is made in infra/db; nobody else can get at its class. */
export const onePrismaClient: Rule = {
  name: "PrismaClient is named in infra/db only",
  find: (house) => [
    ...production(house)
      .filter(({ file, text }) => file !== home && /PrismaClient|generated|\\u/.test(text))
      .flatMap(namesClient),
    ...house.imports
      .filter(({ to }) => to?.startsWith("prisma/generated/") && !open.test(to))
      .map(({ from, to, line }) => ({ line: `${from} -> ${to}`, at: `${from}:${line}`, why: "an inner part" })),
  ],
};

/** The class by name, or all that the generated client exports under one name. */
function namesClient({ file, ast }: Source): Finding[] {
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const isName = ts.isIdentifier(node) && /^(PrismaClient|getPrismaClientClass)$/.test(node.text);
    if (isName || accessedName(node) === "PrismaClient" || takesAll(node)) {
      found.push({ line: file, at: `${file}:${lineOf(node)}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return found;
}

function takesAll(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return isClient(node.moduleSpecifier) && !named(node.exportClause);
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    return isClient(node.moduleSpecifier) && (!clause || !!clause.name || !named(clause.namedBindings));
  }
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport && isClient(node.arguments[0]);
}

function named(bindings: ts.Node | undefined): boolean {
  return bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings));
}

function isClient(name: ts.Expression | undefined): boolean {
  return name !== undefined && /prisma\/generated\/client/.test(name.getText());
}
