import { newId } from "~/kernel/ids";
import { adjustStock } from "~/modules/catalog/index.server";
import type { Tx } from "~/platform/db/db.server";
import { accepted, MARKET_OPENED, type Market, makeListing, makeMarket, words } from "../support/market";

/** A place with 30 listings of two sizes each, with pictures, so that a page of the list is full. */
export interface BenchMarket {
  readonly markets: readonly Market[];
  /** One for each listing: its cheaper size. */
  readonly goods: readonly BenchGoods[];
}

export interface BenchGoods {
  readonly slug: string;
  readonly productId: string;
  readonly skuId: string;
}

/** Price of the cheaper size, and freight of one box of 3 kg. */
export const GOODS_FEN = 5990n;
export const FREIGHT_FEN = 800n;

/** Lianhu District of Xi'an, with the levels above it as the checkout form sends them. */
export const REGION = { region1: "610000", region2: "610100", region3: "610104" } as const;

const VILLAGES = ["yandixia", "lishisan", "shouzhang"];
const LISTINGS = 30;
const PACKS = 2_000_000;

/** As long as the blurred stand-in of a real picture. */
const BLUR = `data:image/webp;base64,${"UklGRkAAAABXRUJQVlA4IDQAAACwAQCdASoIAAgAAkA4JZwAA3AA".repeat(2)}`;

export async function makeBenchMarket(tx: Tx): Promise<BenchMarket> {
  const markets: Market[] = [];
  for (const [position, slug] of VILLAGES.entries()) markets.push(await makeMarket(tx, slug, position));
  const goods: BenchGoods[] = [];
  for (let position = 0; position < LISTINGS; position += 1) {
    const market = markets[position % markets.length];
    if (market) goods.push(await makeGoods(tx, market, position));
  }
  return { markets, goods };
}

async function makeGoods(tx: Tx, market: Market, position: number): Promise<BenchGoods> {
  const slug = `goods-${position}`;
  const { productId, skuIds } = await makeListing(tx, market, {
    slug,
    name: `高山蒜苗 ${position} 号`,
    position,
    seasonMonths: [3, 4, 10, 11],
    skus: [{ priceFen: GOODS_FEN }, { name: words("5公斤装"), netGrams: 5000n, priceFen: 9900n }],
    packs: PACKS,
  });
  await addPicture(tx, productId, position);
  const [skuId] = skuIds;
  if (skuId === undefined) throw new Error("a listing has a sku");
  return { slug, productId, skuId };
}

/** Rows only: nobody loads the picture itself here. */
async function addPicture(tx: Tx, productId: string, position: number): Promise<void> {
  const id = newId(MARKET_OPENED);
  const key = String(position).padStart(32, "0");
  await tx.prisma.image.create({
    data: {
      id,
      key,
      contentHash: key,
      width: 1200,
      height: 1200,
      widths: [160, 320, 480, 640, 960],
      blur: BLUR,
      createdAt: MARKET_OPENED,
    },
  });
  await tx.prisma.productImage.create({
    data: { productId, imageId: id, position: 0, alt: words("一把蒜苗") },
  });
}

/** A pool of exactly `packs`, for a rush. */
export async function putOnSale(tx: Tx, skuId: string, packs: number): Promise<void> {
  const entry = {
    movementId: newId(MARKET_OPENED),
    skuId,
    channel: "shop",
    packs,
    reason: "packed",
  } as const;
  accepted(await adjustStock(tx, { ...entry, userId: null, at: MARKET_OPENED }));
}
