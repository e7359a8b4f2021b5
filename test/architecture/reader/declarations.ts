import ts from "typescript";
import type { House, Source } from "./house.ts";

export type Declared = { source: Source; value: ts.Node };

/** The constant or function that a name stands for: the nearest one of its file, or the one that the file imports. */
export function findDeclaration(name: ts.Identifier, source: Source, house: House): Declared | null {
  for (let scope: ts.Node = name.parent; scope; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    const value = declaredIn(scope.statements, name.text);
    if (value) return { source, value };
  }
  return imported(name.text, source, house);
}

function declaredIn(statements: readonly ts.Statement[], name: string): ts.Node | null {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((one) => one.name.getText() === name);
    if (found?.initializer) return found.initializer;
  }
  return null;
}

function imported(name: string, source: Source, house: House): Declared | null {
  for (const statement of source.ast.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const names = statement.importClause?.namedBindings;
    if (!names || !ts.isNamedImports(names)) continue;
    const taken = names.elements.find((element) => element.name.text === name);
    if (!taken) continue;
    const file = house.resolve(source.file, (statement.moduleSpecifier as ts.StringLiteral).text)?.to;
    const other = file ? house.sources.get(file) : undefined;
    const value = other && declaredIn(other.ast.statements, (taken.propertyName ?? taken.name).text);
    return other && value ? { source: other, value } : null;
  }
  return null;
}
