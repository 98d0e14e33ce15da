import { describe, expect, it } from "vitest";
import { balances } from "~/modules/ledger/index.server";
import { checkIntakeAgainstLedger } from "~/workflows/check-intake-against-ledger";
import { moveLotGrams } from "~/workflows/move-lot-grams";
import { packOrder } from "~/workflows/pack-order";
import { lotShop } from "./lot-shop";
import { value } from "./sale-ground";

/** A slip of 100 kg for 1,000.00 that said too much, whose goods have gone out or into packs meanwhile. */
const shop = lotShop();

async function stall() {
  const stand = await shop.open();
  const lotId = await stand.takeIn(1);
  const account = async (code: string) => {
    const found = (await balances(shop.db(), stand.bookId)).find((each) => each.account === code);
    return found ? found.debitsPosted - found.creditsPosted : 0n;
  };
  return { stand, lotId, account };
}

describe("a slip put right to less than its lot still holds unpacked", () => {
  it("pays the household by the right weight, and what is left of the lot bears the shortage", async () => {
    const { stand, lotId, account } = await stall();
    await stand.packOf(lotId, 30);
    // 90 kg stand in packs and 10 kg unpacked; 80 kg had come.
    value(await stand.tryToPutRight(lotId, { grams: 80_000n }));
    expect(await account("114.01")).toBe(-80_000n);
    expect(await shop.lot(lotId)).toMatchObject({
      gramsTotal: 80_000n,
      gramsPacked: 90_000n,
      gramsLost: -10_000n,
    });
    const short = { lotId, reason: "slipCorrected" };
    expect(await shop.db().prisma.lotMovement.findMany({ where: short })).toMatchObject([
      { gramsRetail: 10_000n },
    ]);
    // Thirty packs cost the 800.00 that the household is paid.
    const orderId = await stand.buy(30);
    value(await packOrder(shop.deps(), shop.step(orderId)));
    expect(await shop.issuedFor(orderId)).toBe(80_000n);
    expect(await account("121")).toBe(0n);
    await stand.conserved();
    expect(await checkIntakeAgainstLedger(shop.db())).toBeUndefined();
  });

  it("takes back what had become an expense too much, once nothing is left of the lot", async () => {
    const { stand, lotId, account } = await stall();
    await stand.lose(lotId, 100_000n, "soldByWeight");
    expect(await account("521.02")).toBe(100_000n);
    value(await stand.tryToPutRight(lotId, { grams: 80_000n }));
    expect([await account("114.01"), await account("521.02"), await account("121")]).toEqual([
      -80_000n,
      80_000n,
      0n,
    ]);
    await stand.conserved();
    expect(await checkIntakeAgainstLedger(shop.db())).toBeUndefined();
  });

  it("at a higher price makes what has gone out cost more, once nothing is left of the lot", async () => {
    const { stand, lotId, account } = await stall();
    await stand.lose(lotId, 100_000n, "soldByWeight");
    const right = { grams: 100_000n, unitPrice: 120_000n };
    value(await stand.tryToPutRight(lotId, right));
    expect([await account("114.01"), await account("521.02")]).toEqual([-120_000n, 120_000n]);
    expect(await checkIntakeAgainstLedger(shop.db())).toBeUndefined();
  });

  it("of another grade than was said takes what went out from the lot of the right grade", async () => {
    const { stand, lotId, account } = await stall();
    await stand.lose(lotId, 60_000n, "soldByWeight");
    const right = { grams: 100_000n, grade: "second", unitPrice: 80_000n } as const;
    const { lotId: rightLot } = value(await stand.tryToPutRight(lotId, right));
    expect(await shop.lot(lotId)).toMatchObject({ gramsTotal: 0n, gramsBulk: 60_000n, gramsLost: -60_000n });
    expect(await shop.lot(rightLot)).toMatchObject({ gramsTotal: 100_000n, gramsLost: 60_000n });
    // 40 kg of second grade lie there at 8.00; the 60 kg that were sold cost 8.00 too, and not 10.00.
    expect([await account("121"), await account("521.02")]).toEqual([32_000n, 48_000n]);
    await stand.conserved();
    expect(await checkIntakeAgainstLedger(shop.db())).toBeUndefined();
  });

  it("waits while what is left of the lot is set aside for wholesale, and says how much that is", async () => {
    const { stand, lotId, account } = await stall();
    await stand.packOf(lotId, 20);
    const by = { lotId, cooperativeId: stand.cooperativeId, userId: lotId, now: shop.now(), note: "" };
    const aside = { ...by, to: "wholesale", grams: 30_000n, reason: "rebalanced" } as const;
    value(await moveLotGrams(shop.deps(), aside));
    expect(await stand.tryToPutRight(lotId, { grams: 80_000n })).toMatchObject({
      refusal: { code: "GoodsSetAside", leftGrams: 90_000n, setAsideGrams: 30_000n },
    });
    expect(await account("114.01")).toBe(-100_000n);
    await stand.conserved();
    value(await moveLotGrams(shop.deps(), { ...aside, to: "retail" }));
    value(await stand.tryToPutRight(lotId, { grams: 80_000n }));
    expect(await shop.lot(lotId)).toMatchObject({ gramsTotal: 80_000n, gramsLost: 0n });
    await stand.conserved();
  });

  it("crosswise with another one ends, whichever comes first", async () => {
    const { stand, lotId } = await stall();
    const second = value(await stand.tryToPutRight(lotId, { grams: 50_000n, grade: "second" })).lotId;
    await stand.takeIn(1);
    await Promise.all([
      stand.tryToPutRight(lotId, { grams: 40_000n, grade: "second" }),
      stand.tryToPutRight(second, { grams: 30_000n, grade: "first" }),
    ]);
    await stand.conserved();
    expect(await checkIntakeAgainstLedger(shop.db())).toBeUndefined();
  });
});
