import { invariant } from "~/kernel/invariant";
import { maskPhone } from "~/kernel/masking";
import type { Fen } from "~/kernel/money";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { HOUSEHOLD_NAME } from "./household";
import type { RecordKind } from "./production";

export const MOST_HOUSEHOLDS = 50;
const MOST_RECORDS_SHOWN = 60;

/** A household in the desk's list, with what it has brought since the beginning of the year. */
export interface HouseholdRow {
  readonly id: string;
  readonly number: number;
  /** empty once it has left */
  readonly name: string;
  readonly hasLeft: boolean;
  readonly member: boolean;
  readonly demonstration: boolean;
  /** hundredths of a mu, all fields together */
  readonly area: number;
  readonly plots: number;
  readonly grams: Grams;
  readonly fen: Fen;
}

/** Confirmed slips of a household since $1 that no other confirmed slip has replaced. */
const BROUGHT = `SELECT coalesce(sum(s.net_grams), 0)::bigint AS grams, coalesce(sum(s.amount_fen), 0)::bigint AS fen
  FROM intake_slip s WHERE s.household_id = h.id AND s.state = 'confirmed' AND s.confirmed_at >= $1
   AND NOT EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed')`;
const TILLED = `SELECT coalesce(sum(f.area), 0)::int AS area, count(*)::int AS plots FROM field_plot f WHERE f.household_id = h.id`;

const selectHouseholds = statement<
  [yearBegan: Date, cooperativeId: string, after: number, limit: number],
  HouseholdRow
>(
  "intake.households",
  `SELECT h.id, h.number, ${HOUSEHOLD_NAME} AS name, h.left_at IS NOT NULL AS "hasLeft", h.member, h.demonstration, tilled.area, tilled.plots, brought.grams, brought.fen
     FROM household h CROSS JOIN LATERAL (${BROUGHT}) brought CROSS JOIN LATERAL (${TILLED}) tilled
    WHERE h.cooperative_id = $2 AND h.number > $3 ORDER BY h.number LIMIT $4`,
);

export async function households(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly yearBegan: Date;
    /** number of the last household of the page before; 0 for the first page */
    readonly after: number;
    readonly limit: number;
  },
): Promise<{ readonly households: readonly HouseholdRow[]; readonly next: number | null }> {
  const { cooperativeId, yearBegan, after, limit } = input;
  invariant(limit >= 1 && limit <= MOST_HOUSEHOLDS, `a page has 1 to ${MOST_HOUSEHOLDS} households`);
  const rows = await tx.run(selectHouseholds, [yearBegan, cooperativeId, after, limit + 1]);
  const { shown, next } = pageOf(rows, limit, ({ number }) => number);
  return { households: shown, next };
}

export interface ProductionRecordView {
  readonly id: string;
  readonly kind: RecordKind;
  /** YYYY-MM-DD */
  readonly doneOn: string;
  readonly productName: string;
  readonly plotPlace: string | null;
  readonly input: string;
  readonly source: string;
  readonly dose: string;
  readonly intervalDays: number;
  readonly note: string;
  readonly struckReason: string | null;
}

/** One household as its cooperative keeps it. */
export interface HouseholdPage extends HouseholdRow {
  /** behind a mask unless `phoneShown` */
  readonly phone: string | null;
  readonly phoneShown: boolean;
  readonly fields: readonly { readonly id: string; readonly place: string; readonly area: number }[];
  /** newest first */
  readonly records: readonly ProductionRecordView[];
  readonly products: readonly { readonly id: string; readonly name: string }[];
}

const selectHousehold = statement<
  [yearBegan: Date, cooperativeId: string, number: number, locale: Locale],
  Omit<HouseholdPage, "phoneShown">
>(
  "intake.household",
  `SELECT h.id, h.number, ${HOUSEHOLD_NAME} AS name, h.left_at IS NOT NULL AS "hasLeft", h.member, h.demonstration, h.phone, tilled.area, tilled.plots, brought.grams,
          brought.fen,
          (SELECT coalesce(json_agg(json_build_object('id', f.id, 'place', f.place, 'area', f.area)
                    ORDER BY f.created_at, f.id), '[]') FROM field_plot f WHERE f.household_id = h.id) AS fields,
          (SELECT coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'doneOn', r.done_on,
                    'productName', p.name ->> $4, 'plotPlace', f.place, 'input', r.input, 'source', r.source,
                    'dose', r.dose, 'intervalDays', r.interval_days, 'note', r.note, 'struckReason', r.struck_reason)
                    ORDER BY r.done_on DESC, r.id DESC), '[]')
             FROM (SELECT * FROM production_record WHERE household_id = h.id
                    ORDER BY done_on DESC, id DESC LIMIT ${MOST_RECORDS_SHOWN}) r
             JOIN product p ON p.id = r.product_id LEFT JOIN field_plot f ON f.id = r.plot_id) AS records,
          (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name ->> $4) ORDER BY p.position, p.id), '[]')
             FROM product p WHERE p.cooperative_id = $2 AND p.state <> 'archived') AS products
     FROM household h CROSS JOIN LATERAL (${BROUGHT}) brought CROSS JOIN LATERAL (${TILLED}) tilled
    WHERE h.cooperative_id = $2 AND h.number = $3`,
);

/** One household. `shown`: ids of those behind whose mask the reader looked just now, which is written down. */
export async function householdPage(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly number: number;
    readonly yearBegan: Date;
    readonly locale: Locale;
    readonly shown: ReadonlySet<string>;
  },
): Promise<HouseholdPage | undefined> {
  const { yearBegan, cooperativeId, number, locale } = input;
  const [page] = await tx.run(selectHousehold, [yearBegan, cooperativeId, number, locale]);
  if (!page) return undefined;
  const phoneShown = page.phone === null || input.shown.has(page.id);
  return { ...page, phoneShown, phone: page.phone && (phoneShown ? page.phone : maskPhone(page.phone)) };
}
