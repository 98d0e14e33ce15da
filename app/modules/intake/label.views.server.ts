import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { LabelPack } from "./label";

/** What a lot's labels say, in Chinese whatever the reader speaks (农产品质量安全法 art 38), and the packs it is sold in. */
export interface LotLabel {
  readonly code: string;
  readonly lotId: string;
  readonly productName: string;
  readonly categorySlug: string;
  readonly grade: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly origin: string;
  readonly cooperativeName: string;
  readonly servicePhone: string;
  readonly shelfLifeDays: number | null;
  /** number of its valid certificate */
  readonly certificate: string | null;
  readonly packs: readonly LabelPack[];
}

type Row = Omit<LotLabel, "packs"> & {
  readonly packs: readonly (Omit<LabelPack, "netGrams"> & { readonly netGrams: string })[];
};

const MOST_PACKS = 50;

const select = statement<[locale: Locale, cooperativeId: string, code: string], Row>(
  "intake.lotLabel",
  `SELECT l.code, l.id AS "lotId", p.name ->> 'zh-CN' AS "productName", g.slug AS "categorySlug", l.grade ->> 'zh-CN' AS grade,
          l.harvested_on AS "harvestedOn", l.origin ->> 'zh-CN' AS origin, c.name ->> 'zh-CN' AS "cooperativeName",
          c.service_phone AS "servicePhone", p.shelf_life_days AS "shelfLifeDays",
          (SELECT k.number FROM conformity_certificate k WHERE k.lot_id = l.id AND k.voided_at IS NULL
            ORDER BY k.issued_at DESC, k.id DESC LIMIT 1) AS certificate,
          (SELECT coalesce(json_agg(json_build_object('skuId', s.id, 'name', s.name ->> $1, 'printed', s.name ->> 'zh-CN',
                    'netGrams', s.net_grams::text,
                    'inStore', (SELECT coalesce(sum(y.packs_left), 0) FROM pack_layer y
                                 WHERE y.sku_id = s.id AND y.lot_id = l.id)) ORDER BY s.position, s.id), '[]')
             FROM (SELECT * FROM sku WHERE product_id = p.id ORDER BY position, id LIMIT ${MOST_PACKS}) s) AS packs
     FROM lot l JOIN product p ON p.id = l.product_id JOIN category g ON g.id = p.category_id
     JOIN cooperative c ON c.id = l.cooperative_id
    WHERE l.cooperative_id = $2 AND l.code = $3`,
);

/** Undefined where this cooperative has no such lot. `locale` is the reader's, in which packs are chosen. */
export async function lotLabel(
  tx: Tx,
  {
    cooperativeId,
    code,
    locale,
  }: { readonly cooperativeId: string; readonly code: string; readonly locale: Locale },
): Promise<LotLabel | undefined> {
  const [row] = await tx.run(select, [locale, cooperativeId, code]);
  return row && { ...row, packs: row.packs.map((pack) => ({ ...pack, netGrams: BigInt(pack.netGrams) })) };
}
