import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { deskListing, lastSubmission } from "~/modules/catalog/index.server";
import { copyOfDraft } from "~/modules/catalog/listing/draft";
import { toTraditional } from "~/platform/conversion.server";
import { carryOutDuePlans } from "~/workflows/carry-out-due-plans";
import { createListing } from "~/workflows/create-listing";
import { editPhotos } from "~/workflows/edit-photos";
import { planChange } from "~/workflows/plan-change";
import { reviewListing } from "~/workflows/review-listing";
import { submitListing } from "~/workflows/submit-listing";
import { must } from "./must";
import type { Stage } from "./stage";

/** What lies on the desks for listings when the demo opens: the same goods in another pack, on the way to the shop. */
const ON_THE_WAY = [
  {
    slug: "ganquan-pingguo",
    name: { zh: "甘泉苹果尝鲜小箱", en: "Ganquan apples, tasting box" },
    sentence: { zh: "六个一箱，先尝尝再买大的", en: "Six to a box: taste first, then order the big one" },
    quality: {
      variety: { zh: "红富士", en: "Red Fuji" },
      grade: "first",
      shelfLife: 60,
      packaging: "carton",
      diameter: 80,
    },
    sentBack: null,
  },
  {
    slug: "lengdixia-suanmiao",
    name: { zh: "高山蒜苗食堂装", en: "Highland garlic sprouts, kitchen size" },
    sentence: { zh: "给食堂和饭馆的大份，拆箱就能切", en: "The large size for canteens, ready to cut" },
    quality: { grade: "first", shelfLife: 7, packaging: "foamBox", length: 35 },
    sentBack: "箱子侧面的净重拍糊了，请在亮处补一张，写明净重和毛重。",
  },
] as const;

const PLANNED_PRICE = {
  slug: "lengdixia-suanmiao",
  pack: 0,
  raisedFen: 200n,
  reason: "直播夜过后回到平时的价",
};
const PROMOTION = { slug: "nangou-putaogan", pack: 0, loweredFen: 300n, reason: "冬至前清仓一批" };
const PROMOTION_HOURS = 60;

/** Two listings on their way through the review, a price planned for tomorrow evening, a promotion that has just begun. */
export async function layListingDesk(
  stage: Stage,
  pictures: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  for (const each of ON_THE_WAY) await bringOnTheWay(stage, pictures, each, now);
  const planned = packOf(stage, PLANNED_PRICE);
  const costs = await priceOf(stage, planned.skuId);
  await plan(stage, PLANNED_PRICE, addMs(now, -2 * HOUR_MS), {
    kind: "price",
    skuId: planned.skuId,
    priceFen: costs + PLANNED_PRICE.raisedFen,
    dueAt: addMs(now, DAY_MS),
  });
  const { skuId } = packOf(stage, PROMOTION);
  const priceFen = (await priceOf(stage, skuId)) - PROMOTION.loweredFen;
  await plan(stage, PROMOTION, addMs(now, -HOUR_MS), {
    kind: "promotion",
    skuId,
    priceFen,
    dueAt: addMs(now, -MINUTE_MS),
    tillAt: addMs(now, PROMOTION_HOURS * HOUR_MS),
  });
  const onFault = (fault: unknown) => {
    throw fault;
  };
  await carryOutDuePlans({ db: stage.db, onFault }, { now });
}

function packOf(stage: Stage, { slug, pack }: { readonly slug: string; readonly pack: number }) {
  const listing = stage.listings.get(slug);
  invariant(listing, `there is a listing ${slug}`);
  const { cooperativeId } = stage.places[listing.data.village];
  const userId = stage.cast.staffOf[listing.data.village];
  return { listing, cooperativeId, userId, skuId: stage.skuId(slug, pack) };
}

async function priceOf({ db }: Stage, skuId: string): Promise<bigint> {
  return (await db.prisma.sku.findUniqueOrThrow({ where: { id: skuId } })).priceFen;
}

type Wish =
  | { readonly kind: "price"; readonly skuId: string; readonly priceFen: bigint; readonly dueAt: Date }
  | {
      readonly kind: "promotion";
      readonly skuId: string;
      readonly priceFen: bigint;
      readonly dueAt: Date;
      readonly tillAt: Date;
    };

async function plan(
  stage: Stage,
  { slug, pack, reason }: { readonly slug: string; readonly pack: number; readonly reason: string },
  now: Date,
  wish: Wish,
): Promise<void> {
  const { listing, cooperativeId, userId } = packOf(stage, { slug, pack });
  const act = { productId: listing.productId, cooperativeId, userId, now };
  must(await planChange(stage, { ...act, plan: { ...wish, reason } }), `a plan for ${slug}`);
}

async function bringOnTheWay(
  stage: Stage,
  pictures: ReadonlyMap<string, string>,
  { slug, name, sentence, quality, sentBack }: (typeof ON_THE_WAY)[number],
  now: Date,
): Promise<void> {
  const { listing, cooperativeId, userId } = packOf(stage, { slug, pack: 0 });
  const deps = { ...stage, toTraditional };
  const like = await deskListing(stage.db, listing.productId);
  invariant(like, `${slug} can be copied`);
  const attributes = { ...like.draft.attributes, ...quality };
  const draft = { ...copyOfDraft(like.draft, name.zh), name, sentence, attributes };
  const started = addMs(now, -26 * HOUR_MS);
  const made = must(await createListing(deps, { cooperativeId, draft, userId, now: started }), name.zh);
  const act = { productId: made.productId, cooperativeId, userId };
  const { picture } = listing.data;
  for (const file of [picture, `${picture}-wide`]) {
    const imageId = pictures.get(file);
    invariant(imageId, `the drawing ${file} is there`);
    must(await editPhotos(deps, { ...act, change: "add", imageId, now: started }), `a picture of ${name.zh}`);
  }
  must(await submitListing(stage, { ...act, now: addMs(now, -22 * HOUR_MS) }), `submitting ${name.zh}`);
  if (sentBack === null) return;
  const submissionId = await lastSubmission(stage.db, made.productId);
  invariant(submissionId, `${name.zh} was submitted`);
  const reviewer = { userId: stage.cast.userIds.allianceStaff, staffOf: [] };
  const decision = { decision: "askChanges", reasons: ["weightUnclear"], note: sentBack } as const;
  const answered = {
    productId: made.productId,
    submissionId,
    reviewer,
    decision,
    now: addMs(now, -3 * HOUR_MS),
  };
  must(await reviewListing(deps, answered), `asking for changes of ${name.zh}`);
}
