import ts from "typescript";
import { unwrap } from "./literals.ts";

const clientType = /\b(Tx|Db|PrismaClient|TransactionClient)\b/;

/**
 * Makes the function that tells whether an expression, or what a pattern takes apart, is a Prisma client: what `db()`
 * returns, what has a client's type, what a transaction hands over, and other names for these.
 */
export function findClients(ast: ts.SourceFile): (node: ts.Node) => boolean {
  const names = new Set<string>(["tx"]);
  const isClient = (node: ts.Node): boolean => {
    const bare = unwrap(node);
    if (ts.isObjectBindingPattern(bare)) return isGiven(bare.parent);
    if (ts.isIdentifier(bare)) return names.has(bare.text);
    if (ts.isConditionalExpression(bare)) return isClient(bare.whenTrue) || isClient(bare.whenFalse);
    if (ts.isBinaryExpression(bare)) return isClient(bare.left) || isClient(bare.right);
    return ts.isCallExpression(bare) && ts.isIdentifier(bare.expression) && bare.expression.text === "db";
  };

  /** Whether a variable or parameter is given a client. */
  const isGiven = (node: ts.Node): boolean => {
    if (!ts.isVariableDeclaration(node) && !ts.isParameter(node)) return false;
    if (node.initializer && isClient(node.initializer)) return true;
    if (node.type && ts.isTypeReferenceNode(node.type) && clientType.test(node.type.getText())) return true;
    return ts.isParameter(node) && isHandedOver(node);
  };

  const visit = (node: ts.Node): void => {
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name) && isGiven(node)) {
      names.add(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return isClient;
}

/** `transaction(async (tx) => …)`, `db().$transaction((tx) => …)`. */
function isHandedOver(parameter: ts.ParameterDeclaration): boolean {
  const call = parameter.parent.parent;
  return ts.isCallExpression(call) && /(^|\.)\$?transaction$/.test(call.expression.getText());
}
