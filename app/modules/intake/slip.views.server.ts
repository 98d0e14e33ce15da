import { invariant } from "~/kernel/invariant";
import type { Fen, UnitPrice } from "~/kernel/money";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { HOUSEHOLD_NAME } from "./household";
import type { ConfirmedBy, Grade, SlipState, Weighing } from "./slip";

export const MOST_SLIPS = 50;

/** A slip in the desk's list. */
export interface SlipRow {
  readonly id: string;
  readonly number: string;
  readonly householdNumber: number;
  readonly householdName: string;
  readonly productName: string;
  readonly grade: Grade;
  readonly netGrams: Grams;
  readonly amountFen: Fen;
  readonly unitPrice: UnitPrice;
  readonly state: SlipState;
  readonly createdAt: Date;
  /** a confirmed slip whose place another confirmed one has taken */
  readonly replaced: boolean;
}

const ROW_COLUMNS = `s.id, s.number, h.number AS "householdNumber", ${HOUSEHOLD_NAME} AS "householdName", p.name ->> $1 AS "productName",
  s.grade, s.net_grams AS "netGrams", s.amount_fen AS "amountFen", s.unit_price AS "unitPrice", s.state,
  s.created_at AS "createdAt",
  EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed') AS replaced`;

const selectSlips = statement<
  [locale: Locale, cooperativeId: string, afterAt: Date | null, afterId: string | null, limit: number],
  SlipRow
>(
  "intake.slips",
  `SELECT ${ROW_COLUMNS}
     FROM intake_slip s JOIN household h ON h.id = s.household_id JOIN product p ON p.id = s.product_id
    WHERE s.cooperative_id = $2 AND ($3::timestamptz IS NULL OR (s.created_at, s.id) < ($3, $4::uuid))
    ORDER BY s.created_at DESC, s.id DESC LIMIT $5`,
);

