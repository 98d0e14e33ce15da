import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** Slips that make somebody's name part of a voucher (会计凭证). */
const VOUCHERS = "intake_slip s WHERE s.household_id = h.id AND s.state = 'confirmed'";

const lock = statement<[cooperativeId: string, number: number], LeavingHousehold>(
  "intake.lockLeavingHousehold",
  `SELECT h.id, h.left_at AS "leftAt",
          ARRAY(SELECT d.number FROM intake_slip d WHERE d.household_id = h.id AND d.state = 'draft'
                 ORDER BY d.created_at) AS drafts
     FROM household h WHERE h.cooperative_id = $1 AND h.number = $2 FOR UPDATE`,
);

export interface LeavingHousehold {
  readonly id: string;
  readonly leftAt: Date | null;
  /** numbers of slips that are weighed and not confirmed */
  readonly drafts: readonly string[];
}

/** Locks a household of a cooperative; undefined when there is none of this number. */
export async function lockLeavingHousehold(
  tx: Tx,
  { cooperativeId, number }: { readonly cooperativeId: string; readonly number: number },
): Promise<LeavingHousehold | undefined> {
  return (await tx.run(lock, [cooperativeId, number]))[0];
}

const leave = statement<[ids: readonly string[], now: Date], { readonly id: string }>(
  "intake.householdsLeave",
  `UPDATE household h SET left_at = $2, phone = NULL, phone_set_by_user_id = NULL, phone_set_at = NULL,
     demonstration = false,
     name = CASE WHEN EXISTS (SELECT FROM ${VOUCHERS}) THEN h.name ELSE '' END,
     name_erased_at = CASE WHEN EXISTS (SELECT FROM ${VOUCHERS}) THEN NULL ELSE $2::timestamptz END
   WHERE h.id = ANY($1::uuid[]) AND h.left_at IS NULL RETURNING h.id`,
);
const blankNotes = statement<[ids: readonly string[]], never>(
  "intake.blankRecordNotes",
  "UPDATE production_record SET note = '' WHERE household_id = ANY($1::uuid[]) AND note <> ''",
);

/**
 * Households that bring nothing any more: the telephone and what was noted beside treatments go at once. The name stays,
 * and is shown to nobody, where a slip is a voucher; where none is it goes too. Answers how many left.
 */
export async function letHouseholdsLeave(tx: Tx, ids: readonly string[], now: Date): Promise<number> {
  if (ids.length === 0) return 0;
  const left = await tx.run(leave, [ids, now]);
  await tx.run(blankNotes, [left.map(({ id }) => id)]);
  return left.length;
}

const silent = statement<[before: Date, season: number, limit: number], { readonly id: string }>(
  "intake.silentHouseholds",
  `SELECT h.id FROM household h
    WHERE h.left_at IS NULL AND h.created_at < $1
      AND NOT EXISTS (SELECT FROM intake_slip s WHERE s.household_id = h.id
                         AND (s.created_at >= $1 OR s.state = 'draft'))
      AND NOT EXISTS (SELECT FROM production_record r WHERE r.household_id = h.id AND r.created_at >= $1)
      AND NOT EXISTS (SELECT FROM planting p JOIN field_plot f ON f.id = p.plot_id
                       WHERE f.household_id = h.id AND p.season > $2)
    ORDER BY h.id LIMIT $3 FOR UPDATE SKIP LOCKED`,
);

/** Households of which nothing was heard since `before` and nothing is growing for a later year leave. Answers how many. */
export async function letSilentHouseholdsLeave(
  tx: Tx,
  { before, now, limit }: { readonly before: Date; readonly now: Date; readonly limit: number },
): Promise<number> {
  const rows = await tx.run(silent, [before, before.getUTCFullYear(), limit]);
  const ids = rows.map(({ id }) => id);
  return letHouseholdsLeave(tx, ids, now);
}

const eraseNames = statement<[before: Date, now: Date, limit: number], { readonly id: string }>(
  "intake.eraseHouseholdNames",
  `UPDATE household SET name = '', name_erased_at = $2
    WHERE id IN (
      SELECT h.id FROM household h WHERE h.left_at IS NOT NULL AND h.name_erased_at IS NULL
         AND NOT EXISTS (SELECT FROM intake_slip d WHERE d.household_id = h.id AND d.state = 'draft')
         AND NOT EXISTS (SELECT FROM ${VOUCHERS}
                            AND (date_trunc('year', s.confirmed_at AT TIME ZONE 'Asia/Shanghai') + interval '1 year')
                                AT TIME ZONE 'Asia/Shanghai' > $1)
       ORDER BY h.id LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING id`,
);
const eraseSignatures = statement<[ids: readonly string[]], never>(
  "intake.eraseSignatures",
  "UPDATE intake_slip SET signature = '' WHERE household_id = ANY($1::uuid[]) AND signature <> ''",
);

/**
 * Takes the name, and the signatures on slips, from households that have left and whose last slip's accounting year
 * ended before `before`. Weights and amounts stay under 户07. Answers how many.
 */
export async function eraseHouseholdNames(
  tx: Tx,
  { before, now, limit }: { readonly before: Date; readonly now: Date; readonly limit: number },
): Promise<number> {
  const rows = await tx.run(eraseNames, [before, now, limit]);
  if (rows.length > 0) await tx.run(eraseSignatures, [rows.map(({ id }) => id)]);
  return rows.length;
}
