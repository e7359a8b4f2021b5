import { readText } from "./files.ts";

/** A table as Prisma knows it. */
export type Model = {
  name: string;
  /** Its name in the client: `tx.topicReader`. */
  delegate: string;
  /** Its name in SQL. */
  table: string;
  /** The module that holds it: the first word of its file's name. */
  module: string;
  /** Field -> model it leads to. */
  relations: Map<string, string>;
};

export type Models = { byName: Map<string, Model>; byDelegate: Map<string, Model>; byTable: Map<string, Model> };

/** Reads every model and view of prisma/models/<module>*.prisma. */
export function readModels(root: string, files: string[]): Models {
  const all = files.filter((file) => /^prisma\/models\/.*\.prisma$/.test(file)).flatMap((file) => inFile(root, file));
  const names = new Set(all.map(({ name }) => name));
  const models = all.map(({ fields, ...model }) => {
    const relations = new Map([...fields].filter(([, type]) => names.has(type)));
    return { ...model, relations };
  });
  return {
    byName: new Map(models.map((model) => [model.name, model])),
    byDelegate: new Map(models.map((model) => [model.delegate, model])),
    byTable: new Map(models.map((model) => [model.table, model])),
  };
}

function inFile(root: string, file: string) {
  const module = /([a-z]+)[^/]*\.prisma$/.exec(file)![1]!;
  const text = readText(root, file).replaceAll(/\/\/.*/g, "");
  return [...text.matchAll(/^(?:model|view)\s+(\w+)\s*\{([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    delegate: name[0]!.toLowerCase() + name.slice(1),
    table: /@@map\(\s*"(\w+)"/.exec(body)?.[1] ?? name,
    module,
    fields: new Map([...body.matchAll(/^\s*(\w+)\s+(\w+)/gm)].map(([, field = "", type = ""]) => [field, type])),
  }));
}
