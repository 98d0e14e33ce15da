import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { householdForm, plotForm } from "~/modules/intake/household.forms";
import { decideHarvest } from "~/modules/intake/production";
import { recordForm } from "~/modules/intake/production.forms";
import {
  agreedText,
  decideHarvestDay,
  HIGHEST_INTAKE_PRICE,
  isSignature,
  MOST_GROSS_GRAMS,
  mustBe,
  weigh,
} from "~/modules/intake/slip";
import { deliveryForm, readPricePerJin, readWeight } from "~/modules/intake/slip.forms";

const ID = "0192f0a0-0000-7000-8000-000000000001";

describe("a delivery on the scale", () => {
  it("reads weights in jin and kilograms, full-width digits too, to the gram", () => {
    expect(readWeight("12.5", "jin")).toBe(6250n);
    expect(readWeight(" １２.５ ", "kilogram")).toBe(12_500n);
    expect(readWeight("0.01", "jin")).toBe(5n);
    expect(readWeight("12.345", "jin")).toBeUndefined();
    expect(readWeight("-1", "jin")).toBeUndefined();
  });

  it("reads a price per jin as exact 1/10000 yuan per kilogram", () => {
    expect(readPricePerJin("4.50")).toBe(90_000n);
    expect(readPricePerJin("¥0.855")).toBe(17_100n);
    expect(readPricePerJin("4.5555")).toBeUndefined();
  });

  it("adds up gross less tare and rounds the amount once, over the whole weight", () => {
    const halfFen = { grossGrams: 1_001n, tareGrams: 1_000n };
    // A gram at 5 yuan a kilogram is half a fen: three of them are 1.5, not three times a whole one.
    expect(weigh([halfFen, halfFen, halfFen], 50_000n)).toEqual({
      ok: true,
      value: { netGrams: 3n, amountFen: 2n },
    });
  });

  it("never differs from exact arithmetic by more than half a fen, however many baskets", () => {
    const basket = fc
      .tuple(fc.bigInt({ min: 0n, max: 5_000n }), fc.bigInt({ min: 1n, max: 900_000n }))
      .map(([tareGrams, net]) => ({ tareGrams, grossGrams: tareGrams + net }));
    fc.assert(
      fc.property(
        fc.array(basket, { minLength: 1, maxLength: 12 }),
        fc.bigInt({ min: 1_000n, max: 20_000_000n }),
        (baskets, price) => {
          const weighed = weigh(baskets, price);
          if (!weighed.ok) return weighed.refusal.code === "IntakePriceRefused";
          const { netGrams, amountFen } = weighed.value;
          const exact = netGrams * price;
          const off = amountFen * 100_000n - exact;
          return (
            netGrams === baskets.reduce((sum, b) => sum + b.grossGrams - b.tareGrams, 0n) &&
            off <= 50_000n &&
            off > -50_000n
          );
        },
      ),
    );
  });

  it("refuses an empty basket, a scale's end and a price that makes no amount", () => {
    const basket = { grossGrams: 10_000n, tareGrams: 10_000n };
    expect(weigh([basket], 90_000n)).toMatchObject({ refusal: { code: "WeighingRefused", position: 0 } });
    expect(weigh([{ grossGrams: MOST_GROSS_GRAMS + 1n, tareGrams: 0n }], 90_000n)).toMatchObject({
      refusal: { code: "WeighingRefused" },
    });
    expect(weigh([{ grossGrams: MOST_GROSS_GRAMS, tareGrams: 0n }], 90_000n).ok).toBe(true);
    expect(weigh([{ grossGrams: 1n, tareGrams: 0n }], 1n)).toMatchObject({
      refusal: { code: "IntakePriceRefused" },
    });
    // A thousand yuan a jin is still a price; a tick more is a slip of the finger.
    const load = [{ grossGrams: MOST_GROSS_GRAMS, tareGrams: 0n }];
    expect(weigh(load, HIGHEST_INTAKE_PRICE).ok).toBe(true);
    for (const price of [HIGHEST_INTAKE_PRICE + 1n, 0n, -1n]) {
      expect(weigh(load, price), String(price)).toMatchObject({ refusal: { code: "IntakePriceRefused" } });
    }
    expect(weigh([], 1n)).toMatchObject({ refusal: { code: "WeighingRefused" } });
  });

  it("reads several weighings of one delivery and names the field that is wrong", () => {
    const form = {
      householdId: ID,
      productId: ID,
      harvestedOn: "2026-11-20",
      variety: "阳光玫瑰",
      grade: "first",
      price: "4.5",
      unit: "jin",
      plotId: "",
      gross0: "52.4",
      tare0: "2",
      gross1: "50",
      tare1: "",
    };
    expect(deliveryForm.parse(form)).toMatchObject({
      plotId: null,
      unitPrice: 90_000n,
      weighings: [
        { grossGrams: 26_200n, tareGrams: 1_000n },
        { grossGrams: 25_000n, tareGrams: 0n },
      ],
    });
    const wrong = deliveryForm.safeParse({ ...form, tare1: "50" });
    expect(wrong.error?.issues).toMatchObject([{ path: ["tare1"], message: "tareAboveGross" }]);
    const none = deliveryForm.safeParse({ ...form, gross0: "", tare0: "", gross1: "" });
    expect(none.error?.issues).toMatchObject([{ path: ["gross0"], message: "weightMissing" }]);
  });

  it("takes goods in on the day of their harvest or within a month", () => {
    expect(decideHarvestDay("2026-11-22", "2026-11-22").ok).toBe(true);
    expect(decideHarvestDay("2026-10-23", "2026-11-22").ok).toBe(true);
    expect(decideHarvestDay("2026-10-22", "2026-11-22")).toMatchObject({
      refusal: { code: "HarvestDayRefused" },
    });
    expect(decideHarvestDay("2026-11-23", "2026-11-22").ok).toBe(false);
  });
});

