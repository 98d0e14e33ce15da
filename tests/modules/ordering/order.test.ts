import { describe, expect, it } from "vitest";
import { joinLines, MAX_CART_LINES, MAX_PACKS, mergeLines } from "~/modules/ordering/cart";
import { checkoutForm } from "~/modules/ordering/checkout.forms";
import {
  checkMove,
  claimUntil,
  decideCancel,
  ORDER_MOVES,
  ORDER_STATES,
  statesBefore,
} from "~/modules/ordering/order";

describe("the life of an order", () => {
  it("goes from placed to settled one step at a time", () => {
    const way = ["placed", "paid", "packed", "shipped", "delivered", "settled"] as const;
    for (const [index, state] of way.slice(1).entries()) {
      expect(checkMove(way[index] ?? "placed", state).ok).toBe(true);
    }
    expect(checkMove("paid", "shipped")).toMatchObject({
      refusal: { code: "OrderNotInState", state: "paid" },
    });
  });

  it("ends when it is given back, and can be given back only after money came in", () => {
    expect(ORDER_MOVES.refunded).toEqual([]);
    expect(statesBefore("refunded")).not.toContain("placed");
    expect(statesBefore("paid")).toEqual(["placed", "lapsed"]);
  });

  it("can be cancelled by the buyer until it is packed, by staff while the sale stands", () => {
    const outcome = (state: (typeof ORDER_STATES)[number], by: "buyer" | "staff") => {
      const decided = decideCancel(state, by);
      return decided.ok ? decided.value : "no";
    };
    expect(ORDER_STATES.map((state) => outcome(state, "buyer"))).toEqual([
      "close",
      "refund",
      ...Array.from({ length: 7 }, () => "no"),
    ]);
    expect(ORDER_STATES.map((state) => outcome(state, "staff"))).toEqual([
      "close",
      ...Array.from({ length: 5 }, () => "refund"),
      "no",
      "no",
      "no",
    ]);
  });

  it("can be claimed on until the longest window among its goods has passed", () => {
    const delivered = new Date("2026-11-20T02:00:00.000Z");
    expect(claimUntil(delivered, [24, 72, 48])).toEqual(new Date("2026-11-23T02:00:00.000Z"));
  });
});

describe("a cart", () => {
  it("counts packs of the same sku together", () => {
    const lines = [
      { skuId: "a", packs: 2 },
      { skuId: "b", packs: 1 },
      { skuId: "a", packs: 3 },
    ];
    expect(joinLines(lines)).toEqual([
      { skuId: "a", packs: 5 },
      { skuId: "b", packs: 1 },
    ]);
  });

  it("joined with another keeps the larger count, fills up to its limit and never passes it", () => {
    expect(mergeLines([{ skuId: "a", packs: 5 }], [{ skuId: "a", packs: 2 }])).toEqual([
      { skuId: "a", packs: 5 },
    ]);
    const many = Array.from({ length: MAX_CART_LINES }, (_, index) => ({
      skuId: `${index}`,
      packs: MAX_PACKS,
    }));
    const merged = mergeLines(many, [
      { skuId: "new", packs: 1 },
      { skuId: "0", packs: MAX_PACKS + 1 },
    ]);
    expect(merged).toEqual(many);
  });
});

describe("the checkout form", () => {
  const filled = {
    recipient: " 王小明 ",
    phone: "+86 138-1234 5678",
    regionCode: "610104",
    street: "北院门 12 号",
    note: "放门口\n谢谢",
    terms: "on",
    shareWithSeller: "on",
    payAbroad: "on",
    shownTotalFen: "6790",
    requestKey: "0198c2a0-0000-7000-8000-000000000001",
  };

  it("takes a number as people write it and lays a note on one line", () => {
    expect(checkoutForm.parse(filled)).toMatchObject({
      recipient: "王小明",
      phone: "13812345678",
      note: "放门口 谢谢",
      shownTotalFen: 6790n,
    });
  });

  it.each([
    ["phone", "12812345678"],
    ["phone", "1381234567"],
    ["regionCode", "6101"],
    ["note", "长".repeat(201)],
    ["recipient", "a\u0007b"],
    ["payAbroad", undefined],
    ["requestKey", "1"],
    ["shownTotalFen", "-1"],
  ])("refuses %s as %s", (field, wrong) => {
    const read = checkoutForm.safeParse({ ...filled, [field]: wrong });
    expect(read.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});
