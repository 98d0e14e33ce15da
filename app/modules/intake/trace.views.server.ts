import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Basis } from "./certificate";
import type { RecordKind } from "./production";

/** What a household brought into a lot. In public it is a number, and its field a place. */
export interface TracedDelivery {
  readonly householdNumber: number;
  readonly plotPlace: string | null;
  readonly grams: Grams;
  /** YYYY-MM-DD */
  readonly deliveredOn: string;
}

export interface TracedRecord {
  readonly householdNumber: number;
  readonly kind: RecordKind;
  /** YYYY-MM-DD */
  readonly doneOn: string;
  readonly input: string;
  readonly dose: string;
  readonly intervalDays: number;
}

/** Where goods of a lot went: a month and a province, nothing closer. */
export interface TracedSale {
  /** YYYY-MM */
  readonly month: string;
  /** first two digits of the region code */
  readonly province: string;
  readonly grams: Grams;
}

/** The passport of a lot. Nobody can be recognised in it. */
export interface LotPassport {
  readonly lotId: string;
  readonly code: string;
  readonly productId: string;
  readonly productName: string;
  readonly productSlug: string;
  /** the listing's page is there to go to */
  readonly listed: boolean;
  readonly categorySlug: string;
  readonly villageName: string;
  readonly villageSlug: string;
  readonly cooperativeName: string;
  readonly origin: string;
  readonly grade: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly grams: Grams;
  /** sold by weight, unpacked: wholesale, the market */
  readonly gramsBulk: Grams;
  /** all that is still in store */
  readonly gramsLeft: Grams;
  readonly deliveries: readonly TracedDelivery[];
  readonly records: readonly TracedRecord[];
  readonly sales: readonly TracedSale[];
  readonly certificate: {
    readonly number: string;
    readonly issuedAt: Date;
    readonly basis: readonly Basis[];
  } | null;
}

const MOST_RECORDS = 100;

type Row = Omit<LotPassport, "deliveries" | "sales" | "certificate"> & {
  readonly deliveries: readonly (Omit<TracedDelivery, "grams"> & { readonly grams: string })[];
  readonly sales: readonly (Omit<TracedSale, "grams"> & { readonly grams: string })[];
  readonly certificate: {
    readonly number: string;
    readonly issuedAt: string;
    readonly basis: readonly Basis[];
  } | null;
};

const DELIVERED = `FROM intake_slip s JOIN household h ON h.id = s.household_id
  WHERE s.lot_id = l.id AND s.state = 'confirmed'
    AND NOT EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed')`;

const selectPassport = statement<[locale: Locale, code: string], Row>(
  "intake.lotPassport",
  `SELECT l.id AS "lotId", l.code, p.id AS "productId", p.name ->> $1 AS "productName", p.slug AS "productSlug",
          p.state IN ('published', 'paused') AS listed, c.slug AS "categorySlug", v.name ->> $1 AS "villageName",
          v.slug AS "villageSlug", coop.name ->> $1 AS "cooperativeName", l.origin ->> $1 AS origin,
          l.grade ->> $1 AS grade, l.harvested_on AS "harvestedOn", l.grams_total AS grams,
          l.grams_bulk AS "gramsBulk",
          l.grams_total - l.grams_lost - l.grams_bulk - l.grams_sold - l.grams_taken AS "gramsLeft",
          (SELECT coalesce(jsonb_agg(jsonb_build_object('householdNumber', d.number, 'plotPlace', d.place,
                    'grams', d.grams::text, 'deliveredOn', d.day) ORDER BY d.day, d.number), '[]')
             FROM (SELECT h.number, f.place, (s.confirmed_at AT TIME ZONE 'Asia/Shanghai')::date AS day,
                          sum(s.net_grams) AS grams
                     ${DELIVERED.replace("WHERE", "LEFT JOIN field_plot f ON f.id = s.plot_id WHERE")}
                    GROUP BY 1, 2, 3) d) AS deliveries,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('householdNumber', r.number, 'kind', r.kind,
                    'doneOn', r.done_on, 'input', r.input, 'dose', r.dose, 'intervalDays', r.interval_days)
                    ORDER BY r.done_on, r.number, r.id), '[]')
             FROM (SELECT r.*, h.number FROM production_record r JOIN household h ON h.id = r.household_id
                    WHERE r.product_id = l.product_id AND r.struck_at IS NULL
                      AND r.done_on BETWEEN l.harvested_on - 365 AND l.harvested_on
                      AND r.household_id IN (SELECT s.household_id ${DELIVERED})
                    ORDER BY r.done_on DESC, r.id LIMIT ${MOST_RECORDS}) r) AS records,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('month', g.month, 'province', g.province,
                    'grams', g.grams::text) ORDER BY g.month, g.grams DESC, g.province), '[]')
             FROM (SELECT to_char(d.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
                          left(o.region_code, 2) AS province, sum(d.grams) AS grams
                     FROM pack_draw d JOIN orders o ON o.id = d.order_id WHERE d.lot_id = l.id
                    GROUP BY 1, 2) g) AS sales,
          (SELECT jsonb_build_object('number', k.number, 'issuedAt', k.issued_at, 'basis', k.basis)
             FROM conformity_certificate k WHERE k.lot_id = l.id AND k.voided_at IS NULL
            ORDER BY k.issued_at DESC, k.id DESC LIMIT 1) AS certificate
     FROM lot l
     JOIN product p ON p.id = l.product_id
     JOIN category c ON c.id = p.category_id
     JOIN village v ON v.id = p.village_id
     JOIN cooperative coop ON coop.id = l.cooperative_id
    WHERE l.code = $2`,
);

/** The passport behind a lot's code, in one query; undefined for a code no lot has. */
export async function lotPassport(
  tx: Tx,
  input: { readonly code: string; readonly locale: Locale },
): Promise<LotPassport | undefined> {
  const [row] = await tx.run(selectPassport, [input.locale, input.code]);
  if (!row) return undefined;
  const { certificate, ...facts } = row;
  return {
    ...facts,
    deliveries: row.deliveries.map((each) => ({ ...each, grams: BigInt(each.grams) })),
    sales: row.sales.map((each) => ({ ...each, grams: BigInt(each.grams) })),
    certificate: certificate && { ...certificate, issuedAt: new Date(certificate.issuedAt) },
  };
}

/** A lot that goods of an order came from, known from when they went into their box. */
export interface LotOfOrder {
  readonly code: string;
  readonly productName: string;
  readonly villageName: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
}

const selectLotsOfOrder = statement<[locale: Locale, orderId: string], LotOfOrder>(
  "intake.lotsOfOrder",
  `SELECT l.code, p.name ->> $1 AS "productName", v.name ->> $1 AS "villageName", l.harvested_on AS "harvestedOn"
     FROM lot l JOIN product p ON p.id = l.product_id JOIN village v ON v.id = p.village_id
    WHERE l.id IN (SELECT d.lot_id FROM pack_draw d WHERE d.order_id = $2)
    ORDER BY p.position, p.id, l.harvested_on, l.id`,
);

/** Each lot once; none for an order that is not packed, or of goods whose lot nobody knows. */
export function lotsOfOrder(
  tx: Tx,
  input: { readonly orderId: string; readonly locale: Locale },
): Promise<LotOfOrder[]> {
  return tx.run(selectLotsOfOrder, [input.locale, input.orderId]);
}
