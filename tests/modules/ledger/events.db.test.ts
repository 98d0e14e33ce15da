import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startOfShanghaiMonth } from "~/kernel/clock";
import {
  balanceOfEvent,
  isZero,
  type Part,
  postedBalance,
  resolvePendings,
  reverseEvent,
} from "~/modules/ledger/index.server";
import { type Books, ledgerGround, NOW, sale, threeBooks, value } from "./ledger-ground";

const ground = ledgerGround();
let books: Books;
beforeAll(async () => {
  books = await threeBooks(ground);
});

const command = (eventId: string, reference: string) => ({
  now: NOW,
  occurredAt: NOW,
  eventId,
  reference: `${reference}:${eventId}`,
  reason: reference.split(":")[0] ?? "",
});
const settle = (eventId: string, how: "post" | "void" = "post", reference = "settle") =>
  ground.inTransaction((tx) => resolvePendings(tx, { ...command(eventId, reference), how }));
const reverse = (eventId: string, reference: string, part?: Part) =>
  ground.inTransaction((tx) => reverseEvent(tx, { ...command(eventId, reference), ...(part && { part }) }));
const paid = async () => {
  const eventId = randomUUID();
  await ground.record(...sale(books, eventId));
  return eventId;
};
const of = async (eventId: string, book: keyof Books, account: string) => {
  const all = await balanceOfEvent(ground.db(), eventId);
  const found = all.find((balance) => balance.bookId === books[book].id && balance.account === account);
  return found && { posted: postedBalance(found, "credit"), pending: found.creditsPending };
};

describe("settling a sale", () => {
  it("posts every pending once, one transaction per book, and leaves nothing to be settled", async () => {
    const eventId = await paid();
    expect(await of(eventId, "collective", "501.01")).toEqual({ posted: 0n, pending: 299n });
    expect(value(await settle(eventId))).toHaveLength(3);
    expect(await of(eventId, "collective", "501.01")).toEqual({ posted: 299n, pending: 0n });
    expect(await of(eventId, "operator", "2241.01")).toEqual({ posted: 0n, pending: 0n });
    expect(value(await settle(eventId, "post", "settle:later"))).toEqual([]);
  });

  it("answers the same reference with the first result, and refuses it for the other ending", async () => {
    const eventId = await paid();
    const first = value(await settle(eventId));
    const again = value(await settle(eventId));
    expect(again.map(({ id, repeated }) => [id, repeated]).sort()).toEqual(
      first.map(({ id }) => [id, true]).sort(),
    );
    expect((await settle(eventId, "void")).ok).toBe(false);
  });

  it("happens once when a settlement and a cancellation arrive together", async () => {
    for (let round = 0; round < 5; round += 1) {
      const eventId = await paid();
      const [posted, voided] = await Promise.all([settle(eventId), settle(eventId, "void", "cancel")]);
      expect([value(posted).length, value(voided).length].sort()).toEqual([0, 3]);
    }
  });

  it("is refused for an event the ledger has never heard of", async () => {
    const eventId = randomUUID();
    expect(await settle(eventId)).toEqual({ ok: false, refusal: { code: "UnknownEvent", eventId } });
  });
});

describe("refunding a sale", () => {
  it("brings every account to zero before settlement, by voiding and reversing in either order", async () => {
    const [one, other] = [await paid(), await paid()];
    await settle(one, "void");
    await reverse(one, "refund");
    await reverse(other, "refund");
    await settle(other, "void");
    for (const eventId of [one, other]) {
      expect((await balanceOfEvent(ground.db(), eventId)).every(isZero)).toBe(true);
    }
  });

  it("brings every account to zero after settlement", async () => {
    const eventId = await paid();
    await settle(eventId);
    const reversals = value(await reverse(eventId, "refund"));
    expect(reversals).toHaveLength(3);
    expect((await balanceOfEvent(ground.db(), eventId)).every(isZero)).toBe(true);
    expect(value(await reverse(eventId, "refund:more"))).toEqual([]);
  });

  it("never takes back more than the whole in any run of partial refunds around the settlement", async () => {
    const cents = fc.array(fc.bigInt({ min: 1n, max: 5980n }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(cents, fc.nat({ max: 4 }), async (parts, settledAfter) => {
        const eventId = await paid();
        const steps = [...parts.toSorted((a, b) => (a < b ? -1 : 1)), 5980n];
        for (const [index, numerator] of steps.entries()) {
          if (index === settledAfter) value(await settle(eventId));
          value(await reverse(eventId, `refund:${index}`, { numerator, denominator: 5980n }));
          const clearing = await of(eventId, "operator", "1012.01");
          expect(clearing?.posted).toBe(numerator - 5980n);
        }
        if (settledAfter >= steps.length) value(await settle(eventId));
        expect((await balanceOfEvent(ground.db(), eventId)).every(isZero)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it("counts a partial refund once when its message comes twice, also at the same time", async () => {
    const eventId = await paid();
    const half = { numerator: 1n, denominator: 2n };
    const results = await Promise.all([1, 2, 3].map(() => reverse(eventId, "refund", half)));
    const ids = results.map((result) =>
      value(result)
        .map(({ id }) => id)
        .sort(),
    );
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
    expect(await of(eventId, "operator", "1012.01")).toMatchObject({ posted: -2990n });
    expect((await reverse(eventId, "refund", { numerator: 1n, denominator: 1n })).ok).toBe(false);
  });

  it("is booked in the next open month when that of the refund is closed, with the day it happened", async () => {
    const eventId = await paid();
    const occurredAt = new Date(startOfShanghaiMonth("2026-08").getTime());
    const result = await ground.inTransaction((tx) =>
      reverseEvent(tx, { ...command(eventId, "refund"), occurredAt }),
    );
    expect(value(result).map(({ period }) => period)).toEqual(["2026-09", "2026-09", "2026-09"]);
    expect(value(result)[0]?.occurredAt).toEqual(occurredAt);
  });
});
