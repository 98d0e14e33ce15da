import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { NewOrder } from "./order";
import { toJson } from "./order-json";

const PLACE = statement<[string, string, string, string, string | null, string[]], { placed: bigint }>(
  "ordering.place",
  `WITH o AS (
     INSERT INTO orders (id, number, cooperative_id, payment_id, user_id, state, goods_fen, freight_fen, total_fen,
       grams, recipient, phone, region_code, region, street, note, locale, consents, placed_at, lapses_at, ships_from,
       ships_until)
     SELECT id, number, "cooperativeId", "paymentId", "userId", 'placed', "goodsFen", "freightFen", "totalFen",
       grams, recipient, phone, "regionCode", region, street, note, locale, consents, "placedAt", "lapsesAt",
       "shipsFrom", "shipsUntil"
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, number text, "cooperativeId" uuid, "paymentId" uuid,
       "userId" uuid, "goodsFen" bigint, "freightFen" bigint, "totalFen" bigint, grams bigint, recipient text,
       phone text, "regionCode" text, region jsonb, street text, note text, locale text, consents jsonb,
       "placedAt" timestamptz, "lapsesAt" timestamptz, "shipsFrom" date, "shipsUntil" date)
     RETURNING id
   ), l AS (
     INSERT INTO order_line (id, order_id, position, sku_id, product_id, village_id, name, sku_name, packs, net_grams,
       unit_price_fen, goods_fen, freight_fen, claim_window_hours, share_plan_version_id, touch_id, link_id, host_id)
     SELECT id, "orderId", position, "skuId", "productId", "villageId", name, "skuName", packs, "netGrams",
       "unitPriceFen", "goodsFen", "freightFen", "claimWindowHours", "sharePlanVersionId", "touchId", "linkId", "hostId"
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "orderId" uuid, position int, "skuId" uuid, "productId" uuid,
       "villageId" uuid, name jsonb, "skuName" jsonb, packs int, "netGrams" bigint, "unitPriceFen" bigint,
       "goodsFen" bigint, "freightFen" bigint, "claimWindowHours" int, "sharePlanVersionId" uuid, "touchId" uuid,
       "linkId" uuid, "hostId" uuid)
   ), g AS (
     INSERT INTO order_leg (line_id, position, kind, book_id, fen)
     SELECT "lineId", position, kind, "bookId", fen
     FROM jsonb_to_recordset($3::jsonb) AS r("lineId" uuid, position int, kind text, "bookId" uuid, fen bigint)
   ), e AS (
     INSERT INTO order_event (id, order_id, kind, at, user_id, data)
     SELECT r.id, r."orderId", 'placed', r.at, r."userId", '{}'
     FROM jsonb_to_recordset($4::jsonb) AS r(id uuid, "orderId" uuid, at timestamptz, "userId" uuid)
   ), c AS (
     DELETE FROM cart_line WHERE cart_id = $5::uuid AND sku_id = ANY($6::uuid[])
   )
   SELECT count(*) AS placed FROM o`,
);

/**
 * Writes the orders of one checkout with lines, legs and first event, and takes what was ordered out of the cart
 * (null: there was none). One statement.
 */
export async function placeOrders(
  tx: Tx,
  orders: readonly NewOrder[],
  eventIds: readonly string[],
  cartId: string | null,
): Promise<void> {
  const lines = orders.flatMap((order) =>
    order.lines.map(({ legs: _legs, ...line }) => ({ ...line, orderId: order.id })),
  );
  const legs = orders.flatMap((order) =>
    order.lines.flatMap((line) => line.legs.map((leg, position) => ({ ...leg, lineId: line.id, position }))),
  );
  const events = orders.map((order, index) => ({
    id: eventIds[index],
    orderId: order.id,
    at: order.placedAt,
    userId: order.userId,
  }));
  await tx.run(PLACE, [
    toJson(orders.map(({ lines: _lines, ...order }) => order)),
    toJson(lines),
    toJson(legs),
    toJson(events),
    cartId,
    lines.map((line) => line.skuId),
  ]);
}
