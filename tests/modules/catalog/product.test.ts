import { describe, expect, it } from "vitest";
import {
  decidePrice,
  HIGHEST_PRICE_FEN,
  moveProduct,
  movesFrom,
  PRODUCT_MOVES,
  PRODUCT_STATES,
} from "~/modules/catalog/product";

describe("the life of a listing", () => {
  const allowed: Record<string, string> = {
    "draft submit": "inReview",
    "inReview withdraw": "draft",
    "inReview approve": "published",
    "inReview askChanges": "draft",
    "paused publish": "published",
    "published pause": "paused",
    "draft archive": "archived",
    "paused archive": "archived",
  };

  for (const state of PRODUCT_STATES) {
    for (const move of PRODUCT_MOVES) {
      const to = allowed[`${state} ${move}`];
      it(`${to ? `turns ${state} into ${to}` : `refuses ${state}`} when asked to ${move}`, () => {
        const moved = moveProduct(state, move, 1);
        expect(moved.ok ? moved.value : undefined).toBe(to);
        expect(movesFrom(state).includes(move)).toBe(to !== undefined);
      });
    }
  }

  it("is not published without a pack on sale", () => {
    expect(moveProduct("inReview", "approve", 0)).toEqual({ ok: false, refusal: { code: "NothingOnSale" } });
  });
});

describe("the price of a pack", () => {
  it("is refused below what the share plan must pay first", () => {
    expect(decidePrice(3_999n, 4_000n)).toMatchObject({
      refusal: { code: "PriceBelowFloor", floorFen: 4_000n },
    });
    expect(decidePrice(4_000n, 4_000n)).toEqual({ ok: true, value: 4_000n });
  });

  it("is refused at nothing and beyond what anybody means", () => {
    expect(decidePrice(0n, undefined)).toMatchObject({ refusal: { code: "PriceOutOfRange" } });
    expect(decidePrice(HIGHEST_PRICE_FEN + 1n, undefined)).toMatchObject({
      refusal: { code: "PriceOutOfRange" },
    });
  });
});
