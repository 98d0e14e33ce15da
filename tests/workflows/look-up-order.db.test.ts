import { beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { PACES } from "~/modules/identity/pace";
import { lookUpOrder } from "~/workflows/look-up-order";
import { makeListing, makeMarket } from "../support/market";
import { saleGround } from "./sale-ground";

const PHONE = "13812345678";
const UNKNOWN_NUMBER = "D4K7-9QXM-2TB";
const secrets = ["a secret of thirty-two characters"] as const;
const { burst, regainMs } = PACES.lookupsOfOrder;

const ground = saleGround();
let skuId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    const { skuIds } = await makeListing(tx, await makeMarket(tx), { slug: "garlic", packs: 50 });
    skuId = skuIds[0] ?? "";
  });
});

let addresses = 0;
/** With many machines one has a new address each time. */
function newAddress(): string {
  addresses += 1;
  return `198.51.100.${addresses}`;
}
function lookUp(number: string, phone: string, clientAddress = newAddress()) {
  const deps = { db: ground.db(), sessionSecrets: secrets };
  return lookUpOrder(deps, { number, phone, clientAddress, now: ground.clock.now });
}
const buy = async () => {
  const wish = { lines: [{ skuId, packs: 1 }], shownTotalFen: 5990n + 800n };
  return ground.onlySale(await ground.place(wish));
};
const codeOf = (answer: Awaited<ReturnType<typeof lookUp>>) => (answer.ok ? "found" : answer.refusal.code);

describe("an order looked up by number and telephone", () => {
  it("is found by who knows both, and by nobody else", async () => {
    const { number, paymentId } = await buy();
    expect(await lookUp(number, PHONE)).toEqual({ ok: true, value: { paymentId } });
    expect(codeOf(await lookUp(number, "13800000000"))).toBe("OrderUnknown");
    expect(codeOf(await lookUp(UNKNOWN_NUMBER, PHONE))).toBe("OrderUnknown");
  });

  it("cannot have its telephone found by trying, from however many addresses; after a pause its buyer may look again", async () => {
    const { number } = await buy();
    const guesses = await Promise.all(
      Array.from({ length: burst + 5 }, (_, guess) => lookUp(number, `139${String(10_000_000 + guess)}`)),
    );
    expect(guesses.map(codeOf).filter((code) => code === "OrderUnknown")).toHaveLength(burst);
    expect(codeOf(await lookUp(number, PHONE))).toBe("TryLater");
    ground.pass(regainMs);
    expect(codeOf(await lookUp(number, PHONE))).toBe("found");
  });

  it("is slowed down alike for a number that nobody has, so that trying tells nothing", async () => {
    const codes: string[] = [];
    for (let guess = 0; guess <= burst; guess += 1) codes.push(codeOf(await lookUp("D9ZZ-9ZZZ-9ZZ", PHONE)));
    expect(codes).toEqual([...Array.from({ length: burst }, () => "OrderUnknown"), "TryLater"]);
  });

  it("is not found from one address that tries one number after the other", async () => {
    ground.pass(60 * MINUTE_MS);
    const { number } = await buy();
    const address = "203.0.113.9";
    for (let guess = 0; guess < PACES.lookupsOfAddress.burst; guess += 1)
      await lookUp(`D${guess}`, PHONE, address);
    expect(codeOf(await lookUp(number, PHONE, address))).toBe("TryLater");
    expect(codeOf(await lookUp(number, PHONE))).toBe("found");
  });
});
