import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "vitest";
import type { RunningPortal } from "../support/portal";
import { lookUp } from "./look-up";

/** `npm run ledger -- verify` on the portal's books: every hash, number, balance, and every paid order. */
export async function expectLedgerHolds(portal: RunningPortal): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH ?? "",
    DATABASE_URL: portal.databaseUrl,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ["build/ledger.js", "verify"], { env });
  expect(stdout).toMatch(/all hold\.$/m);
}

/** How often an order became paid, by its own record; the books must have received its money as often. */
export async function timesPaid(portal: RunningPortal, orderNumber: string): Promise<number> {
  const { paid, received } = await lookUp<{ paid: number; received: number }>(
    portal,
    `SELECT (SELECT count(*)::int FROM order_event e WHERE e.order_id = o.id AND e.kind LIKE 'paid%') AS paid,
            (SELECT count(DISTINCT x.id)::int FROM ledger_transaction x JOIN book b ON b.id = x.book_id
              JOIN transfer t ON t.transaction_id = x.id
              WHERE x.event_id = o.id AND b.chart = 'operator-2013' AND t.phase = 'posted') AS received
       FROM orders o WHERE o.number = $1`,
    [orderNumber],
  );
  expect(received, "receipts in the operator's book").toBe(paid);
  return paid;
}
