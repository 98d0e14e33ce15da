import { z } from "zod";
import { PRICE_PER, readYuan } from "./desk.price";
import { LONGEST_PLAN_REASON } from "./pricing/plan";
import { PUBLICATION_MOVES } from "./product";
import { STOCK_CHANNELS } from "./stock";

/** Shapes of the desk's forms for listings. Messages are codes; the catalogues have the words. */

export const skuPriceForm = z.object({
  skuId: z.uuid("skuId"),
  per: z.enum(PRICE_PER, "per"),
  price: z.string().transform((typed, context) => {
    const thousandths = readYuan(typed);
    if (thousandths !== undefined) return thousandths;
    context.addIssue({ code: "custom", message: "priceUnreadable" });
    return z.NEVER;
  }),
  /** why, for the price history */
  reason: z.string().trim().max(LONGEST_PLAN_REASON).default(""),
});

/** A change of the packs on sale, up or down; the direction is its own field so that nobody types a minus. */
export const skuStockForm = z.object({
  skuId: z.uuid("skuId"),
  channel: z.enum(STOCK_CHANNELS).default("shop"),
  direction: z.enum(["add", "take"], "direction"),
  packs: z
    .string()
    .transform((text) => text.normalize("NFKC").trim())
    .pipe(z.string().regex(/^[1-9]\d{0,5}$/, "packsUnreadable"))
    .transform(Number),
  reason: z.string().min(1, "reasonMissing").max(40),
});

export const publicationForm = z.object({
  productId: z.uuid("productId"),
  move: z.enum(PUBLICATION_MOVES),
});
