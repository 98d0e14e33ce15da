import type { Db } from "~/platform/db/db.server";

/** Tables in which merely coming by leaves a trace. */
const VOLATILE = ["session", "pace", "request_key", "passkey_challenge"];

/** One line a table, of everything that is in it: two that are equal say that nothing was written, moved or lost. */
export async function fingerprint(db: Db): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables
      WHERE schemaname = 'public' AND NOT tablename = ANY($1) ORDER BY 1`,
    [VOLATILE],
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await db.pool.query<{ print: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS print FROM ${name} t`,
    );
    prints[name] = rows[0]?.print ?? "";
  }
  return prints;
}
