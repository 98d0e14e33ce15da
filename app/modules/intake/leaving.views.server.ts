import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** A slip as its household may take it home; weights in grams and money in fen as decimal text. */
export interface OwnSlip {
  readonly number: string;
  readonly at: string;
  readonly state: string;
  readonly product: Readonly<Record<string, string>>;
  readonly variety: string;
  readonly grade: string;
  readonly netGrams: string;
  /** 1/10000 yuan per kg */
  readonly unitPrice: string;
  readonly amountFen: string;
  readonly confirmedAt: string | null;
  readonly confirmedBy: string | null;
  readonly signature: string | null;
}

export interface OwnTreatment {
  readonly kind: string;
  readonly doneOn: string;
  readonly product: Readonly<Record<string, string>>;
  readonly plot: string | null;
  readonly input: string;
  readonly source: string;
  readonly dose: string;
  readonly intervalDays: number;
  readonly note: string;
  readonly struckReason: string | null;
}

/** What a cooperative holds about one household. */
export interface HouseholdHeld {
  readonly id: string;
  readonly number: number;
  readonly cooperative: Readonly<Record<string, string>>;
  readonly name: string;
  readonly phone: string | null;
  readonly member: boolean;
  readonly demonstration: boolean;
  readonly since: string;
  readonly leftAt: string | null;
  /** `area` in hundredths of a mu */
  readonly plots: readonly { readonly place: string; readonly area: number; readonly since: string }[];
  readonly slips: readonly OwnSlip[];
  readonly records: readonly OwnTreatment[];
}

const held = statement<[cooperativeId: string, number: number, limit: number], HouseholdHeld>(
  "intake.householdHeld",
  `SELECT h.id, h.number, c.name AS cooperative, CASE WHEN h.left_at IS NULL THEN h.name ELSE '' END AS name, h.phone,
     h.member, h.demonstration, to_json(h.created_at) AS since, to_json(h.left_at) AS "leftAt",
     (SELECT coalesce(json_agg(json_build_object('place', f.place, 'area', f.area, 'since', f.created_at)
               ORDER BY f.created_at, f.id), '[]') FROM field_plot f WHERE f.household_id = h.id) AS plots,
     (SELECT coalesce(json_agg(json_build_object('number', s.number, 'at', s.created_at, 'state', s.state,
               'product', p.name, 'variety', s.variety, 'grade', s.grade, 'netGrams', s.net_grams::text,
               'unitPrice', s.unit_price::text, 'amountFen', s.amount_fen::text, 'confirmedAt', s.confirmed_at,
               'confirmedBy', s.confirmed_by, 'signature', CASE WHEN h.left_at IS NULL THEN s.signature END)
               ORDER BY s.created_at DESC, s.id DESC), '[]')
        FROM (SELECT * FROM intake_slip WHERE household_id = h.id ORDER BY created_at DESC, id DESC LIMIT $3) s
        JOIN product p ON p.id = s.product_id) AS slips,
     (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'doneOn', r.done_on, 'product', p.name,
               'plot', f.place, 'input', r.input, 'source', r.source, 'dose', r.dose, 'intervalDays', r.interval_days,
               'note', r.note, 'struckReason', r.struck_reason) ORDER BY r.done_on DESC, r.id DESC), '[]')
        FROM (SELECT * FROM production_record WHERE household_id = h.id ORDER BY done_on DESC, id DESC LIMIT $3) r
        JOIN product p ON p.id = r.product_id LEFT JOIN field_plot f ON f.id = r.plot_id) AS records
     FROM household h JOIN cooperative c ON c.id = h.cooperative_id
    WHERE h.cooperative_id = $1 AND h.number = $2`,
);

/** Everything about a household, at most `limit` rows of a kind; undefined when there is none of this number. */
export async function householdHeld(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly number: number; readonly limit: number },
): Promise<HouseholdHeld | undefined> {
  return (await tx.run(held, [input.cooperativeId, input.number, input.limit]))[0];
}

/** What is said before a household leaves, without anything about the person. */
export interface LeavingPlan {
  readonly id: string;
  readonly number: number;
  readonly leftAt: Date | null;
  /** slips that are weighed and not confirmed */
  readonly drafts: readonly string[];
  readonly vouchers: number;
  readonly lastVoucherAt: Date | null;
  readonly records: number;
  readonly lastRecordOn: string | null;
}

const plan = statement<[cooperativeId: string, number: number], LeavingPlan>(
  "intake.leavingPlan",
  `SELECT h.id, h.number, h.left_at AS "leftAt", v.vouchers, v.last AS "lastVoucherAt",
     ARRAY(SELECT d.number FROM intake_slip d WHERE d.household_id = h.id AND d.state = 'draft' ORDER BY d.created_at) AS drafts,
     r.records, r.last AS "lastRecordOn"
     FROM household h
     CROSS JOIN LATERAL (SELECT count(*)::int AS vouchers, max(confirmed_at) AS last FROM intake_slip
                          WHERE household_id = h.id AND state = 'confirmed') v
     CROSS JOIN LATERAL (SELECT count(*)::int AS records, max(done_on) AS last FROM production_record
                          WHERE household_id = h.id) r
    WHERE h.cooperative_id = $1 AND h.number = $2`,
);

export async function leavingPlan(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly number: number },
): Promise<LeavingPlan | undefined> {
  return (await tx.run(plan, [input.cooperativeId, input.number]))[0];
}
