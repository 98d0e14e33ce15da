import { beforeAll } from "vitest";
import { HOUR_MS } from "~/kernel/clock";
import { balanceOfEvent, postedBalance } from "~/modules/ledger/index.server";
import { deliverOrder } from "~/workflows/deliver-order";
import { packOrder } from "~/workflows/pack-order";
import { requestRefund } from "~/workflows/request-refund";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { shipOrder } from "~/workflows/ship-order";
import { submitRefunds } from "~/workflows/submit-refunds";
import { type Market, makeListing, makeMarket } from "../support/market";
import { saleGround, value } from "./sale-ground";

/** One pack of 3 kg at 59.90 and 8.00 of freight. */
export const ONE_PACK = 5990n + 800n;

/** A market of its own on the ground of a sale, and what tests of retail sales do again and again. */
export function retailGround() {
  const ground = saleGround();
  let market: Market;
  let listings = 0;
  beforeAll(async () => {
    market = await ground.inTransaction((tx) => makeMarket(tx));
  });

  const step = (orderId: string) => ({
    orderId,
    cooperativeId: market.cooperativeId,
    userId: null,
    now: ground.clock.now,
  });
  return {
    ground,
    market: () => market,
    step,
    newSku: async (packs: number): Promise<string> => {
      listings += 1;
      const slug = `listing-${listings}`;
      const { skuIds } = await ground.inTransaction((tx) => makeListing(tx, market, { slug, packs }));
      const [skuId] = skuIds;
      if (skuId === undefined) throw new Error("a listing has a sku");
      return skuId;
    },
    onePack: (skuId: string) => ({ lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK }),
    settle: async (orderId: string): Promise<void> => {
      value(await packOrder(ground.deps(), step(orderId)));
      value(await shipOrder(ground.deps(), { ...step(orderId), carrier: "SF", waybill: "SF1234567890" }));
      value(await deliverOrder(ground.deps(), step(orderId)));
      ground.pass(49 * HOUR_MS);
      await settleDueOrders(ground.deps(), { now: ground.clock.now });
    },
    refund: (orderId: string, amountFen: bigint) =>
      requestRefund(ground.deps(), {
        orderId,
        cooperativeId: market.cooperativeId,
        amountFen,
        reason: "claim",
        note: "三个坏的",
        userId: null,
        now: ground.clock.now,
      }),
    payment: (id: string) => ground.db().prisma.payment.findUniqueOrThrow({ where: { id } }),
    sendRefunds: () => submitRefunds(ground.deps(), { now: ground.clock.now }),
    /** What one account of one book holds of a sale. */
    of: async (orderId: string, bookId: string, account: string) => {
      const found = (await balanceOfEvent(ground.db(), orderId)).find(
        (balance) => balance.bookId === bookId && balance.account === account,
      );
      return (
        found && {
          posted: postedBalance(found, "credit"),
          pending: found.creditsPending - found.debitsPending,
        }
      );
    },
  };
}
