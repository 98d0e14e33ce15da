import { beforeAll } from "vitest";
import { HOUR_MS } from "~/kernel/clock";
import { createUser } from "~/modules/identity/index.server";
import type { Sale } from "~/modules/ordering/index.server";
import { acceptClaim } from "~/workflows/accept-claim";
import { declineClaim } from "~/workflows/decline-claim";
import { deliverOrder } from "~/workflows/deliver-order";
import { type OpenClaimInput, openClaim } from "~/workflows/open-claim";
import { packOrder } from "~/workflows/pack-order";
import { settleOrder } from "~/workflows/settle-order";
import { shipOrder } from "~/workflows/ship-order";
import { withdrawClaim } from "~/workflows/withdraw-claim";
import { retailGround } from "./retail-ground";
import { MORNING, value } from "./sale-ground";

/** A pack of 3 kg costs 59.90; freight for four packs of it is 8.00 and nine times 2.00. */
export const FOUR_PACKS = 4n * 5_990n + 2_600n;

export interface Delivered extends Sale {
  readonly lineId: string;
}

/** The ground of a retail sale, and what tests of claims do again and again. */
export function claimsGround() {
  const retail = retailGround();
  const { ground, market, newSku, step } = retail;
  let staffId = "";
  beforeAll(async () => {
    const person = { displayName: "杜晓燕", phone: null, now: MORNING };
    ({ userId: staffId } = await ground.inTransaction((tx) => createUser(tx, person)));
  });
  const desk = () => ({
    cooperativeId: market().cooperativeId,
    userId: staffId,
    now: ground.clock.now,
  });
  const verbs = {
    ...retail,
    staffId: () => staffId,
    /** Four packs, paid for and with their buyer; the time for claims has just begun. */
    delivered: async (): Promise<Delivered> => {
      const skuId = await newSku(4);
      const paymentId = await ground.buy({ lines: [{ skuId, packs: 4 }], shownTotalFen: FOUR_PACKS });
      const { id } = await ground.onlySale(paymentId);
      value(await packOrder(ground.deps(), step(id)));
      value(await shipOrder(ground.deps(), { ...step(id), carrier: "SF", waybill: "SF1234567890" }));
      value(await deliverOrder(ground.deps(), step(id)));
      const line = await ground.db().prisma.orderLine.findFirstOrThrow({ where: { orderId: id } });
      return { ...(await ground.onlySale(paymentId)), lineId: line.id };
    },
    claim: (sale: Delivered, wish: Partial<OpenClaimInput> = {}) =>
      openClaim(ground.deps(), {
        orderId: sale.id,
        lineId: sale.lineId,
        affected: { of: "packs", packs: 2 },
        reason: "crushed",
        words: "压烂了，汁水都流出来了",
        userId: null,
        now: ground.clock.now,
        ...wish,
      }),
    claimsOf: (sale: Delivered) =>
      ground.db().prisma.claim.findMany({ where: { orderId: sale.id }, orderBy: { openedAt: "asc" } }),
    /** Opens a claim and returns its id. */
    opened: async (sale: Delivered, wish: Partial<OpenClaimInput> = {}): Promise<string> => {
      value(await verbs.claim(sale, wish));
      const open = await ground
        .db()
        .prisma.claim.findFirstOrThrow({ where: { orderId: sale.id, state: "open" } });
      return open.id;
    },
    accept: (sale: Delivered, claimId: string, givenFen: bigint, answer = "") =>
      acceptClaim(ground.deps(), { ...desk(), orderId: sale.id, claimId, givenFen, answer }),
    decline: (sale: Delivered, claimId: string, why = "照片上看是好的") =>
      declineClaim(ground.deps(), { ...desk(), orderId: sale.id, claimId, why }),
    withdraw: (sale: Delivered, claimId: string) =>
      withdrawClaim(ground.deps(), { orderId: sale.id, claimId, userId: null, now: ground.clock.now }),
    settleNow: (sale: Delivered) => settleOrder(ground.deps(), { orderId: sale.id, now: ground.clock.now }),
    afterTheWindow: () => ground.pass(49 * HOUR_MS),
  };
  return verbs;
}
