import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CLAIM_MOVES,
  CLAIM_STATES,
  type ClaimableLine,
  checkClaimMove,
  checkClaimTime,
  checkGiven,
  claimAmount,
} from "~/modules/ordering/claim";
import { acceptClaimForm, declineClaimForm, openClaimForm } from "~/modules/ordering/claim.forms";
import { ORDER_STATES } from "~/modules/ordering/order";

const BOX: ClaimableLine = { packs: 4, netGrams: 2_500n, goodsFen: 20_000n, freightFen: 800n, givenFen: 0n };
const ALL = 1_000_000n;
const packs = (count: number) => ({ of: "packs", packs: count }) as const;
const grams = (count: bigint) => ({ of: "grams", grams: count }) as const;

describe("the life of a claim", () => {
  it("waits for one answer, and what is answered or taken back stays so", () => {
    for (const state of CLAIM_STATES) {
      const onward = CLAIM_STATES.filter((to) => checkClaimMove(state, to).ok);
      expect(onward, state).toEqual(state === "open" ? ["accepted", "declined", "withdrawn"] : []);
      expect(CLAIM_MOVES[state]).not.toContain("open");
    }
    expect(checkClaimMove("declined", "accepted")).toMatchObject({ refusal: { state: "declined" } });
  });

  it("can begin from delivery until the very moment at which the order is settled", () => {
    const claimUntil = new Date("2026-11-22T02:00:00Z");
    const at = (ms: number) => new Date(claimUntil.getTime() + ms);
    expect(checkClaimTime({ state: "delivered", claimUntil }, at(-1)).ok).toBe(true);
    expect(checkClaimTime({ state: "delivered", claimUntil }, at(0))).toMatchObject({
      refusal: { code: "ClaimTooLate" },
    });
    const codes = ORDER_STATES.map((state) => {
      const checked = checkClaimTime({ state, claimUntil }, at(-1));
      return checked.ok ? "open" : checked.refusal.code;
    });
    expect(codes).toEqual([
      ...Array.from({ length: 4 }, () => "ClaimTooEarly"),
      "open",
      ...Array.from({ length: 4 }, () => "ClaimTooLate"),
    ]);
  });
});

describe("what a claim asks for", () => {
  it("is the bad part of the goods' price, by packs or by weight alike", () => {
    expect(claimAmount(BOX, packs(1), ALL)).toMatchObject({ value: 5_000n });
    expect(claimAmount(BOX, grams(2_500n), ALL)).toMatchObject({ value: 5_000n });
    expect(claimAmount(BOX, grams(333n), ALL)).toMatchObject({ value: 666n });
    expect(claimAmount({ ...BOX, goodsFen: 1n }, grams(1n), ALL)).toMatchObject({ value: 1n });
  });

  it("takes the freight with it where nothing of the line was good", () => {
    expect(claimAmount(BOX, packs(4), ALL)).toMatchObject({ value: 20_800n });
    expect(claimAmount(BOX, grams(10_000n), ALL)).toMatchObject({ value: 20_800n });
  });

  it("is refused for more than was bought, and when all has been given back", () => {
    expect(claimAmount(BOX, packs(5), ALL)).toMatchObject({ refusal: { code: "ClaimTooLarge" } });
    expect(claimAmount(BOX, grams(10_001n), ALL)).toMatchObject({ refusal: { code: "ClaimTooLarge" } });
    expect(claimAmount({ ...BOX, givenFen: 20_800n }, packs(1), ALL)).toMatchObject({
      refusal: { code: "ClaimNothingLeft" },
    });
    expect(claimAmount(BOX, packs(1), 0n)).toMatchObject({ refusal: { code: "ClaimNothingLeft" } });
  });

  it("never comes to more than was paid, however a line is claimed and given back in parts", () => {
    const line = fc.record({
      packs: fc.integer({ min: 1, max: 999 }),
      netGrams: fc.bigInt(1n, 50_000n),
      goodsFen: fc.bigInt(0n, 5_000_000n),
      freightFen: fc.bigInt(0n, 50_000n),
    });
    const parts = fc.array(fc.record({ bad: fc.nat(), given: fc.nat() }), { maxLength: 12 });
    fc.assert(
      fc.property(line, parts, (bought, claims) => {
        const paid = bought.goodsFen + bought.freightFen;
        let givenFen = 0n;
        for (const { bad, given } of claims) {
          const now = { ...bought, givenFen };
          const whole = bought.netGrams * BigInt(bought.packs);
          const asked = claimAmount(now, grams(1n + (BigInt(bad) % whole)), paid - givenFen);
          if (!asked.ok) {
            expect(givenFen).toBe(paid);
            continue;
          }
          expect(asked.value > 0n && asked.value <= paid - givenFen).toBe(true);
          const part = 1n + (BigInt(given) % asked.value);
          const claim = { askedFen: asked.value, line: now };
          expect(checkGiven(part, claim, paid - givenFen).ok).toBe(true);
          expect(checkGiven(asked.value + 1n, claim, paid - givenFen).ok).toBe(false);
          givenFen += part;
        }
        expect(givenFen <= paid).toBe(true);
      }),
    );
  });

  it("grows with what was bad", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 9_999n), fc.bigInt(0n, 3_000_000n), (bad, goodsFen) => {
        const of = (amount: bigint) => {
          const asked = claimAmount({ ...BOX, goodsFen: goodsFen + 1n }, grams(amount), 10n ** 12n);
          if (!asked.ok) throw new Error(asked.refusal.code);
          return asked.value;
        };
        expect(of(bad + 1n) >= of(bad)).toBe(true);
      }),
    );
  });
});

