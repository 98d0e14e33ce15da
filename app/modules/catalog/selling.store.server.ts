import type { Fen } from "~/kernel/money";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { FreightTemplate, FreightZone } from "./freight";
import type { ShippingWindow } from "./preorder";
import type { StockPool } from "./stock";

/** Everything an order line is made of, as it stands now. */
export interface SkuForOrdering {
  readonly skuId: string;
  readonly productId: string;
  readonly productSlug: string;
  /** Key of the cover picture, for its small renditions. */
  readonly imageKey: string | null;
  readonly cooperativeId: string;
  readonly cooperativeSlug: string;
  readonly cooperativeName: LocalizedText;
  readonly villageId: string;
  readonly name: LocalizedText;
  readonly skuName: LocalizedText;
  readonly packing: string;
  /** Declared net weight of one pack. */
  readonly netGrams: Grams;
  readonly priceFen: Fen;
  /** Published and not taken off sale. */
  readonly onSale: boolean;
  /** `fresh` goods have no seven-day return; the buyer confirms that at checkout. */
  readonly freshness: string;
  readonly claimWindowHours: number;
  readonly template: FreightTemplate;
  readonly pools: readonly StockPool[];
  /** set while it is sold before its harvest: when it will be sent */
  readonly ships: ShippingWindow | null;
  /** The latest version of the product's share plan; its legs are read by the sharing module. */
  readonly sharePlanVersionId: string;
  readonly planLegs: unknown;
  /** The books a sale is written in. */
  readonly books: SaleBooks;
}

export interface SaleBooks {
  readonly operator: string;
  readonly cooperative: string;
  /** Of the village the goods come from. */
  readonly collective: string;
}

/** jsonb carries bigints as text so that none is squeezed through a float. */
interface ZoneJson {
  readonly regionPrefixes: string[];
  readonly refused: boolean;
  readonly firstGrams: string;
  readonly firstFen: string;
  readonly stepGrams: string;
  readonly stepFen: string;
}

interface Row extends Omit<SkuForOrdering, "template" | "books" | "ships"> {
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
  readonly templateId: string;
  readonly zones: ZoneJson[];
  readonly operatorBook: string;
  readonly cooperativeBook: string;
  readonly collectiveBook: string;
}

/**
 * The ids come as jsonb and are an array only inside: the planner looks into an array it is given and would plan this
 * join anew on each call, because a plan for one id seems cheaper than the general one. Planning costs more than the
 * query. An array of unknown length it takes for ten, and finds them by their key.
 */
const SKUS = statement<[string], Row>(
  "catalog.skusForOrdering",
  `SELECT s.id AS "skuId", p.id AS "productId", p.slug AS "productSlug", co.id AS "cooperativeId",
     co.slug AS "cooperativeSlug", co.name AS "cooperativeName", p.village_id AS "villageId", p.name,
     s.name AS "skuName", s.packing, s.net_grams AS "netGrams", s.price_fen AS "priceFen",
     s.on_sale AND p.state = 'published' AS "onSale", p.freshness, p.claim_window_hours AS "claimWindowHours",
     p.freight_template_id AS "templateId", v.id AS "sharePlanVersionId", v.legs AS "planLegs",
     s.ships_from AS "shipsFrom", s.ships_until AS "shipsUntil", co.book_id AS "cooperativeBook", cl.book_id AS "collectiveBook",
     (SELECT id FROM book WHERE chart = 'operator-2013' ORDER BY code LIMIT 1) AS "operatorBook",
     (SELECT image.key FROM product_image shown JOIN image ON image.id = shown.image_id
        WHERE shown.product_id = p.id ORDER BY shown.position, image.id LIMIT 1) AS "imageKey",
     (SELECT coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'onHand', on_hand, 'held', held)), '[]')
        FROM stock_pool sp WHERE sp.sku_id = s.id) AS pools,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('regionPrefixes', region_prefixes, 'refused', refused,
          'firstGrams', first_grams::text, 'firstFen', first_fen::text,
          'stepGrams', step_grams::text, 'stepFen', step_fen::text)), '[]')
        FROM freight_zone z WHERE z.template_id = p.freight_template_id) AS zones
   FROM sku s
   JOIN product p ON p.id = s.product_id
   JOIN cooperative co ON co.id = p.cooperative_id
   JOIN collective cl ON cl.village_id = p.village_id
   JOIN LATERAL (SELECT id, legs FROM share_plan_version spv WHERE spv.plan_id = p.share_plan_id
                 ORDER BY version DESC LIMIT 1) v ON true
   WHERE s.id = ANY(ARRAY(SELECT jsonb_array_elements_text($1::jsonb)::uuid))`,
);

function zoneOf(json: ZoneJson): FreightZone {
  return {
    regionPrefixes: json.regionPrefixes,
    refused: json.refused,
    firstGrams: BigInt(json.firstGrams),
    firstFen: BigInt(json.firstFen),
    stepGrams: BigInt(json.stepGrams),
    stepFen: BigInt(json.stepFen),
  };
}

/** The skus asked for that exist, by id; one query, whatever the number. */
export async function skusForOrdering(
  tx: Tx,
  skuIds: readonly string[],
): Promise<ReadonlyMap<string, SkuForOrdering>> {
  const rows = await tx.run(SKUS, [JSON.stringify(skuIds)]);
  return new Map(
    rows.map(
      ({
        templateId,
        zones,
        operatorBook,
        cooperativeBook,
        collectiveBook,
        shipsFrom,
        shipsUntil,
        ...sku
      }) => [
        sku.skuId,
        {
          ...sku,
          ships: shipsFrom && shipsUntil ? { from: shipsFrom, until: shipsUntil } : null,
          template: { id: templateId, zones: zones.map(zoneOf) },
          books: { operator: operatorBook, cooperative: cooperativeBook, collective: collectiveBook },
        },
      ],
    ),
  );
}
