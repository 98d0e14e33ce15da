import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { COVERED_CATEGORIES, certificateStanding, ENDING_WITHIN_DAYS } from "./certificate";
import type { CertificateForListing } from "./certificate.store.server";

const WAITING_SLIPS = statement<[cooperativeId: string], { readonly slips: number }>(
  "intake.waitingSlips",
  `SELECT count(*)::int AS slips FROM intake_slip WHERE cooperative_id = $1 AND state = 'draft'`,
);

/** How many slips of whatever day wait for their household's yes. One statement. */
export async function waitingSlips(tx: Tx, cooperativeId: string): Promise<number> {
  const [row] = await tx.run(WAITING_SLIPS, [cooperativeId]);
  return row?.slips ?? 0;
}

/** Goods whose current lot has no certificate, or whose current lot is nearly over so that the next one wants its own. */
export interface GoodsToCertify {
  readonly productName: string;
  /** of the current lot; null where the goods have none */
  readonly lotCode: string | null;
}

export interface CertificatesWanted {
  readonly missing: readonly GoodsToCertify[];
  readonly ending: readonly GoodsToCertify[];
}

/** More goods than a cooperative has on sale. */
const MOST_GOODS = 500;

const ON_SALE = statement<
  [cooperativeId: string, locale: Locale, covered: readonly string[], limit: number],
  GoodsToCertify & CertificateForListing
>(
  "intake.certificatesOnSale",
  `SELECT p.name ->> $2 AS "productName", c.slug AS "categorySlug", current.code AS "lotCode",
          current.harvested_on + p.shelf_life_days AS "keepsUntil",
          (SELECT k.number FROM conformity_certificate k WHERE k.lot_id = current.id AND k.voided_at IS NULL
            ORDER BY k.issued_at DESC, k.id DESC LIMIT 1) AS certificate
     FROM product p JOIN category c ON c.id = p.category_id
     LEFT JOIN LATERAL (SELECT l.id, l.code, l.harvested_on FROM lot l WHERE l.product_id = p.id AND l.grams_total > 0
                         ORDER BY l.harvested_on DESC, l.code LIMIT 1) current ON true
    WHERE p.cooperative_id = $1 AND p.state = 'published' AND c.slug = ANY($3::text[])
      AND EXISTS (SELECT FROM sku s WHERE s.product_id = p.id AND s.on_sale AND s.ships_from IS NULL)
    ORDER BY p.position, p.id LIMIT $4`,
);

/**
 * What of the goods on sale wants a certificate: those sold without one, and those whose certified lot is good for
 * `ENDING_WITHIN_DAYS` more at most. What is sold before its harvest has no lot to certify yet. One statement.
 */
export async function certificatesWanted(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly locale: Locale; readonly now: Date },
): Promise<CertificatesWanted> {
  const { cooperativeId, locale, now } = input;
  const endingFrom = shanghaiDay(addMs(now, ENDING_WITHIN_DAYS * DAY_MS));
  const goods = await tx.run(ON_SALE, [cooperativeId, locale, [...COVERED_CATEGORIES], MOST_GOODS]);
  const standing = (wanted: "missing" | "ending") =>
    goods
      .filter((each) => certificateStanding(each, endingFrom) === wanted)
      .map(({ productName, lotCode }) => ({ productName, lotCode }));
  return { missing: standing("missing"), ending: standing("ending") };
}
