import { invariant } from "~/kernel/invariant";
import { accepted, ok } from "~/kernel/result";
import type { Db, Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/**
 * How far the telling of the demo has come, kept as a comment on a table that only demos use: it is committed like a
 * row, survives everything and needs no table of its own. No comment: the story was never begun here.
 */
export type Mark = "begun" | "told";

const MARKS: Readonly<Record<Mark, string>> = {
  begun: "The demo's story was begun here and is not finished.",
  told: "The demo's story has been told here.",
};

const selectMark = statement<[], { readonly mark: string | null }>(
  "seed.mark",
  "SELECT obj_description('demo_clock'::regclass, 'pg_class') AS mark",
);

export async function readMark(tx: Tx): Promise<Mark | undefined> {
  const [row] = await tx.run(selectMark, []);
  return (["begun", "told"] as const).find((mark) => MARKS[mark] === row?.mark);
}

export async function beginMark(db: Db): Promise<void> {
  await setMark(db, "begun");
}

export async function finishMark(db: Db): Promise<void> {
  await setMark(db, "told");
}

async function setMark(db: Db, mark: Mark): Promise<void> {
  await db.pool.query(`COMMENT ON TABLE demo_clock IS '${MARKS[mark].replaceAll("'", "''")}'`);
}

const selectTables = statement<[], { readonly name: string }>(
  "seed.tables",
  `SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY tablename`,
);

/**
 * Takes away everything that a broken telling left. Its guards forbid that, rightly, so they are switched off for
 * this one transaction; nothing but the mark of an unfinished demo permits it, which is why it is read again here.
 */
export async function emptyHalfTold(db: Db): Promise<void> {
  const emptied = await db.transaction(async (tx) => {
    invariant((await readMark(tx)) === "begun", "only an unfinished demo is ever emptied");
    const names = (await tx.run(selectTables, [])).map(({ name }) => name);
    for (const name of names) await db.pool.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    await db.pool.query(`TRUNCATE ${names.join(", ")}`);
    for (const name of names) await db.pool.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    return ok();
  });
  accepted(emptied);
}
