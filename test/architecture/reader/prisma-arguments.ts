import ts from "typescript";
import { findDeclaration, type Declared } from "./declarations.ts";
import { lineOf } from "./files.ts";
import type { House, Source } from "./house.ts";
import { propertyText, unwrap } from "./literals.ts";
import type { Model, Models } from "./models.ts";
import { ownerOf } from "./owner.ts";

/** A table that a file names; `model` is null where nobody can tell which. */
export type Use = { model: Model | null; file: string; line: number };

type Place = { source: Source; models: Models; house: House };

const shapes =
  /^(select|include|omit|where|data|orderBy|having|cursor|AND|OR|NOT|some|every|none|is|isNot|create|update|upsert|connect|connectOrCreate|disconnect|set|delete|createMany|updateMany|deleteMany|_count|_max|_min)$/;

/**
 * The relations that the arguments of a Prisma call name, at any depth, also where they stand in a constant or come from a
 * function. A relation whose whole value is a constant of the table's own module is no use: the owner says what is read.
 */
export function walkArguments(node: ts.Node | undefined, model: Model, place: Place, depth = 0): Use[] {
  if (!node || depth > 12) return [];
  const bare = unwrap(node);
  const again = (next: ts.Node | undefined) => walkArguments(next, model, place, depth + 1);
  if (ts.isObjectLiteralExpression(bare)) return bare.properties.flatMap((one) => ofProperty(one, model, place, depth));
  if (ts.isArrayLiteralExpression(bare)) return bare.elements.flatMap(again);
  if (ts.isSpreadElement(bare)) return again(bare.expression);
  if (ts.isConditionalExpression(bare)) return [...again(bare.whenTrue), ...again(bare.whenFalse)];
  if (ts.isBinaryExpression(bare)) return [...again(bare.left), ...again(bare.right)];
  if (ts.isFunctionLike(bare)) return returned(bare).flatMap(again);
  if (ts.isPropertyAccessExpression(bare)) return again(bare.expression);
  const name = ts.isCallExpression(bare) ? bare.expression : bare;
  const declared = ts.isIdentifier(name) ? findDeclaration(name, place.source, place.house) : null;
  return declared ? walkArguments(declared.value, model, { ...place, source: declared.source }, depth + 1) : [];
}

function ofProperty(property: ts.ObjectLiteralElementLike, model: Model, place: Place, depth: number): Use[] {
  if (ts.isSpreadAssignment(property)) return walkArguments(property.expression, model, place, depth + 1);
  const name = propertyText(property.name);
  const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
  const target = place.models.byName.get(model.relations.get(name ?? "") ?? "");
  if (!target) return shapes.test(name ?? "") ? walkArguments(value, model, place, depth + 1) : [];
  const { source } = place;
  const own = { model: target, file: source.file, line: lineOf(property) };
  if (ownerOf(source.file) !== target.module && isOwners(value, target, place)) return [];
  return [own, ...walkArguments(value, target, place, depth + 1)];
}

/** Whether the value is a constant of the module that holds the table. */
function isOwners(value: ts.Node, target: Model, { source, house }: Place): boolean {
  const bare = unwrap(value);
  const declared: Declared | null = ts.isIdentifier(bare) ? findDeclaration(bare, source, house) : null;
  return declared !== null && ownerOf(declared.source.file) === target.module;
}

function returned(node: ts.SignatureDeclaration): ts.Node[] {
  const { body } = node as ts.FunctionLikeDeclaration;
  if (!body) return [];
  if (!ts.isBlock(body)) return [body];
  const values: ts.Node[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isReturnStatement(inner) && inner.expression) values.push(inner.expression);
    if (!ts.isFunctionLike(inner)) ts.forEachChild(inner, visit);
  };
  visit(body);
  return values;
}
