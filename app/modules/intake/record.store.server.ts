import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { HouseholdUnknown } from "./household";
import type { RecordUnknown } from "./production";
import type { RecordForm } from "./production.forms";

export interface NewRecord extends RecordForm {
  readonly cooperativeId: string;
  readonly householdId: string;
  readonly userId: string | null;
  readonly now: Date;
}

const insertOwn = statement<
  [
    id: string,
    cooperativeId: string,
    householdId: string,
    productId: string,
    plotId: string | null,
    rest: string,
  ],
  { readonly id: string }
>(
  "intake.insertRecord",
  `INSERT INTO production_record (id, cooperative_id, household_id, product_id, plot_id, kind, done_on, input, source, dose,
                                  interval_days, note, created_at, created_by_user_id)
   SELECT $1, h.cooperative_id, h.id, p.id, $5::uuid, r.kind, r."doneOn", r.input, r.source, r.dose, r."intervalDays", r.note,
          r.now, r."userId"
     FROM household h JOIN product p ON p.cooperative_id = h.cooperative_id,
          jsonb_to_record($6::jsonb) AS r(kind text, "doneOn" date, input text, source text, dose text,
                                          "intervalDays" int, note text, now timestamptz, "userId" uuid)
    WHERE h.id = $3 AND h.cooperative_id = $2 AND h.left_at IS NULL AND p.id = $4
      AND ($5::uuid IS NULL OR EXISTS (SELECT FROM field_plot f WHERE f.id = $5 AND f.household_id = h.id))
      FOR SHARE OF h
   RETURNING id`,
);

/** Writes down what was done on a field; household, plot and listing have to be this cooperative's. */
export async function insertRecord(
  tx: Tx,
  record: NewRecord,
): Promise<Result<{ readonly recordId: string }, HouseholdUnknown>> {
  const { cooperativeId, householdId, productId, plotId, ...rest } = record;
  const recordId = newId(record.now);
  const rows = await tx.run(insertOwn, [
    ...([recordId, cooperativeId, householdId, productId, plotId] as const),
    JSON.stringify(rest),
  ]);
  return rows.length === 1 ? ok({ recordId }) : refuse({ code: "HouseholdUnknown" });
}

const strike = statement<
  [recordId: string, householdId: string, cooperativeId: string, reason: string, now: Date],
  { readonly productId: string }
>(
  "intake.strikeRecord",
  `UPDATE production_record SET struck_at = $5, struck_reason = $4
    WHERE id = $1 AND household_id = $2 AND cooperative_id = $3 AND struck_at IS NULL RETURNING product_id AS "productId"`,
);

/** Strikes a record out: it stays readable with the reason. */
export async function strikeRecord(
  tx: Tx,
  input: {
    readonly recordId: string;
    readonly householdId: string;
    readonly cooperativeId: string;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<Result<{ readonly productId: string }, RecordUnknown>> {
  const { recordId, householdId, cooperativeId, reason, now } = input;
  const [row] = await tx.run(strike, [recordId, householdId, cooperativeId, reason, now]);
  return row ? ok(row) : refuse({ code: "RecordUnknown" });
}
