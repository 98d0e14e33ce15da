import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Basis, Occasion } from "./certificate";

export const MOST_LOTS = 50;

/** A lot in the desk's list. Lots from before the scale have no slips: `slips` is 0. */
export interface LotRow {
  readonly id: string;
  readonly code: string;
  readonly productName: string;
  readonly categorySlug: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly grade: string;
  readonly grams: Grams;
  /** all that is still there: unpacked, set aside for wholesale, and in packs */
  readonly gramsLeft: Grams;
  readonly households: number;
  /** number of its valid certificate */
  readonly certificate: string | null;
}

const STANDING = `(SELECT k.number FROM conformity_certificate k WHERE k.lot_id = l.id AND k.voided_at IS NULL
  ORDER BY k.issued_at DESC, k.id DESC LIMIT 1)`;

/** Slips that count for a lot: confirmed, and not put right by another confirmed one. */
const COUNTED = `s.state = 'confirmed'
  AND NOT EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed')`;

const ROW_COLUMNS = `l.id, l.code, p.name ->> $1 AS "productName", c.slug AS "categorySlug", l.harvested_on AS "harvestedOn",
  l.grade ->> $1 AS grade, l.grams_total AS grams, 
  l.grams_total - l.grams_lost - l.grams_bulk - l.grams_sold - l.grams_taken AS "gramsLeft",
  (SELECT count(DISTINCT s.household_id)::int FROM intake_slip s WHERE s.lot_id = l.id AND ${COUNTED}) AS households,
  ${STANDING} AS certificate`;

const selectLots = statement<
  [locale: Locale, cooperativeId: string, afterDay: string | null, afterId: string | null, limit: number],
  LotRow
>(
  "intake.lots",
  `SELECT ${ROW_COLUMNS}
     FROM lot l JOIN product p ON p.id = l.product_id JOIN category c ON c.id = p.category_id
     LEFT JOIN intake_lot i ON i.lot_id = l.id
    WHERE l.cooperative_id = $2 AND (l.grams_total > 0 OR l.grams_packed > 0 OR l.grams_bulk > 0)
      AND ($3::date IS NULL OR (l.harvested_on, l.id) < ($3::date, $4::uuid))
    ORDER BY l.harvested_on DESC, l.id DESC LIMIT $5`,
);

export async function lots(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly locale: Locale;
    readonly after?: { readonly day: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<{
  readonly lots: readonly LotRow[];
  readonly next: { readonly day: string; readonly id: string } | null;
}> {
  const { cooperativeId, locale, after, limit } = input;
  invariant(limit >= 1 && limit <= MOST_LOTS, `a page has 1 to ${MOST_LOTS} lots`);
  const rows = await tx.run(selectLots, [
    locale,
    cooperativeId,
    after?.day ?? null,
    after?.id ?? null,
    limit + 1,
  ]);
  const { shown, next } = pageOf(rows, limit, ({ harvestedOn, id }) => ({ day: harvestedOn, id }));
  return { lots: shown, next };
}

export interface CertificateView {
  readonly id: string;
  readonly number: string;
  readonly grams: Grams;
  readonly occasion: Occasion;
  readonly basis: readonly Basis[];
  readonly issuedAt: Date;
  readonly voidedAt: Date | null;
  readonly voidReason: string | null;
}

/** A lot with what its cooperative knows of it. */
export interface LotPage extends LotRow {
  readonly origin: string;
  readonly fenIn: Fen | null;
  readonly slips: readonly {
    readonly number: string;
    readonly householdNumber: number;
    readonly grams: Grams;
    readonly fen: Fen;
  }[];
  readonly certificates: readonly CertificateView[];
}

type LotPageRow = Omit<LotPage, "slips" | "certificates"> & {
  readonly slips: readonly {
    readonly number: string;
    readonly householdNumber: number;
    readonly grams: string;
    readonly fen: string;
  }[];
  readonly certificates: readonly (Omit<CertificateView, "grams" | "issuedAt" | "voidedAt"> & {
    readonly grams: string;
    readonly issuedAt: string;
    readonly voidedAt: string | null;
  })[];
};

const selectLot = statement<[locale: Locale, cooperativeId: string, code: string], LotPageRow>(
  "intake.lotPage",
  `SELECT ${ROW_COLUMNS}, l.origin ->> $1 AS origin, i.fen_in AS "fenIn",
          (SELECT coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'householdNumber', h.number,
                    'grams', s.net_grams::text, 'fen', s.amount_fen::text) ORDER BY s.confirmed_at, s.id), '[]')
             FROM intake_slip s JOIN household h ON h.id = s.household_id
            WHERE s.lot_id = l.id AND ${COUNTED}) AS slips,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'number', k.number, 'grams', k.grams::text,
                    'occasion', k.occasion, 'basis', k.basis, 'issuedAt', k.issued_at, 'voidedAt', k.voided_at,
                    'voidReason', k.void_reason) ORDER BY k.issued_at DESC, k.id DESC), '[]')
             FROM conformity_certificate k WHERE k.lot_id = l.id) AS certificates
     FROM lot l JOIN product p ON p.id = l.product_id JOIN category c ON c.id = p.category_id
     LEFT JOIN intake_lot i ON i.lot_id = l.id
    WHERE l.cooperative_id = $2 AND l.code = $3`,
);

export async function lotPage(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly code: string; readonly locale: Locale },
): Promise<LotPage | undefined> {
  const [row] = await tx.run(selectLot, [input.locale, input.cooperativeId, input.code]);
  if (!row) return undefined;
  return {
    ...row,
    slips: row.slips.map((slip) => ({ ...slip, grams: BigInt(slip.grams), fen: BigInt(slip.fen) })),
    certificates: row.certificates.map((each) => ({
      ...each,
      grams: BigInt(each.grams),
      issuedAt: new Date(each.issuedAt),
      voidedAt: each.voidedAt === null ? null : new Date(each.voidedAt),
    })),
  };
}

/** A certificate as it is printed, in Chinese whatever the reader speaks. */
export interface CertificatePrint {
  readonly number: string;
  readonly name: string;
  readonly grams: Grams;
  readonly origin: string;
  readonly promisor: string;
  readonly contact: string;
  readonly basis: readonly Basis[];
  readonly issuedAt: Date;
  readonly voidedAt: Date | null;
  readonly lotCode: string;
  readonly lotId: string;
}

const selectPrint = statement<[number: string], CertificatePrint>(
  "intake.certificatePrint",
  `SELECT k.number, k.name, k.grams, k.origin, k.promisor, k.contact, k.basis, k.issued_at AS "issuedAt",
          k.voided_at AS "voidedAt", l.code AS "lotCode", l.id AS "lotId"
     FROM conformity_certificate k JOIN lot l ON l.id = k.lot_id WHERE k.number = $1`,
);

export async function certificatePrint(tx: Tx, number: string): Promise<CertificatePrint | undefined> {
  const [print] = await tx.run(selectPrint, [number]);
  return print;
}
