import { afterAll, beforeAll } from "vitest";
import { newId } from "~/kernel/ids";
import { deskListing, type ListingDraft, lastSubmission, productPage } from "~/modules/catalog/index.server";
import { REVIEW_CHECKS, type ReviewDecision } from "~/modules/catalog/listing/review";
import { createUser } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { createListing } from "~/workflows/create-listing";
import { reviewListing } from "~/workflows/review-listing";
import { submitListing } from "~/workflows/submit-listing";
import { accepted, type Market, makeMarket, openTestDb } from "../support/market";

export const now = new Date("2026-03-02T02:00:00Z");
export const APPROVE = { decision: "approve", checked: REVIEW_CHECKS } as const;

/** A database with two cooperatives and the people of a listing's life, and what its tests do again and again. */
export function listingGround() {
  let ticks = 0;
  let db: Db;
  let close: () => Promise<void>;
  let market: Market;
  let foreign: Market;
  let staffId: string;
  let reviewerId: string;
  beforeAll(async () => {
    ({ db, close } = await openTestDb());
    market = await makeMarket(db, "own", 0);
    foreign = await makeMarket(db, "foreign", 1);
    ({ userId: staffId } = await createUser(db, { displayName: "雷小宁", phone: null, now }));
    ({ userId: reviewerId } = await createUser(db, { displayName: "郝敏", phone: null, now }));
  });
  afterAll(() => close());

  const deps = () => ({ db, toTraditional: (text: string) => `${text}（繁）` });
  /** Each act of a story comes a second after the one before. */
  const later = () => {
    ticks += 1;
    return new Date(now.getTime() + ticks * 1000);
  };
  const grapes = (change: Partial<ListingDraft> = {}): ListingDraft => ({ ...draftOf(market), ...change });
  const act = (productId: string, cooperativeId = market.cooperativeId) => ({
    productId,
    cooperativeId,
    userId: staffId,
    now: later(),
  });
  const newImage = async () => {
    const id = newId(now);
    const size = { width: 8, height: 8, widths: [8], blur: "data:," };
    const row = { id, key: id.replaceAll("-", ""), contentHash: id, ...size, createdAt: now };
    await db.prisma.image.create({ data: row });
    return id;
  };
  const made = async (draft = grapes()) => {
    const { cooperativeId } = market;
    const created = accepted(await createListing(deps(), { cooperativeId, draft, userId: staffId, now }));
    const alt = { "zh-CN": "一串", "zh-TW": "一串", en: "a bunch" };
    const { productId } = created;
    const imageId = await newImage();
    await db.prisma.productImage.create({ data: { productId, imageId, position: 0, alt } });
    return created;
  };
  const decide = async (productId: string, decision: ReviewDecision, staffOf: string[] = []) => {
    const submissionId = (await lastSubmission(db, productId)) ?? "";
    const reviewer = { userId: reviewerId, staffOf };
    return reviewListing(deps(), { productId, submissionId, reviewer, decision, now: later() });
  };
  const published = async (draft = grapes()) => {
    const created = await made(draft);
    accepted(await submitListing({ db }, act(created.productId)));
    accepted(await decide(created.productId, APPROVE));
    const listing = await deskListing(db, created.productId);
    if (!listing) throw new Error("published and gone");
    return { ...created, draft: listing.draft };
  };
  return {
    deps,
    later,
    grapes,
    act,
    newImage,
    made,
    decide,
    published,
    db: () => db,
    market: () => market,
    foreign: () => foreign,
    staffId: () => staffId,
    reviewerId: () => reviewerId,
    shown: (slug: string) => productPage(db, { slug, locale: "zh-CN", now }),
  };
}

function draftOf(market: Market): ListingDraft {
  const said = (zh: string) => ({ zh, en: "" });
  return {
    template: "fruit",
    categoryId: market.categoryId,
    freightTemplateId: market.freightTemplateId,
    sharePlanId: market.sharePlanId,
    name: said("阳光玫瑰"),
    sentence: said("脆甜"),
    story: said(""),
    aliases: ["青提"],
    seasonMonths: [9],
    freshness: "fresh",
    claimWindowHours: 24,
    attributes: {
      variety: said("阳光玫瑰"),
      grade: "first",
      origin: said("南沟"),
      producer: said("合作社"),
      shelfLife: 7,
      storage: "chilled",
      packaging: "foamBox",
      brix: 185,
    },
    packs: [{ skuId: null, name: said("5斤装"), packing: "box", netGrams: 2500n, priceFen: 6990n }],
  };
}
