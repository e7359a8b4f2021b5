import ts from "typescript";
import { lineOf } from "../reader/files.ts";
import { accessedName } from "../reader/literals.ts";
import type { Finding, Rule } from "./rule.ts";

const replaces = /^(mock|doMock|unstable_mockModule|importMock|automock)$/;

/** Tests use the real thing: no module is replaced by another one. */
export const noMocks: Rule = {
  name: "nothing is mocked",
  find: ({ sources }) =>
    [...sources.values()]
      .filter(({ text }) => text.includes("ock"))
      .flatMap(({ file, ast }) => {
        const found: Finding[] = [];
        const visit = (node: ts.Node): void => {
          const isMock = replaces.test(accessedName(node) ?? "") && /^(vi|vitest|jest)$/.test(ownerOf(node));
          if (isMock) found.push({ line: file, at: `${file}:${lineOf(node)}` });
          ts.forEachChild(node, visit);
        };
        visit(ast);
        return found;
      }),
};

function ownerOf(node: ts.Node): string {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression.getText() : "";
}
