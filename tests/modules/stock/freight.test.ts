import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "~/kernel/money";
import {
  type FreightTemplate,
  type FreightZone,
  freightOf,
  orderFreight,
  zoneFor,
} from "~/modules/catalog/freight";

const zone = (regionPrefixes: string[], over: Partial<FreightZone> = {}): FreightZone => ({
  regionPrefixes,
  refused: false,
  firstGrams: 3000n,
  firstFen: 800n,
  stepGrams: 1000n,
  stepFen: 200n,
  ...over,
});
const COUNTRY = zone([""]);
const FAR = zone(["65", "54"], { firstFen: 2500n, stepFen: 900n });
const URUMQI = zone(["6501"], { firstFen: 1800n });
const ISLANDS = zone(["81", "82", "71"], { refused: true });
const template: FreightTemplate = { id: "usual", zones: [COUNTRY, FAR, URUMQI, ISLANDS] };

describe("the zone of a region", () => {
  it("is the one with the longest matching beginning of the code", () => {
    expect(zoneFor(template.zones, "610104")).toBe(COUNTRY);
    expect(zoneFor(template.zones, "654021")).toBe(FAR);
    expect(zoneFor(template.zones, "650102")).toBe(URUMQI);
    expect(zoneFor([FAR], "610104")).toBeUndefined();
  });
});

describe("the freight of a weight", () => {
  it("is the first price up to the first weight, then every step or part of one", () => {
    expect(freightOf(COUNTRY, 1n)).toBe(800n);
    expect(freightOf(COUNTRY, 3000n)).toBe(800n);
    expect(freightOf(COUNTRY, 3001n)).toBe(1000n);
    expect(freightOf(COUNTRY, 5000n)).toBe(1200n);
  });
});

describe("the freight of an order", () => {
  const line = (skuId: string, grams: bigint, of = template) => ({ skuId, grams, template: of });

  it("puts lines of one template in one parcel and splits its price by weight", () => {
    const freight = orderFreight([line("a", 2000n), line("b", 4000n)], "610104");
    expect(freight).toEqual({ ok: true, value: { freightFen: 1400n, perLine: [467n, 933n] } });
  });

  it("sends each template's goods by themselves", () => {
    const cold = { id: "cold", zones: [zone([""], { firstFen: 2000n })] };
    const freight = orderFreight([line("a", 1000n), line("b", 1000n, cold)], "610104");
    expect(freight).toMatchObject({ value: { freightFen: 2800n, perLine: [800n, 2000n] } });
  });

  it("is refused with the goods that are not sent there, by a refusing zone or for want of one", () => {
    const local = { id: "local", zones: [zone(["61"])] };
    const lines = [line("a", 1000n), line("b", 1000n, local)];
    expect(orderFreight(lines, "810001")).toMatchObject({
      refusal: { code: "RegionNotServed", skuIds: ["a", "b"] },
    });
    expect(orderFreight(lines, "650102")).toMatchObject({ refusal: { skuIds: ["b"] } });
  });

  it("is conserved to the fen for any weights", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 90_000n }), { minLength: 1, maxLength: 30 }),
        (weights) => {
          const freight = orderFreight(
            weights.map((grams, index) => line(`sku-${index}`, grams)),
            "650102",
          );
          if (!freight.ok) throw new Error("refused");
          const total = weights.reduce((sum, grams) => sum + grams, 0n);
          expect(sumFen(freight.value.perLine)).toBe(freightOf(URUMQI, total));
        },
      ),
    );
  });
});
