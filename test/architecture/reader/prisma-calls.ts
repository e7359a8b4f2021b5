import ts from "typescript";
import { findClients } from "./clients.ts";
import { lineOf } from "./files.ts";
import type { House, Source } from "./house.ts";
import { accessedName, propertyText, unwrap } from "./literals.ts";
import type { Model, Models } from "./models.ts";
import { type Use, walkArguments } from "./prisma-arguments.ts";

const methods =
  /^(find(Unique|First|Many)(OrThrow)?|create(Many(AndReturn)?)?|update(Many(AndReturn)?)?|upsert|delete(Many)?|count|aggregate|groupBy)$/;

/** A file without any of these words asks Prisma nothing. */
const mayAsk = /\b(db|tx|Tx|Db|Prisma\w*|find\w+|upsert|count|aggregate|groupBy|(create|update|delete)\w*)\b|\\u/;

/**
 * The tables that a file names in Prisma: calls (`tx.topic.count`), clients taken apart (`const { topic } = db()`), relations
 * in their arguments at any depth, and Prisma's types of a model (`Prisma.TopicWhereInput`).
 */
export function findPrismaUses(source: Source, models: Models, house: House): Use[] {
  if (!mayAsk.test(source.text)) return [];
  const uses: Use[] = [];
  const isClient = findClients(source.ast);
  const visit = (node: ts.Node): void => {
    uses.push(...usesOf(node));
    ts.forEachChild(node, visit);
  };

  const usesOf = (node: ts.Node): Use[] => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return ofAccess(node);
    if (ts.isObjectBindingPattern(node) && isClient(node)) return ofPattern(node);
    if (ts.isCallExpression(node)) return ofCall(node);
    const typed = typedModel(node, models);
    return typed ? [use(node, typed.model), ...walk(typed.value, typed.model)] : ofImport(node, models);
  };

  const ofAccess = (node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Use[] => {
    const name = accessedName(node);
    if (!isClient(node.expression)) return [];
    if (name === null) return [{ model: null, file: source.file, line: lineOf(node) }];
    const model = models.byDelegate.get(name);
    // A call is told once, by its own way.
    return model && !isMethodCall(node.parent) ? [use(node, model)] : [];
  };

  const ofPattern = (node: ts.ObjectBindingPattern): Use[] =>
    node.elements.flatMap((element) => {
      const name = propertyText(element.propertyName ?? element.name);
      if (name === null || element.dotDotDotToken) return [{ model: null, file: source.file, line: lineOf(element) }];
      const model = models.byDelegate.get(name);
      return model ? [use(element, model)] : [];
    });

  const ofCall = (node: ts.CallExpression): Use[] => {
    const model = isMethodCall(node.expression) ? calledModel(node.expression, models) : null;
    return model ? [use(node.expression, model), ...walk(node.arguments[0], model)] : [];
  };

  const use = (node: ts.Node, model: Model): Use => ({ model, file: source.file, line: lineOf(node) });
  const walk = (node: ts.Node | undefined, model: Model) => walkArguments(node, model, { source, models, house });
  visit(source.ast);
  return uses;
}

function isMethodCall(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return methods.test(accessedName(node) ?? "") && ts.isCallExpression(node.parent) && node.parent.expression === node;
}

/** The model in `anything.topic.count`. */
function calledModel(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, models: Models): Model | null {
  const delegate = unwrap(node.expression);
  const name = accessedName(delegate) ?? "";
  return models.byDelegate.get(name) ?? null;
}

/** `import type { Topic } from the generated client`. */
function ofImport(node: ts.Node, models: Models): Use[] {
  if (!ts.isImportDeclaration(node) || !/prisma\/generated\//.test(node.moduleSpecifier.getText())) return [];
  const names = node.importClause?.namedBindings;
  if (!names || !ts.isNamedImports(names)) return [];
  return names.elements.flatMap((element) => {
    const model = models.byName.get((element.propertyName ?? element.name).text);
    return model ? [{ model, file: node.getSourceFile().fileName, line: lineOf(element) }] : [];
  });
}

const kinds =
  /^(Select|Include|Omit|Where|ScalarWhere|Create|Update|Upsert|Unchecked|OrderBy|GetPayload|Payload|Args|Find|Default|Delegate|ScalarField|Count|GroupBy|Aggregate|Delete|\$|Relation|NullableScalar|ListRelation)/;

/** `Prisma.TopicSelect` and what is written under that type: by `satisfies`, `as`, an annotation or a return type. */
function typedModel(node: ts.Node, models: Models): { model: Model; value: ts.Node | undefined } | null {
  if (!ts.isQualifiedName(node) || node.left.getText() !== "Prisma") return null;
  const name = node.right.text;
  const fitting = [...models.byName.values()].filter(
    (model) => name.startsWith(model.name) && kinds.test(name.slice(model.name.length)),
  );
  const model = fitting.sort((a, b) => b.name.length - a.name.length)[0];
  return model ? { model, value: valueUnder(node) } : null;
}

function valueUnder(node: ts.Node): ts.Node | undefined {
  let type: ts.Node = node;
  while (ts.isTypeNode(type.parent) || ts.isQualifiedName(type.parent)) type = type.parent;
  const { parent } = type;
  if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) return parent.expression;
  if (ts.isVariableDeclaration(parent)) return parent.initializer;
  if (ts.isFunctionLike(parent) && "body" in parent) return parent as ts.Node;
  return undefined;
}
