import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

type Bindings = {
  SchemaEngine: { new: (options: object, log: (line: string) => void, adapter: object) => Promise<SchemaEngine> };
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

/** The schema as the engine takes it: every .prisma file with its text. */
export type SchemaFiles = { path: string; content: string }[];

/**
 * Prisma's schema engine as WebAssembly. The package's own entry imports the .wasm file as a module, which Node 20
 * cannot do, so it is compiled here; the native engine that the Prisma CLI wants is in no npm package.
 */
function bindings(): Promise<Bindings> {
  // Once per process, whatever else is forgotten in it: the package's JavaScript holds one instance and a view of its
  // memory, so a second instance would be read through the memory of the first.
  const held = globalThis as { [instance]?: Promise<Bindings> };
  return (held[instance] ??= load());
}

const instance = Symbol.for("crossroads.schema-engine");

async function load(): Promise<Bindings> {
  // The engine looks for this by name to report its panics.
  const onPanic = { set_message: (message: string) => console.error(message) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: onPanic });
  const glue = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const imports = (await import("@prisma/schema-engine-wasm/schema_engine_bg" as string)) as Bindings;
  const bytes = readFileSync(path.join(path.dirname(glue), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": imports as unknown as WebAssembly.ModuleImports,
  });
  imports.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return imports;
}

/** Runs `work` with an engine on the database at `url`, and lets go of it afterwards. */
export async function withSchemaEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await bindings();
  const datamodel: [string, string] = ["schema.prisma", 'datasource db {\n  provider = "postgresql"\n}\n'];
  // The engine never closes what it opened, so the pool is ours; two connections are all it needs.
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => {});
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  const engine = await SchemaEngine.new({ datamodels: [datamodel] }, () => {}, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** The SQL that leads from one schema (null: an empty database) to another; "" when nothing differs. */
export async function diffSchemas(url: string, from: SchemaFiles | null, to: SchemaFiles): Promise<string> {
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: from ? { tag: "schemaDatamodel", files: from } : { tag: "empty" },
      to: { tag: "schemaDatamodel", files: to },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const sql = stdout ?? "";
  return /^(\s|--[^\n]*\n)*$/.test(sql) ? "" : sql;
}
