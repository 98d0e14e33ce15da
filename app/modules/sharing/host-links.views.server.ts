import type { Fen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** A host by the name she is known under. `duty`: attributed but unpaid. */
export interface HostHeader {
  readonly id: string;
  readonly name: string;
  readonly duty: boolean;
}

const HEADER = statement<[hostId: string, locale: Locale], HostHeader>(
  "sharing.hostHeader",
  "SELECT id, name ->> $2 AS name, duty FROM host WHERE id = $1",
);

export async function hostHeader(
  tx: Tx,
  input: { readonly hostId: string; readonly locale: Locale },
): Promise<HostHeader | undefined> {
  return (await tx.run(HEADER, [input.hostId, input.locale]))[0];
}

/** One link and what it brought in a period. */
export interface HostLink {
  readonly code: string;
  readonly active: boolean;
  /** what it leads to, null for the whole shop */
  readonly product: string | null;
  readonly session: string | null;
  readonly touches: number;
  readonly orders: number;
  readonly grams: Grams;
  readonly salesFen: Fen;
}

/** More links than fit a page are those that brought the least. */
export const MOST_HOST_LINKS = 50;

const LINKS = statement<[hostId: string, from: Date, until: Date, locale: Locale], HostLink>(
  "sharing.hostLinks",
  `SELECT k.code, k.active, p.name ->> $4 AS product, s.name ->> $4 AS session,
     (SELECT count(*)::int FROM touch t WHERE t.link_id = k.id AND t.at >= $2 AND t.at < $3) AS touches,
     coalesce(sold.orders, 0) AS orders, coalesce(sold.grams, 0)::int8 AS grams, coalesce(sold.sales, 0)::int8 AS "salesFen"
   FROM share_link k
   LEFT JOIN product p ON p.id = k.product_id LEFT JOIN live_session s ON s.id = k.session_id
   LEFT JOIN (
     SELECT l.link_id, count(DISTINCT o.id)::int AS orders, sum(l.packs * l.net_grams) AS grams,
            sum(l.goods_fen + l.freight_fen) AS sales
       FROM order_line l JOIN orders o ON o.id = l.order_id
      WHERE l.host_id = $1 AND o.paid_at >= $2 AND o.paid_at < $3 GROUP BY l.link_id) sold ON sold.link_id = k.id
   WHERE k.host_id = $1
   ORDER BY coalesce(sold.sales, 0) DESC, touches DESC, k.code LIMIT ${MOST_HOST_LINKS}`,
);

/** A host's links by what they brought within [from, until). One query. */
export function hostLinks(
  tx: Tx,
  { hostId, from, until, locale }: { hostId: string; from: Date; until: Date; locale: Locale },
): Promise<HostLink[]> {
  return tx.run(LINKS, [hostId, from, until, locale]);
}
