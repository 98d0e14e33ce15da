import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { type Change, recordChange, recordChanges } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { openTestDb } from "../../support/market";

const at = new Date("2026-03-01T01:00:00Z");
let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

const change = (wish: Partial<Change> = {}): Change => ({
  at,
  actorUserId: newId(at),
  organisationId: newId(at),
  act: "sku.priceSet",
  subject: { kind: "sku", id: newId(at) },
  before: { priceFen: 5990n },
  after: { priceFen: 4990n },
  reason: "赶集",
  ...wish,
});

const entriesOf = (subjectId: string) =>
  db.prisma.auditEntry.findMany({ where: { subjectId }, orderBy: { id: "asc" } });

describe("the audit log", () => {
  it("keeps who changed what at which organisation, from what to what, and why", async () => {
    const made = change();
    await recordChange(db, made);
    expect(await entriesOf(made.subject.id)).toMatchObject([
      {
        at,
        actorUserId: made.actorUserId,
        organisationId: made.organisationId,
        act: "sku.priceSet",
        subjectKind: "sku",
        before: { priceFen: "5990" },
        after: { priceFen: "4990" },
        reason: "赶集",
      },
    ]);
  });

  it("keeps several changes at once, of the portal itself too, and none that changes nothing", async () => {
    const subject = { kind: "order", id: "D4K7-9QXM-2TB" } as const;
    await recordChanges(db, [
      change({ subject, actorUserId: null, organisationId: null, before: null, after: null, reason: null }),
      change({ subject, before: { state: "paid" }, after: { state: "paid" } }),
      change({ subject, act: "order.packed", before: { state: "paid" }, after: { state: "packed" } }),
    ]);
    expect((await entriesOf(subject.id)).map((entry) => entry.act).sort()).toEqual([
      "order.packed",
      "sku.priceSet",
    ]);
    await recordChanges(db, []);
  });

  it("is gone with the change when the transaction is", async () => {
    const made = change();
    await db
      .transaction(async (tx) => {
        await recordChange(tx, made);
        throw new Error("the power is cut");
      })
      .catch(() => undefined);
    expect(await entriesOf(made.subject.id)).toEqual([]);
  });
});

describe("nobody, not even with SQL of his own,", () => {
  it.each([
    "UPDATE audit_entry SET actor_user_id = NULL",
    "UPDATE audit_entry SET reason = 'other' WHERE act = 'sku.priceSet'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
  ])("rewrites what was written: %s", async (sql) => {
    await recordChange(db, change());
    await expect(db.pool.query(sql)).rejects.toThrow(/history/);
  });

  const insert = (columns: string, values: string) =>
    db.pool.query(
      `INSERT INTO audit_entry (id, at, act, subject_kind, subject_id${columns})
       VALUES (gen_random_uuid(), now(), ${values})`,
    );

  it("writes what is no act, no fields or too much", async () => {
    await insert("", "'sku.priceSet', 'sku', 'x'");
    for (const [columns, values] of [
      ["", "'Anything goes', 'sku', 'x'"],
      ["", "'sku.priceSet', 'sku', ''"],
      [", after", "'sku.priceSet', 'sku', 'x', '[1]'"],
      [", after", "'sku.priceSet', 'sku', 'x', jsonb_build_object('t', repeat('长', 40000))"],
      [", reason", "'sku.priceSet', 'sku', 'x', repeat('x', 501)"],
    ] as const) {
      await expect(insert(columns, values), values).rejects.toThrow(/audit_entry_/);
    }
  });
});
