// Prisma's schema engine as WebAssembly: says which SQL turns a database into what prisma/schema describes. The native
// engine does the same but has to be downloaded from a host that many networks do not reach.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { inProject } from "./project.mjs";

/** PostgreSQL's internal one-byte type, which the catalogue is full of. */
const OID_CHAR = 18;
const OID_TEXT = 25;

/** @typedef {{ path: string, content: string }} SchemaFile */

/** @type {Promise<{ SchemaEngine: any }> | undefined} */
let loading;

/** What the engine said before it gave up; the exception itself only says "unreachable". */
let lastPanic = "";

/** Loads the WebAssembly module once per process. */
function loadEngine() {
  loading ??= (async () => {
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (/** @type {string} */ message) => (lastPanic = message) },
    });
    const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const bytes = await readFile(
      inProject("node_modules", "@prisma", "schema-engine-wasm", "schema_engine_bg.wasm"),
    );
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
    bindings.__wbg_set_wasm(instance.exports);
    /** @type {() => void} */ (instance.exports.__wbindgen_start)();
    return bindings;
  })();
  return loading;
}

/**
 * Every schema file, by name, so that the engine sees the same order on every system.
 * @param {string} folder
 * @returns {Promise<SchemaFile[]>}
 */
async function readSchema(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: path.join(folder, name),
      content: await readFile(path.join(folder, name), "utf8"),
    })),
  );
}

/**
 * The SQL that is missing between the database at `url` and the schema folder; empty when they agree.
 * @param {string} url
 * @param {string} schemaFolder
 * @returns {Promise<string>}
 * @throws when a schema file does not make sense, with Prisma's explanation
 */
export async function sqlTowardsSchema(url, schemaFolder) {
  const files = await readSchema(schemaFolder);
  if (files.length === 0) throw new Error(`There is no .prisma file in ${schemaFolder}.`);
  const { SchemaEngine } = await loadEngine();
  const { factory, pool } = await describingAdapter(url);
  try {
    lastPanic = "";
    const datamodels = files.map((file) => [file.path, file.content]);
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, factory);
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: schemaFolder },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    const sql = (stdout ?? "").trim();
    return sql === "-- This is an empty migration." ? "" : sql;
  } catch (error) {
    throw lastPanic === ""
      ? error
      : new Error(`Prisma's schema engine gave up: ${lastPanic}`, { cause: error });
  } finally {
    await pool.end();
  }
}

/**
 * Prisma's adapter for `pg`, with one gap filled: it refuses columns of PostgreSQL's internal type "char", which the
 * catalogue is full of and the engine asks for. They are let through as text and labelled as characters afterwards.
 * @param {string} url
 */
async function describingAdapter(url) {
  const [{ PrismaPg }, { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum }, { default: pg }] =
    await Promise.all([import("@prisma/adapter-pg"), import("@prisma/driver-adapter-utils"), import("pg")]);
  /** @type {WeakMap<object, number[]>} which columns of an answer are such characters, by the answer's rows */
  const characterColumns = new WeakMap();

  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const query = /** @type {(...args: any[]) => Promise<import("pg").QueryResult>} */ (pool.query.bind(pool));
  Object.assign(pool, {
    query: async (/** @type {any[]} */ ...args) => {
      const answer = await query(...args);
      const positions = answer.fields.flatMap((field, index) =>
        field.dataTypeID === OID_CHAR ? [index] : [],
      );
      characterColumns.set(answer.rows, positions);
      for (const field of answer.fields) {
        if (field.dataTypeID === OID_CHAR) field.dataTypeID = OID_TEXT;
      }
      return answer;
    },
  });

  class DescribingAdapterFactory extends PrismaPg {
    /** @override */
    async connect() {
      const adapter = await super.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (query) => {
        const answer = await queryRaw(query);
        for (const index of characterColumns.get(answer.rows) ?? []) {
          answer.columnTypes[index] = ColumnTypeEnum.Character;
        }
        return answer;
      };
      return adapter;
    }
  }
  return { pool, factory: bindMigrationAwareSqlAdapterFactory(new DescribingAdapterFactory(pool)) };
}
