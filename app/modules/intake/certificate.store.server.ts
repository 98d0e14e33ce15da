import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Basis, CertificateUnknown, CertificateVoided, Occasion } from "./certificate";

/** A lot as a certificate would speak of it, in Chinese, which is what is printed. */
export interface LotToCertify {
  readonly lotId: string;
  readonly code: string;
  readonly productId: string;
  readonly productName: string;
  readonly origin: string;
  readonly grams: Grams;
  readonly cooperativeName: string;
  readonly servicePhone: string;
  /** the lot's valid certificate, newest first */
  readonly standing: { readonly id: string; readonly number: string } | null;
}

const lockLot = statement<[code: string, cooperativeId: string], LotToCertify>(
  "intake.lotToCertify",
  `SELECT l.id AS "lotId", l.code, l.product_id AS "productId", p.name ->> 'zh-CN' AS "productName",
          l.origin ->> 'zh-CN' AS origin, l.grams_total AS grams, c.name ->> 'zh-CN' AS "cooperativeName",
          c.service_phone AS "servicePhone",
          (SELECT jsonb_build_object('id', k.id, 'number', k.number) FROM conformity_certificate k
            WHERE k.lot_id = l.id AND k.voided_at IS NULL ORDER BY k.issued_at DESC, k.id DESC LIMIT 1) AS standing
     FROM lot l JOIN product p ON p.id = l.product_id JOIN cooperative c ON c.id = l.cooperative_id
    WHERE l.code = $1 AND l.cooperative_id = $2 FOR UPDATE OF l`,
);

/** A lot of this cooperative, locked so that two certificates are issued one after the other. */
export async function lockLotToCertify(
  tx: Tx,
  code: string,
  cooperativeId: string,
): Promise<LotToCertify | undefined> {
  const [lot] = await tx.run(lockLot, [code, cooperativeId]);
  return lot;
}

export interface NewCertificate {
  readonly number: string;
  readonly lot: LotToCertify;
  readonly cooperativeId: string;
  readonly grams: Grams;
  readonly basis: readonly Basis[];
  readonly occasion: Occasion;
  readonly userId: string | null;
  readonly now: Date;
}

export async function insertCertificate(
  tx: Tx,
  certificate: NewCertificate,
): Promise<{ readonly certificateId: string }> {
  const { number, lot, cooperativeId, grams, basis, occasion, userId, now } = certificate;
  const certificateId = newId(now);
  await tx.prisma.conformityCertificate.create({
    data: {
      id: certificateId,
      number,
      lotId: lot.lotId,
      cooperativeId,
      grams,
      occasion,
      name: lot.productName,
      origin: lot.origin,
      promisor: lot.cooperativeName,
      contact: lot.servicePhone,
      basis: [...basis],
      replacesId: lot.standing?.id ?? null,
      issuedAt: now,
      issuedByUserId: userId,
    },
  });
  return { certificateId };
}

const writeVoid = statement<
  [certificateId: string, cooperativeId: string, reason: string, now: Date],
  { readonly voided: boolean; readonly number: string; readonly lotId: string; readonly productId: string }
>(
  "intake.voidCertificate",
  `WITH known AS (
     SELECT k.id, k.number, k.lot_id, l.product_id, k.voided_at FROM conformity_certificate k JOIN lot l ON l.id = k.lot_id
      WHERE k.id = $1 AND k.cooperative_id = $2 FOR UPDATE OF k
   ), voided AS (
     UPDATE conformity_certificate k SET voided_at = $4, void_reason = $3 FROM known
      WHERE k.id = known.id AND known.voided_at IS NULL RETURNING k.id
   )
   SELECT EXISTS (SELECT FROM voided) AS voided, number, lot_id AS "lotId", product_id AS "productId" FROM known`,
);

/** Takes a certificate back; it stays on record with the reason. */
export async function voidCertificate(
  tx: Tx,
  input: {
    readonly certificateId: string;
    readonly cooperativeId: string;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<
  Result<
    { readonly number: string; readonly lotId: string; readonly productId: string },
    CertificateUnknown | CertificateVoided
  >
> {
  const { certificateId, cooperativeId, reason, now } = input;
  const [row] = await tx.run(writeVoid, [certificateId, cooperativeId, reason, now]);
  if (!row) return refuse({ code: "CertificateUnknown" });
  return row.voided ? ok(row) : refuse({ code: "CertificateVoided" });
}

/** What decides whether a listing may go on sale. */
export interface CertificateForListing {
  readonly categorySlug: string;
  /** of the listing's current lot, the one harvested last that holds anything; null where it has none */
  readonly certificate: string | null;
  /** YYYY-MM-DD, the day to which the current lot is good; null where nobody has said */
  readonly keepsUntil: string | null;
}

const selectForListing = statement<[productId: string], CertificateForListing>(
  "intake.certificateForListing",
  `SELECT c.slug AS "categorySlug", current.harvested_on + p.shelf_life_days AS "keepsUntil",
          (SELECT k.number FROM conformity_certificate k WHERE k.lot_id = current.id AND k.voided_at IS NULL
            ORDER BY k.issued_at DESC, k.id DESC LIMIT 1) AS certificate
     FROM product p JOIN category c ON c.id = p.category_id
     LEFT JOIN LATERAL (SELECT l.id, l.harvested_on FROM lot l WHERE l.product_id = p.id AND l.grams_total > 0
                         ORDER BY l.harvested_on DESC, l.code LIMIT 1) current ON true
    WHERE p.id = $1`,
);

/** The certificate a listing would be sold with; undefined for a listing that is not there. */
export async function certificateForListing(
  tx: Tx,
  productId: string,
): Promise<CertificateForListing | undefined> {
  const [row] = await tx.run(selectForListing, [productId]);
  return row;
}
