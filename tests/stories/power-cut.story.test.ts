import pg from "pg";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { type RunningPortal, usePortal } from "../support/portal";
import { buyUpToTill, GARLIC, orderNumberOf, orderSays, payAtTill } from "./buying";
import { expectLedgerHolds, timesPaid } from "./ledger-command";
import { freePacks, lookUp } from "./look-up";

const PAID = "付好了，合作社正在备货";

describe("a power cut in the middle of a payment", () => {
  const browser = useBrowser();
  const portal = usePortal();

  it("between placing and paying loses nothing: the same till takes the money afterwards", async () => {
    const before = await freePacks(portal, GARLIC.slug, GARLIC.size);
    const buyer = await browser.newPhone();
    await buyUpToTill(buyer, portal.origin, GARLIC.slug, GARLIC.size);
    await portal.kill();
    await portal.startAgain();
    const number = await payAtTill(buyer, "alipay");
    await orderSays(buyer, PAID);
    expect(await timesPaid(portal, number)).toBe(1);
    expect(await freePacks(portal, GARLIC.slug, GARLIC.size)).toBe(before - 1);
    await expectLedgerHolds(portal);
  });

  it("while Stripe's word is being written down neither loses nor doubles it: it is told again", async () => {
    browser.expectComplaint(/ERR_CONNECTION|Failed to fetch|ERR_EMPTY_RESPONSE|ERR_SOCKET/);
    const before = await freePacks(portal, GARLIC.slug, GARLIC.size);
    const buyer = await browser.newPhone();
    await buyUpToTill(buyer, portal.origin, GARLIC.slug, GARLIC.size);
    const letGo = await holdNewestPayment(portal);
    await payAtTill(buyer, "alipay");
    const number = orderNumberOf(buyer);
    // The word has arrived and is kept, but what follows from it waits for the row that we hold.
    await expect.poll(() => confirmationsUnderWay(portal), { timeout: 20_000 }).toBe(1);
    await portal.kill();
    await letGo();
    expect(await timesPaid(portal, number)).toBe(0);

    await portal.startAgain();
    await buyer.reload();
    await orderSays(buyer, PAID);
    expect(await timesPaid(portal, number)).toBe(1);
    expect(await freePacks(portal, GARLIC.slug, GARLIC.size)).toBe(before - 1);
    await expectLedgerHolds(portal);
  });
});

/** Locks the row of the payment opened last, as a slow transaction would; gives the way to let it go. */
async function holdNewestPayment(portal: RunningPortal): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: portal.databaseUrl });
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT 1 FROM payment ORDER BY created_at DESC LIMIT 1 FOR UPDATE");
  return () => client.end();
}

/** Confirmations that wait for a row somebody else holds. */
async function confirmationsUnderWay(portal: RunningPortal): Promise<number> {
  const { waiting } = await lookUp<{ waiting: number }>(
    portal,
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting;
}
