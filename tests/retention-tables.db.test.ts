import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEPT_FOR_GOOD, KEPT_WHILE, RETENTION } from "~/modules/identity/retention";
import type { Db } from "~/platform/db/db.server";
import { openTestDb } from "./support/market";

/**
 * The page /privacy says of everything that is kept about people how long, and why. Here every table of the database is
 * held to one of its entries, or to the word that it names nobody.
 */

type Entry = keyof typeof RETENTION | keyof typeof KEPT_WHILE | keyof typeof KEPT_FOR_GOOD;

const ENTRY_OF: Readonly<Record<string, Entry>> = {
  one_time_code: "codes",
  passkey_challenge: "codes",
  pace: "codes",
  request_key: "requestKeys",
  session: "sessions",
  invitation: "invitations",
  cart: "carts",
  cart_line: "carts",
  touch: "touches",
  // Of orders nobody paid for the shorter time holds; both are anonymised by the same statement.
  orders: "paidOrders",
  order_event: "paidOrders",
  claim: "paidOrders",
  lead: "leads",
  lead_event: "leads",
  webhook_event: "webhooks",
  users: "account",
  password: "account",
  totp: "account",
  recovery_code: "account",
  passkey: "account",
  household: "households",
  field_plot: "households",
  production_record: "householdContacts",
  intake_slip: "householdNames",
  planting: "households",
  audit_entry: "auditLog",
  consent_withdrawal: "withdrawals",
  organisation: "work",
  role_grant: "work",
  host: "work",
  sku_price: "work",
  stock_movement: "work",
  stock_count: "work",
  stock_count_line: "work",
  lot_movement: "work",
  packing_run: "work",
  listing_event: "work",
  listing_revision: "work",
  scheduled_change: "work",
  listing_import: "work",
  conformity_certificate: "work",
  yield_estimate: "work",
  preorder: "work",
  book: "books",
  account: "books",
  ledger_transaction: "books",
  transfer: "books",
  ledger_tail: "books",
  voucher: "books",
  balance_snapshot: "books",
  period_close: "books",
  payment: "books",
  refund: "books",
  order_line: "books",
  order_leg: "books",
};

/** Goods, places and organisations, and the portal's own clockwork. First secretaries are named by the county in public. */
const NOBODY = [
  ...["category", "collective", "cooperative", "demo_clock", "first_secretary", "freight_template"],
  ...["freight_zone", "image", "intake_lot", "intake_weighing", "job_sweep", "live_session", "lot"],
  ...["lot_issue", "pack_draw", "pack_layer", "product", "product_image", "share_link", "share_plan"],
  ...["share_plan_version", "sku", "stock_hold", "stock_pool", "village", "wholesale_offer"],
  ...["wholesale_tier", "workshop"],
];

/** Columns by which somebody is named, reached or told apart. */
const PERSONAL_COLUMN =
  /(^|_)(user_id|phone|recipient|street|user_agent|visitor_id|display_name|signature|contact)$/;
/** Such a column, but an organisation's: printed on its goods and shown in its shop. */
const OF_ORGANISATIONS = new Set(["cooperative.service_phone"]);

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

async function columns(): Promise<readonly { readonly table: string; readonly column: string }[]> {
  const { rows } = await db.pool.query(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name !~ '^_' ORDER BY 1, 2`,
  );
  return rows;
}

describe("the public list of what is kept how long", () => {
  it("has an entry for every table that holds something about a person, and no table is forgotten", async () => {
    const tables = [...new Set((await columns()).map(({ table }) => table))].sort();
    expect([...Object.keys(ENTRY_OF), ...NOBODY].sort()).toEqual(tables);
  });

  it("says of no table that it names nobody where a column does", async () => {
    const naming = (await columns()).filter(
      ({ table, column }) =>
        NOBODY.includes(table) && PERSONAL_COLUMN.test(column) && !OF_ORGANISATIONS.has(`${table}.${column}`),
    );
    expect(naming).toEqual([]);
  });

  it("has no entry without a table, but for what never reaches the portal", () => {
    const entries = [...Object.keys(RETENTION), ...Object.keys(KEPT_WHILE), ...Object.keys(KEPT_FOR_GOOD)];
    const held = new Set<string>([...Object.values(ENTRY_OF), "unpaidOrders", "drafts"]);
    expect(entries.filter((entry) => !held.has(entry))).toEqual([]);
  });
});
