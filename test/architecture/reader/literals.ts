import ts from "typescript";

/** The text of a literal, whatever brackets and types stand around it; null for anything that is made at run time. */
export function literalText(node: ts.Node | undefined): string | null {
  const bare = node && unwrap(node);
  return bare && ts.isStringLiteralLike(bare) ? bare.text : null;
}

/** An expression without brackets, `as`, `satisfies`, `!` and `await` around it. */
export function unwrap(node: ts.Node): ts.Node {
  const isWrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isAwaitExpression(node);
  return isWrapped ? unwrap(node.expression) : node;
}

/** The name of a property or an element that is read: `a.name`, `a["name"]`; null when it is made at run time. */
export function accessedName(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isElementAccessExpression(node) ? literalText(node.argumentExpression) : null;
}

/** The name of a property in an object or a pattern; null when it is made at run time. */
export function propertyText(name: ts.PropertyName | ts.BindingName | undefined): string | null {
  if (!name) return null;
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  return ts.isComputedPropertyName(name) ? literalText(name.expression) : null;
}
