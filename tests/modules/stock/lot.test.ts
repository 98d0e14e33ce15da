import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGrams, decidePacking, inPacksGrams, leftGrams, remainingGrams } from "~/modules/catalog/lot";
import { checkReason, LOT_REASONS, STOCK_REASONS } from "~/modules/catalog/stock-reasons";

const KILOGRAM = 1000n;
const box = { packs: 79, netGrams: 2_500n, usedGrams: 199_900n, lossReason: "trimmed" as const };

describe("packing a lot", () => {
  it("loses what was used and is not in the packs: 199.9 kg for 79 boxes of 2.5 kg is 2.4 kg", () => {
    expect(decidePacking(box, 200n * KILOGRAM)).toEqual({
      ok: true,
      value: { packs: 79, packedGrams: 197_500n, lossGrams: 2_400n, lossReason: "trimmed" },
    });
  });

  it("needs a reason for a loss, and keeps none where nothing was lost", () => {
    expect(decidePacking({ ...box, lossReason: undefined }, 200n * KILOGRAM)).toMatchObject({
      refusal: { code: "LossReasonMissing", lossGrams: 2_400n },
    });
    expect(decidePacking({ ...box, usedGrams: 197_500n }, 200n * KILOGRAM)).toMatchObject({
      value: { lossGrams: 0n, lossReason: null },
    });
  });

  it("cannot put more into packs than was used, nor use more than is left", () => {
    expect(decidePacking({ ...box, usedGrams: 197_499n }, 200n * KILOGRAM)).toMatchObject({
      refusal: { code: "PackedMoreThanUsed", packedGrams: 197_500n },
    });
    expect(decidePacking(box, box.usedGrams).ok, "the last of a lot").toBe(true);
    expect(decidePacking(box, 199_899n)).toMatchObject({
      refusal: { code: "LotTooSmall", leftGrams: 199_899n },
    });
  });

  it("asks for a reason from the first gram lost", () => {
    const gram = { packs: 1, netGrams: KILOGRAM, usedGrams: KILOGRAM + 1n };
    expect(decidePacking({ ...gram, lossReason: undefined }, 2n * KILOGRAM)).toMatchObject({
      refusal: { code: "LossReasonMissing", lossGrams: 1n },
    });
    expect(decidePacking({ ...gram, lossReason: "dried" }, 2n * KILOGRAM)).toMatchObject({
      value: { lossGrams: 1n, lossReason: "dried" },
    });
    const whole = { ...gram, usedGrams: KILOGRAM, lossReason: undefined };
    expect(decidePacking(whole, 2n * KILOGRAM).ok).toBe(true);
  });

  it("takes a loss above three tenths for a slip of the finger", () => {
    const lot = 1_000n * KILOGRAM;
    const wish = { packs: 7, netGrams: KILOGRAM, lossReason: "rotten" as const };
    expect(decidePacking({ ...wish, usedGrams: 10n * KILOGRAM }, lot).ok).toBe(true);
    expect(decidePacking({ ...wish, usedGrams: 10_001n }, lot)).toMatchObject({
      refusal: { code: "LossTooLarge" },
    });
  });

  it("refuses numbers that nobody means", () => {
    for (const packs of [0, -1, 1.5, 100_001]) {
      expect(decidePacking({ ...box, packs }, 200n * KILOGRAM)).toMatchObject({
        refusal: { code: "PacksOutOfRange" },
      });
    }
    for (const usedGrams of [0n, -1n, 100_000_001n]) {
      expect(decidePacking({ ...box, usedGrams }, 10n ** 12n)).toMatchObject({
        refusal: { code: "GramsOutOfRange" },
      });
    }
  });

  it("conserves every gram: what came in is packed, for wholesale, lost, or left — whatever is packed in whatever order", () => {
    const wish = fc.record({
      packs: fc.integer({ min: 1, max: 50 }),
      netGrams: fc.bigInt({ min: 1n, max: 5_000n }),
      spare: fc.bigInt({ min: -10n, max: 2_000n }),
    });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 500_000n }),
        fc.nat(100),
        fc.array(wish, { maxLength: 12 }),
        (total, wholesaleShare, wishes) => {
          const gramsWholesale = (total * BigInt(wholesaleShare)) / 100n;
          let lot = { gramsTotal: total, gramsWholesale, gramsPacked: 0n, gramsLost: 0n, gramsBulk: 0n };
          for (const { packs, netGrams, spare } of wishes) {
            const usedGrams = netGrams * BigInt(packs) + spare;
            const decided = decidePacking(
              { packs, netGrams, usedGrams, lossReason: "dried" },
              remainingGrams(lot),
            );
            if (!decided.ok) continue;
            const { packedGrams, lossGrams } = decided.value;
            expect(packedGrams + lossGrams).toBe(usedGrams);
            lot = {
              ...lot,
              gramsPacked: lot.gramsPacked + packedGrams,
              gramsLost: lot.gramsLost + lossGrams,
            };
          }
          expect(remainingGrams(lot)).toBeGreaterThanOrEqual(0n);
          expect(lot.gramsPacked + lot.gramsWholesale + lot.gramsLost + remainingGrams(lot)).toBe(total);
        },
      ),
    );
  });
});

describe("what is left of a lot", () => {
  const lot = {
    gramsTotal: 1_000n,
    gramsWholesale: 200n,
    gramsPacked: 500n,
    gramsLost: 30n,
    gramsBulk: 70n,
    gramsSold: 150n,
    gramsTaken: 20n,
  };

  it("is what nobody packed, what is set aside for wholesale, and the packs that neither an order nor a hand took", () => {
    expect(remainingGrams(lot)).toBe(200n);
    expect(inPacksGrams(lot)).toBe(330n);
    expect(leftGrams(lot)).toBe(730n);
  });

  it("is weighed in one act from a gram to a hundred tonnes", () => {
    for (const grams of [1n, 100_000_000n]) expect(checkGrams(grams)).toEqual({ ok: true, value: grams });
    for (const grams of [0n, 100_000_001n]) {
      expect(checkGrams(grams)).toMatchObject({ refusal: { code: "GramsOutOfRange", most: 100_000_000n } });
    }
  });
});

describe("the reasons of a change", () => {
  it("go one way, but for a count that was wrong", () => {
    const both = STOCK_REASONS.filter(
      (reason) => checkReason(reason, "add").ok && checkReason(reason, "take").ok,
    );
    expect(both).toEqual(["recounted"]);
    expect(checkReason("spoiled", "add")).toEqual({
      ok: false,
      refusal: { code: "ReasonDoesNotFit", reason: "spoiled" },
    });
  });

  it("offer packing as a reason for packs only: a lot is what packing takes from", () => {
    expect(LOT_REASONS).not.toContain("packed");
  });
});