/** The slips of a cooperative, the newest first. */
export async function intakeSlips(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly locale: Locale;
    readonly after?: { readonly at: Date; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<{
  readonly slips: readonly SlipRow[];
  readonly next: { readonly at: Date; readonly id: string } | null;
}> {
  const { cooperativeId, locale, after, limit } = input;
  invariant(limit >= 1 && limit <= MOST_SLIPS, `a page has 1 to ${MOST_SLIPS} slips`);
  const rows = await tx.run(selectSlips, [
    locale,
    cooperativeId,
    after?.at ?? null,
    after?.id ?? null,
    limit + 1,
  ]);
  const { shown, next } = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { slips: shown, next };
}

/** What was taken in since a moment: confirmed, and waiting for the household's yes. */
export interface IntakeFigures {
  readonly confirmed: number;
  readonly waiting: number;
  readonly grams: Grams;
  readonly fen: Fen;
}

const selectFigures = statement<[cooperativeId: string, since: Date], IntakeFigures>(
  "intake.figures",
  `SELECT count(*) FILTER (WHERE s.state = 'confirmed')::int AS confirmed,
          count(*) FILTER (WHERE s.state = 'draft')::int AS waiting,
          coalesce(sum(s.net_grams) FILTER (WHERE s.state = 'confirmed'), 0)::bigint AS grams,
          coalesce(sum(s.amount_fen) FILTER (WHERE s.state = 'confirmed'), 0)::bigint AS fen
     FROM intake_slip s
    WHERE s.cooperative_id = $1 AND s.created_at >= $2
      AND NOT EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed')`,
);

export async function intakeFigures(tx: Tx, cooperativeId: string, since: Date): Promise<IntakeFigures> {
  const [figures] = await tx.run(selectFigures, [cooperativeId, since]);
  return figures ?? { confirmed: 0, waiting: 0, grams: 0n, fen: 0n };
}

/** A slip with everything on it. Name and telephone are for the desk alone. */
export interface SlipPage extends Omit<SlipRow, "replaced"> {
  readonly cooperativeId: string;
  readonly cooperativeName: string;
  readonly servicePhone: string;
  readonly householdId: string;
  readonly householdPhone: string | null;
  readonly member: boolean;
  readonly productId: string;
  readonly plotId: string | null;
  readonly plotPlace: string | null;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly variety: string;
  readonly specification: string;
  readonly weighings: readonly Weighing[];
  readonly codeTries: number;
  readonly confirmedAt: Date | null;
  readonly confirmedBy: ConfirmedBy | null;
  readonly signature: string | null;
  /** who saw the household sign; null for any other yes */
  readonly witness: string | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly lotCode: string | null;
  /** the slip this one puts right */
  readonly corrects: string | null;
  readonly correctReason: string | null;
  /** the slip that puts this one right, and whether it is confirmed */
  readonly correctedBy: { readonly number: string; readonly state: SlipState } | null;
}

type PageRow = Omit<SlipPage, "weighings"> & {
  readonly weighings: readonly { readonly gross: string; readonly tare: string }[];
};

const selectPage = statement<[locale: Locale, number: string], PageRow>(
  "intake.slipPage",
  `SELECT s.id, s.number, h.number AS "householdNumber", ${HOUSEHOLD_NAME} AS "householdName", p.name ->> $1 AS "productName",
          s.grade, s.net_grams AS "netGrams", s.amount_fen AS "amountFen", s.unit_price AS "unitPrice", s.state,
          s.created_at AS "createdAt", s.cooperative_id AS "cooperativeId", c.name ->> $1 AS "cooperativeName",
          c.service_phone AS "servicePhone", s.household_id AS "householdId",
          h.phone AS "householdPhone", s.member, s.product_id AS "productId",
          s.plot_id AS "plotId", f.place AS "plotPlace", s.harvested_on AS "harvestedOn", s.variety, s.specification,
          s.code_tries AS "codeTries", s.confirmed_at AS "confirmedAt", s.confirmed_by AS "confirmedBy",
          CASE WHEN h.left_at IS NULL THEN s.signature END AS signature,
          (SELECT w.display_name FROM users w WHERE w.id = s.confirmed_by_user_id AND s.confirmed_by = 'signature') AS witness,
          s.cancelled_at AS "cancelledAt", s.cancel_reason AS "cancelReason", l.code AS "lotCode",
          o.number AS corrects, s.correct_reason AS "correctReason",
          (SELECT jsonb_build_object('number', n.number, 'state', n.state) FROM intake_slip n
            WHERE n.corrects_id = s.id AND n.state <> 'cancelled') AS "correctedBy",
          (SELECT jsonb_agg(jsonb_build_object('gross', w.gross_grams::text, 'tare', w.tare_grams::text)
                            ORDER BY w.position)
             FROM intake_weighing w WHERE w.slip_id = s.id) AS weighings
     FROM intake_slip s
     JOIN household h ON h.id = s.household_id
     JOIN product p ON p.id = s.product_id
     JOIN cooperative c ON c.id = s.cooperative_id
     LEFT JOIN field_plot f ON f.id = s.plot_id
     LEFT JOIN lot l ON l.id = s.lot_id
     LEFT JOIN intake_slip o ON o.id = s.corrects_id
    WHERE s.number = $2`,
);

/** A slip by its number, whoever's it is: the caller decides who may see it. */
export async function slipPage(
  tx: Tx,
  input: { readonly number: string; readonly locale: Locale },
): Promise<SlipPage | undefined> {
  const [row] = await tx.run(selectPage, [input.locale, input.number]);
  if (!row) return undefined;
  const weighings = row.weighings.map(({ gross, tare }) => ({
    grossGrams: BigInt(gross),
    tareGrams: BigInt(tare),
  }));
  return { ...row, weighings };
}

/** What a draft that puts another slip right would find of the other's goods; grams. */
export interface CorrectionOutlook {
  readonly lotCode: string;
  readonly lotId: string;
  /** that the wrong slip had brought and that have to go out of its lot */
  readonly broughtGrams: Grams;
  /** of the lot, neither packed nor set aside, with what the draft brings into it */
  readonly unpackedGrams: Grams;
  readonly setAsideGrams: Grams;
}

const selectOutlook = statement<[slipId: string], CorrectionOutlook>(
  "intake.correctionOutlook",
  `SELECT l.id AS "lotId", l.code AS "lotCode", w.net_grams AS "broughtGrams", l.grams_wholesale AS "setAsideGrams",
          l.grams_total - l.grams_wholesale - l.grams_packed - l.grams_lost - l.grams_bulk
            + CASE WHEN (s.product_id, s.harvested_on, s.grade) = (i.product_id, i.harvested_on, i.grade)
                   THEN s.net_grams ELSE 0 END AS "unpackedGrams"
     FROM intake_slip s JOIN intake_slip w ON w.id = s.corrects_id JOIN lot l ON l.id = w.lot_id
     JOIN intake_lot i ON i.lot_id = l.id
    WHERE s.id = $1 AND s.state = 'draft'`,
);

/** Undefined for any slip but a draft that puts another one right. */
export async function correctionOutlook(tx: Tx, slipId: string): Promise<CorrectionOutlook | undefined> {
  return (await tx.run(selectOutlook, [slipId]))[0];
}

/** What the entry form offers to choose from, with what was said of a listing's goods the last time. */
export interface IntakeChoices {
  readonly households: readonly {
    readonly id: string;
    readonly number: number;
    readonly name: string;
    readonly member: boolean;
    readonly plots: readonly { readonly id: string; readonly place: string }[];
  }[];
  readonly products: readonly {
    readonly id: string;
    readonly name: string;
    readonly last: {
      readonly variety: string;
      readonly specification: string;
      readonly grade: Grade;
      /** decimal text of 1/10000 yuan per kg */
      readonly unitPrice: string;
    } | null;
  }[];
}

const MOST_CHOICES = 500;

const selectChoices = statement<[locale: Locale, cooperativeId: string], IntakeChoices>(
  "intake.choices",
  `SELECT (SELECT coalesce(json_agg(json_build_object('id', h.id, 'number', h.number, 'name', h.name,
                    'member', h.member,
                    'plots', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'place', f.place)
                                       ORDER BY f.created_at, f.id), '[]')
                                FROM field_plot f WHERE f.household_id = h.id)) ORDER BY h.number), '[]')
             FROM (SELECT * FROM household WHERE cooperative_id = $2 AND left_at IS NULL
                    ORDER BY number LIMIT ${MOST_CHOICES}) h)
            AS households,
          (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name ->> $1,
                    'last', (SELECT json_build_object('variety', s.variety, 'specification', s.specification,
                                      'grade', s.grade, 'unitPrice', s.unit_price::text)
                               FROM intake_slip s WHERE s.product_id = p.id AND s.state <> 'cancelled'
                                AND s.cooperative_id = $2
                              ORDER BY s.created_at DESC, s.id DESC LIMIT 1)) ORDER BY p.position, p.id), '[]')
             FROM (SELECT * FROM product WHERE cooperative_id = $2 AND state <> 'archived'
                    ORDER BY position, id LIMIT ${MOST_CHOICES}) p) AS products`,
);

export async function intakeChoices(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly locale: Locale },
): Promise<IntakeChoices> {
  const [choices] = await tx.run(selectChoices, [input.locale, input.cooperativeId]);
  return choices ?? { households: [], products: [] };
}

/** What a scale weighed last: the next household most likely brings the same, cut on the same day. */
export interface LastWeighed {
  readonly productId: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
}

const selectLastWeighed = statement<[cooperativeId: string, since: Date], LastWeighed>(
  "intake.lastWeighed",
  `SELECT s.product_id AS "productId", s.harvested_on::text AS "harvestedOn"
     FROM intake_slip s JOIN product p ON p.id = s.product_id AND p.state <> 'archived'
    WHERE s.cooperative_id = $1 AND s.created_at >= $2 AND s.state <> 'cancelled'
    ORDER BY s.created_at DESC, s.id DESC LIMIT 1`,
);

export async function lastWeighed(
  tx: Tx,
  cooperativeId: string,
  since: Date,
): Promise<LastWeighed | undefined> {
  const [last] = await tx.run(selectLastWeighed, [cooperativeId, since]);
  return last;
}