describe("what a household agrees to", () => {
  it("is another text as soon as any of it changes, so a code told before does not hold", () => {
    const slip = {
      number: "S1",
      householdId: ID,
      productId: ID,
      harvestedOn: "2026-11-20",
      variety: "a",
      specification: "",
      grade: "first" as const,
      unitPrice: 1n,
      netGrams: 2n,
      amountFen: 3n,
    } as const;
    const changed = [
      { ...slip, netGrams: 3n },
      { ...slip, grade: "second" as const },
      { ...slip, variety: "b" },
      { ...slip, amountFen: 4n },
    ];
    expect(new Set([slip, ...changed].map(agreedText)).size).toBe(5);
  });

  it("may be a drawn signature: strokes inside the field and nothing else", () => {
    const strokes = `M10 20${"L30 40L50 60".repeat(4)}`;
    expect(isSignature(strokes)).toBe(true);
    expect(isSignature(`M0 0${"L1 1".repeat(7)}`), "eight points are a name").toBe(true);
    expect(isSignature(`M0 0${"L1 1".repeat(6)}`), "seven are a tap").toBe(false);
    expect(isSignature(strokes.replace("30 40", "300 100")), "to the field's edge").toBe(true);
    expect(isSignature(strokes.replace("30 40", "30 101"))).toBe(false);
    expect(isSignature(`${strokes}"/><script>`)).toBe(false);
    expect(isSignature(strokes.replace("30 40", "301 40"))).toBe(false);
  });
});

describe("what is wanted of a slip", () => {
  it("is refused where it has gone on meanwhile, and the refusal says how it stands", () => {
    expect(mustBe("draft", "draft").ok).toBe(true);
    expect(mustBe("confirmed", "draft")).toEqual({
      ok: false,
      refusal: { code: "SlipNotInState", state: "confirmed" },
    });
  });
});

describe("households, fields and what is done on them", () => {
  it("reads a household without a telephone, and says which kind of trade it is", () => {
    expect(householdForm.parse({ name: "王秀兰", phone: "", member: "other" })).toEqual({
      name: "王秀兰",
      phone: null,
      member: false,
      demonstration: false,
    });
    expect(householdForm.safeParse({ name: "王秀兰", phone: "12345", member: "member" }).success).toBe(false);
  });

  it("keeps mu in hundredths", () => {
    expect(plotForm.parse({ place: "东坡", area: "2.5" })).toEqual({ place: "东坡", area: 250 });
    expect(plotForm.safeParse({ place: "东坡", area: "0" }).success).toBe(false);
  });

  it("asks for name, source and dose of whatever is put on the field", () => {
    const record = { productId: ID, kind: "protect", doneOn: "2026-11-01", input: "代森锰锌" };
    expect(recordForm.safeParse(record).error?.issues.map((issue) => issue.message)).toEqual([
      "sourceMissing",
      "doseMissing",
    ]);
    expect(recordForm.safeParse({ ...record, kind: "irrigate", input: "" }).success).toBe(true);
  });

  it("lets nobody harvest before a treatment's safety interval is over", () => {
    const treatments = [{ input: "代森锰锌", doneOn: "2026-11-10", intervalDays: 10 }];
    expect(decideHarvest(treatments, "2026-11-19")).toMatchObject({
      refusal: { code: "SafetyIntervalRunning", harvestFrom: "2026-11-20" },
    });
    expect(decideHarvest(treatments, "2026-11-20").ok).toBe(true);
    expect(decideHarvest(treatments, "2026-11-09").ok).toBe(true);
  });
});
