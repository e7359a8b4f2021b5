import ts from "typescript";
import type { House, Source } from "../reader/house.ts";
import { production } from "../reader/house.ts";
import type { Rule } from "./rule.ts";

/** Every file of app/routes that answers for an address stands in app/routes.ts, once. */
export const mountedOnce: Rule = {
  name: "every route is mounted once",
  find: (house) => {
    const mounted = mountedFiles(house);
    return production(house)
      .filter(({ file }) => file.startsWith("app/routes/"))
      .filter((source) => isRoute(source) || mounted.includes(source.file))
      .map(({ file }) => ({ file, times: mounted.filter((one) => one === file).length }))
      .filter(({ times }) => times !== 1)
      .map(({ file, times }) => ({ line: file, at: file, why: `mounted ${times} times` }));
  },
};

function mountedFiles({ sources }: House): string[] {
  const table = sources.get("app/routes.ts");
  const files: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && node.text.startsWith("routes/")) files.push(`app/${node.text}`);
    ts.forEachChild(node, visit);
  };
  if (table) visit(table.ast);
  return files;
}

/** A route module exports a loader, an action, or its page. */
function isRoute({ file, ast }: Source): boolean {
  if (file.includes(".server.")) return false;
  return ast.statements.some((statement) => {
    if (ts.isExportAssignment(statement)) return true;
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements.some(({ name }) => /^(loader|action|default)$/.test(name.text));
    }
    if (!ts.canHaveModifiers(statement)) return false;
    const words = ts.getModifiers(statement)?.map(({ kind }) => kind) ?? [];
    if (!words.includes(ts.SyntaxKind.ExportKeyword)) return false;
    if (words.includes(ts.SyntaxKind.DefaultKeyword)) return true;
    return /^(export (async )?function|export const) (loader|action)\b/.test(statement.getText());
  });
}
