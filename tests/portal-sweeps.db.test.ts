import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { silentLog } from "~/platform/log/log.server";
import { regions } from "~/platform/regions.server";
import { openPortalSweeps } from "~/portal-sweeps.server";
import { retailGround } from "./workflows/retail-ground";

const { ground, newSku, onePack } = retailGround();

describe("the portal's sweeps", () => {
  it("lapse an order whose buyer never reached the till, though Stripe has nothing to say of it", async () => {
    const skuId = await newSku(1);
    const paymentId = await ground.place(onePack(skuId));
    const sweeps = openPortalSweeps({
      db: ground.db(),
      gateway: ground.gateway(),
      clock: { now: () => ground.clock.now },
      log: silentLog,
      regions,
    });
    expect(await sweeps.runNow()).toEqual([]);
    expect((await ground.onlySale(paymentId)).state).toBe("placed");
    expect(await ground.pool(skuId)).toEqual({ onHand: 1, held: 1 });

    // No session was opened, so neither an expiry nor a look at Stripe ends the hold: the portal has to do it.
    ground.pass(36 * MINUTE_MS);
    expect(await sweeps.runNow()).toEqual([]);
    expect((await ground.onlySale(paymentId)).state).toBe("lapsed");
    expect(await ground.pool(skuId)).toEqual({ onHand: 1, held: 0 });
    await sweeps.close();
  });
});
