import pg from "pg";
import type { RunningPortal } from "../support/portal";

/** What no page tells: asked of the portal's database, with one row as the answer. */
export async function lookUp<Row>(portal: RunningPortal, sql: string, values: unknown[] = []): Promise<Row> {
  const client = new pg.Client({ connectionString: portal.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(sql, values);
    const [row] = rows;
    if (rows.length !== 1) throw new Error(`${rows.length} rows instead of one: ${sql}`);
    return row as Row;
  } finally {
    await client.end();
  }
}

/** The code of the link that a host showed in her latest live session from a village's fields. */
export async function sessionLink(portal: RunningPortal, village: string): Promise<string> {
  const { code } = await lookUp<{ code: string }>(
    portal,
    `SELECT l.code FROM share_link l JOIN live_session s ON s.id = l.session_id
       JOIN village v ON v.id = s.village_id
      WHERE v.slug = $1 AND s.starts_at <= now() ORDER BY s.starts_at DESC LIMIT 1`,
    [village],
  );
  return code;
}

/** Where the public ledger shows the one line of an order: nothing on the buyer's pages says it. */
export function ledgerLineOf(
  portal: RunningPortal,
  orderNumber: string,
): Promise<{ readonly ref: string; readonly month: string }> {
  return lookUp(
    portal,
    `SELECT left(encode(sha256(convert_to(l.id::text, 'UTF8')), 'hex'), 12) AS ref,
            to_char(o.paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month
       FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.number = $1`,
    [orderNumber],
  );
}

/** Packs of a size that can be sold now: what is there less what is held. */
export async function freePacks(portal: RunningPortal, product: string, size: string): Promise<number> {
  const { free } = await lookUp<{ free: number }>(
    portal,
    `SELECT (sp.on_hand - sp.held)::int AS free
       FROM stock_pool sp JOIN sku s ON s.id = sp.sku_id JOIN product p ON p.id = s.product_id
      WHERE p.slug = $1 AND s.name ->> 'zh-CN' = $2 AND sp.channel = 'shop'`,
    [product, size],
  );
  return free;
}
