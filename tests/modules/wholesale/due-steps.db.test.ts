import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { createUser } from "~/modules/identity/index.server";
import {
  closeLead,
  dueStepCount,
  insertLead,
  openLead,
  planNextStep,
} from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";
import { accepted, type Market, makeMarket, openTestDb, words } from "../../support/market";

const now = new Date("2026-03-02T04:00:00Z");
const TODAY = "2026-03-02";
let db: Db;
let close: () => Promise<void>;
let market: Market;
let userId: string;
beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  ({ userId } = await createUser(db, { displayName: "周文书", phone: null, now }));
});
afterAll(() => close());

/** An opened lead with a next step on a day. */
async function promised(nextStepOn: string) {
  const { leadId } = await insertLead(db, {
    number: newId(now),
    token: newId(now),
    cooperativeId: market.cooperativeId,
    offerId: null,
    variety: "蒜苗",
    grade: "",
    grams: 1_000_000n,
    neededFrom: "2026-03-10",
    neededUntil: "2026-03-20",
    regionCode: "620102",
    region: words("甘肃省兰州市城关区"),
    company: "兰州绿源",
    contact: "马先生",
    phone: "13893112345",
    heardFrom: "live",
    note: "",
    source: null,
    now,
  });
  const act = { leadId, cooperativeId: market.cooperativeId, userId, now };
  accepted(await openLead(db, act));
  accepted(await planNextStep(db, { ...act, nextStep: "寄样", nextStepOn }));
  return act;
}
const due = () => dueStepCount(db, market.cooperativeId, TODAY);

describe("next steps that are due", () => {
  it("are those promised for today or earlier, of leads still open", async () => {
    expect(await due()).toBe(0);
    await promised("2026-03-03");
    expect(await due()).toBe(0);
    const today = await promised(TODAY);
    await promised("2026-02-27");
    expect(await due()).toBe(2);
    accepted(await closeLead(db, { ...today, outcome: "win", reason: "" }));
    expect(await due()).toBe(1);
  });
});