describe("an answer to a claim", () => {
  it("gives back something, at most what was asked for and what is left of the line and of the order", () => {
    const claim = { askedFen: 5_000n, line: BOX };
    expect(checkGiven(5_000n, claim, ALL).ok).toBe(true);
    expect(checkGiven(1n, claim, ALL).ok).toBe(true);
    expect(checkGiven(0n, claim, ALL)).toMatchObject({ refusal: { mostFen: 5_000n } });
    expect(checkGiven(5_001n, claim, ALL)).toMatchObject({ refusal: { mostFen: 5_000n } });
    expect(checkGiven(5_000n, claim, 4_999n)).toMatchObject({ refusal: { mostFen: 4_999n } });
    const spent = { ...claim, line: { ...BOX, givenFen: 20_000n } };
    expect(checkGiven(801n, spent, ALL)).toMatchObject({ refusal: { mostFen: 800n } });
  });
});

describe("the buyer's form", () => {
  const ID = "0190dead-beef-7000-8000-00000000beef";
  const read = (fields: Record<string, string>) =>
    openClaimForm.safeParse({ lineId: ID, reason: "crushed", quantity: "2", unit: "packs", ...fields });
  const problem = (fields: Record<string, string>) => {
    const { error } = read(fields);
    return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };

  it("takes packs, and weights as they are typed", () => {
    expect(read({}).data?.affected).toEqual(packs(2));
    expect(read({ quantity: " 0.5 ", unit: "jin" }).data?.affected).toEqual(grams(250n));
    expect(read({ quantity: "１.２５", unit: "kilogram" }).data?.affected).toEqual(grams(1_250n));
  });

  it("names what is missing, and wants words where no reason fits", () => {
    for (const quantity of ["", "0", "-1", "1.5", "两", "1e3"]) {
      expect(problem({ quantity }), quantity).toEqual(["quantity: quantity"]);
    }
    expect(problem({ reason: "bad" })).toEqual(["reason: reason"]);
    expect(problem({ reason: "other" })).toEqual(["words: required"]);
    expect(problem({ words: "坏".repeat(501) })).toEqual(["words: tooLong"]);
    expect(problem({ words: "坏\u0007了" })).toEqual(["words: unprintable"]);
    expect(read({ words: "一盒\r\n两盒" }).data?.words).toBe("一盒\n两盒");
  });

  it("of the desk takes yuan, and a reason from whoever gives nothing", () => {
    const amount = (typed: string) => acceptClaimForm.safeParse({ claimId: ID, amount: typed }).data?.amount;
    expect([amount("25"), amount("￥25.5"), amount("1,025.50元"), amount("0.01")]).toEqual([
      2_500n,
      2_550n,
      102_550n,
      1n,
    ]);
    expect([amount(""), amount("二十"), amount("1.234"), amount("-1")]).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(declineClaimForm.safeParse({ claimId: ID, why: " " }).success).toBe(false);
  });
});
