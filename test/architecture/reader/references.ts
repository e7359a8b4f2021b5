import ts from "typescript";
import { lineOf } from "./files.ts";
import { type Found, tell } from "./found.ts";
import type { Source } from "./house.ts";
import { literalText } from "./literals.ts";
import { followRequire } from "./require.ts";

/**
 * All that a file imports: `import`, `export … from`, `import()`, `import type`, types written as `import("…")`,
 * `import x = require()`, `require` and `createRequire`, `new URL(…, import.meta.url)`, references and pragmas in comments,
 * and the runtime that JSX brings along. What cannot be followed is told as blind.
 */
export function collectReferences(source: Source): Found {
  const found: Found = { references: [], blind: [] };
  readComments(source, found);
  let hasJsx = false;
  const visit = (node: ts.Node): void => {
    readNode(node, found);
    if (ts.isJsxOpeningLikeElement(node) || ts.isJsxFragment(node)) hasJsx = true;
    ts.forEachChild(node, visit);
  };
  visit(source.ast);
  followRequire(source, found);
  if (hasJsx) found.references.push({ name: "react/jsx-runtime", line: 1, isType: false });
  return found;
}

function readNode(node: ts.Node, found: Found): void {
  if (ts.isImportDeclaration(node)) add(found, node.moduleSpecifier, node.importClause?.isTypeOnly === true);
  else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(found, node.moduleSpecifier, node.isTypeOnly);
  else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    add(found, node.moduleReference.expression, node.isTypeOnly);
  } else if (ts.isImportTypeNode(node)) {
    add(found, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument, true);
  } else if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) add(found, node.name, true);
  else if (ts.isCallExpression(node)) readCall(node, found);
  else if (ts.isNewExpression(node)) readNew(node, found);
  else if (isNamed(node, "glob") && ts.isMetaProperty(node.expression)) tell(found, node, "import.meta.glob");
}

function readCall(node: ts.CallExpression, found: Found): void {
  const callee = node.expression;
  if (callee.kind === ts.SyntaxKind.ImportKeyword) add(found, node.arguments[0], false);
  // import.defer("…") and such.
  else if (ts.isMetaProperty(callee)) add(found, node.arguments[0], false);
  else if (ts.isIdentifier(callee) && ["eval", "Function"].includes(callee.text)) tell(found, node, callee.text);
}

function readNew(node: ts.NewExpression, found: Found): void {
  if (!ts.isIdentifier(node.expression)) return;
  if (node.expression.text === "Function") tell(found, node, "Function");
  const [address, base] = node.arguments ?? [];
  if (node.expression.text !== "URL" || !base || base.getText() !== "import.meta.url") return;
  const text = literalText(address);
  // A picture or a folder beside the code is no import.
  if (text === null || /\.([mc]?[jt]s|[jt]sx)$/.test(text)) add(found, address, false);
}

/** `/// <reference path>` and `@jsxImportSource`, which import without being code. */
function readComments({ ast, text }: Source, found: Found): void {
  for (const { fileName, pos } of ast.referencedFiles) {
    const name = fileName.startsWith(".") ? fileName : `./${fileName}`;
    found.references.push({ name, line: ast.getLineAndCharacterOfPosition(pos).line + 1, isType: true });
  }
  for (const { fileName, pos } of ast.typeReferenceDirectives) {
    found.references.push({ name: fileName, line: ast.getLineAndCharacterOfPosition(pos).line + 1, isType: true });
  }
  for (const comment of ts.getLeadingCommentRanges(text, 0) ?? []) {
    const name = /@jsxImportSource\s+(\S+)/.exec(text.slice(comment.pos, comment.end))?.[1];
    if (name) found.references.push({ name: `${name}/jsx-runtime`, line: 1, isType: false });
  }
}

function add(found: Found, node: ts.Node | undefined, isType: boolean): void {
  if (!node) return;
  const name = literalText(node);
  if (name === null) tell(found, node, "its name is made at run time");
  else found.references.push({ name, line: lineOf(node), isType });
}

function isNamed(node: ts.Node, name: string): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  if (ts.isPropertyAccessExpression(node)) return node.name.text.startsWith(name);
  return ts.isElementAccessExpression(node) && literalText(node.argumentExpression)?.startsWith(name) === true;
}
