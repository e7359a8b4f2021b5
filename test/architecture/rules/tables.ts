import { type House, type Source, production } from "../reader/house.ts";
import { type Models, readModels } from "../reader/models.ts";
import { ownerOf } from "../reader/owner.ts";
import { findPrismaUses } from "../reader/prisma-calls.ts";
import { findSqlNames } from "../reader/sql.ts";
import type { Finding, Rule } from "./rule.ts";

/** Who deals with tables of every module, by name: first content, and what makes and moves the tables themselves. */
const apart = /^prisma\//;

/**
 * A table is named by the module whose prisma/models/<module>*.prisma holds it, in Prisma and in SQL; everybody else asks
 * its functions, or takes a fragment that it exports.
 */
export const ownTables: Rule = {
  name: "a table is named by its own module only",
  find: (house) => {
    const models = readModels(house.root, house.files);
    return production(house)
      .filter(({ file }) => !apart.test(file))
      .flatMap((source) => [...inPrisma(source, models, house), ...inSql(source, models)]);
  },
};

function inPrisma(source: Source, models: Models, house: House): Finding[] {
  return findPrismaUses(source, models, house).flatMap(({ model, file, line }) => {
    if (model && model.module === ownerOf(file)) return [];
    return [{ line: `${file} -> ${model ? `${model.module}:${model.table}` : "?"}`, at: `${file}:${line}` }];
  });
}

function inSql(source: Source, models: Models): Finding[] {
  const { file } = source;
  return findSqlNames(source).flatMap(({ table, line }) => {
    const model = table === null ? null : models.byTable.get(table);
    if (model === undefined || model?.module === ownerOf(file)) return [];
    return [
      { line: `${file} -> ${model ? `${model.module}:${model.table}` : "?"}`, at: `${file}:${line}`, why: "in SQL" },
    ];
  });
}
