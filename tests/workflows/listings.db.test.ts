import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import {
  deskListing,
  type ListingDraft,
  lastSubmission,
  MOST_PHOTOS,
  type PhotoMove,
  productPage,
} from "~/modules/catalog/index.server";
import { REVIEW_CHECKS } from "~/modules/catalog/listing/review";
import { createUser } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { createListing } from "~/workflows/create-listing";
import { discardRevision } from "~/workflows/discard-revision";
import { editPhotos } from "~/workflows/edit-photos";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { reviewListing } from "~/workflows/review-listing";
import { saveListing } from "~/workflows/save-listing";
import { submitListing } from "~/workflows/submit-listing";
import { withdrawListing } from "~/workflows/withdraw-listing";
import { accepted, type Market, makeMarket, openTestDb } from "../support/market";

const now = new Date("2026-03-02T02:00:00Z");
let ticks = 0;
/** Each act of a story comes a second after the one before. */
function later(): Date {
  ticks += 1;
  return new Date(now.getTime() + ticks * 1000);
}
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

function grapes(change: Partial<ListingDraft> = {}): ListingDraft {
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
      ...{ variety: said("阳光玫瑰"), grade: "first", origin: said("南沟"), producer: said("合作社") },
      ...{ shelfLife: 7, storage: "chilled", packaging: "foamBox", brix: 185 },
    },
    packs: [{ skuId: null, name: said("5斤装"), packing: "box", netGrams: 2500n, priceFen: 6990n }],
    ...change,
  };
}

const act = (productId: string, cooperativeId = market.cooperativeId) => ({
  ...{ productId, cooperativeId, userId: staffId },
  now: later(),
});

async function newImage(): Promise<string> {
  const id = newId(now);
  const row = {
    ...{ id, key: id.replaceAll("-", ""), contentHash: id },
    ...{ width: 8, height: 8, widths: [8], blur: "data:," },
  };
  await db.prisma.image.create({ data: { ...row, createdAt: now } });
  return id;
}

async function addPhoto(productId: string): Promise<void> {
  const alt = { "zh-CN": "一串", "zh-TW": "一串", en: "a bunch" };
  await db.prisma.productImage.create({ data: { productId, imageId: await newImage(), position: 0, alt } });
}

async function made(draft = grapes()) {
  const { cooperativeId } = market;
  const created = accepted(await createListing(deps(), { cooperativeId, draft, userId: staffId, now }));
  await addPhoto(created.productId);
  return created;
}

async function decide(
  productId: string,
  decision: Parameters<typeof reviewListing>[1]["decision"],
  staffOf: string[] = [],
) {
  const submissionId = (await lastSubmission(db, productId)) ?? "";
  const reviewer = { userId: reviewerId, staffOf };
  return reviewListing(deps(), { productId, submissionId, reviewer, decision, now: later() });
}
const APPROVE = { decision: "approve", checked: REVIEW_CHECKS } as const;

async function published(draft = grapes()) {
  const created = await made(draft);
  accepted(await submitListing({ db }, act(created.productId)));
  accepted(await decide(created.productId, APPROVE));
  const listing = await deskListing(db, created.productId);
  if (!listing) throw new Error("published and gone");
  return { ...created, draft: listing.draft };
}

const shown = (slug: string) => productPage(db, { slug, locale: "zh-CN", now });

describe("a new listing", () => {
  it("is a draft nobody sees until the alliance has approved it", async () => {
    const { productId, slug } = await made();
    expect(slug).toMatch(/^yangguangmeigui/);
    expect(await shown(slug)).toBeUndefined();
    accepted(await submitListing({ db }, act(productId)));
    expect(await shown(slug)).toBeUndefined();
    accepted(await decide(productId, APPROVE));
    expect(await shown(slug)).toMatchObject({ name: "阳光玫瑰", state: "published" });
  });

  it("keeps its texts in three languages and its attributes typed", async () => {
    const { productId } = await made();
    const row = await db.prisma.product.findUniqueOrThrow({ where: { id: productId } });
    expect(row.name).toEqual({ "zh-CN": "阳光玫瑰", "zh-TW": "阳光玫瑰（繁）", en: "阳光玫瑰" });
    expect(row.attributes).toMatchObject({ brix: 185, grade: "first", origin: { "zh-TW": "南沟（繁）" } });
    expect((await deskListing(db, productId))?.draft).toMatchObject({
      attributes: grapes().attributes,
      name: { zh: "阳光玫瑰", en: "" },
    });
  });

  it("may be unfinished, and is not submitted so", async () => {
    const { productId } = await made(grapes({ attributes: {}, packs: [] }));
    expect(await submitListing({ db }, act(productId))).toMatchObject({
      refusal: {
        code: "ListingIncomplete",
        missing: expect.arrayContaining(["packs", "grade", "shelfLife"]),
      },
    });
  });

  it("is not submitted at a price its share plan cannot bear", async () => {
    const pack = { ...grapes().packs[0], priceFen: 100n } as ListingDraft["packs"][number];
    const { productId } = await made(grapes({ packs: [pack] }));
    expect(await submitListing({ db }, act(productId))).toMatchObject({
      refusal: { code: "PriceBelowFloor" },
    });
  });

  it("takes freight and shares of its own cooperative only", async () => {
    const { cooperativeId } = market;
    const draft = grapes({ sharePlanId: foreign.sharePlanId });
    expect(await createListing(deps(), { cooperativeId, draft, userId: staffId, now })).toMatchObject({
      refusal: { code: "ListingGroundMissing" },
    });
  });

  it("gets an address of its own where two have one name, also at the same moment", async () => {
    const slugs = (await Promise.all(Array.from({ length: 6 }, () => made()))).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(6);
  });
});

describe("a listing that is being reviewed", () => {
  it("is not changed, can be taken back, and comes back with reasons", async () => {
    const { productId } = await made();
    accepted(await submitListing({ db }, act(productId)));
    expect(await saveListing(deps(), { ...act(productId), draft: grapes() })).toMatchObject({
      refusal: { code: "ListingInReview" },
    });
    accepted(await withdrawListing({ db }, act(productId)));
    accepted(await submitListing({ db }, act(productId)));
    const ask = { decision: "askChanges", reasons: ["weightUnclear"], note: "箱子上看不清" } as const;
    accepted(await decide(productId, ask));
    expect((await deskListing(db, productId))?.state).toBe("draft");
    const events = await db.prisma.listingEvent.findMany({ where: { productId }, orderBy: { id: "asc" } });
    expect(events.map(({ move }) => move)).toEqual(["submit", "withdraw", "submit", "askChanges"]);
    expect(events.at(-1)).toMatchObject({
      userId: reviewerId,
      reasons: ["weightUnclear"],
      note: "箱子上看不清",
    });
  });

  it("is decided by nobody of its own cooperative, and only as it was looked at", async () => {
    const { productId } = await made();
    accepted(await submitListing({ db }, act(productId)));
    expect(await decide(productId, APPROVE, [market.cooperativeId])).toMatchObject({
      refusal: { code: "ReviewOfOwnGoods" },
    });
    const submissionId = (await lastSubmission(db, productId)) ?? "";
    accepted(await withdrawListing({ db }, act(productId)));
    accepted(await submitListing({ db }, act(productId)));
    const reviewer = { userId: reviewerId, staffOf: [] };
    const late = await reviewListing(deps(), { productId, submissionId, reviewer, decision: APPROVE, now });
    expect(late).toMatchObject({ refusal: { code: "ReviewOutdated" } });
  });

  it("is decided once when two press at the same moment", async () => {
    const { productId } = await made();
    accepted(await submitListing({ db }, act(productId)));
    const answers = await Promise.all([decide(productId, APPROVE), decide(productId, APPROVE)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});

describe("another cooperative's listing", () => {
  it("is found by none of the acts of the desk", async () => {
    const { productId, draft } = await published();
    const theirs = act(productId, foreign.cooperativeId);
    const answers = [
      await saveListing(deps(), { ...theirs, draft }),
      await submitListing({ db }, theirs),
      await withdrawListing({ db }, theirs),
      await discardRevision({ db }, theirs),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ refusal: { code: "ProductNotFound" } });
  });
});

describe("a listing on sale", () => {
  it("changes price and season at once, and name and weight only when they have been looked at", async () => {
    const { productId, slug, draft } = await published();
    const [pack] = draft.packs;
    if (!pack) throw new Error("no pack");
    const changed = {
      ...draft,
      seasonMonths: [8, 9],
      name: { zh: "南沟阳光玫瑰", en: "Shine Muscat" },
      packs: [{ ...pack, priceFen: 7590n, netGrams: 2400n }],
    };
    expect(accepted(await saveListing(deps(), { ...act(productId), draft: changed })).kept).toBe("revision");
    expect(await shown(slug)).toMatchObject({
      name: "阳光玫瑰",
      seasonMonths: [8, 9],
      skus: [{ priceFen: 7590n, netGrams: 2500n }],
    });
    accepted(await submitListing({ db }, act(productId)));
    // The price moves on while the version waits; what is approved later must not turn it back.
    const price = { skuId: pack.skuId ?? "", cooperativeId: market.cooperativeId, userId: staffId, now };
    accepted(await editSkuPrice({ db }, { ...price, priceFen: 7990n }));
    accepted(await decide(productId, APPROVE));
    expect(await shown(slug)).toMatchObject({
      name: "南沟阳光玫瑰",
      skus: [{ priceFen: 7990n, netGrams: 2400n }],
    });
  });

  it("has one version to come, which is given up or goes when everything is as before", async () => {
    const { productId, draft } = await published();
    const other = { ...draft, sentence: { zh: "更脆更甜", en: "" } };
    for (const each of [other, { ...other, aliases: [] }]) {
      accepted(await saveListing(deps(), { ...act(productId), draft: each }));
    }
    expect(await db.prisma.listingRevision.count({ where: { productId } })).toBe(1);
    accepted(await discardRevision({ db }, act(productId)));
    expect(await discardRevision({ db }, act(productId))).toMatchObject({ refusal: { code: "NoRevision" } });
    accepted(await saveListing(deps(), { ...act(productId), draft: other }));
    accepted(await saveListing(deps(), { ...act(productId), draft }));
    expect((await deskListing(db, productId))?.revision).toBeNull();
  });

  it("refuses a price the share plan cannot bear, and a pack that is not its own", async () => {
    const { productId, draft } = await published();
    const [pack] = draft.packs;
    const cheap = { ...draft, packs: [{ ...pack, priceFen: 100n }] as ListingDraft["packs"] };
    expect(await saveListing(deps(), { ...act(productId), draft: cheap })).toMatchObject({
      refusal: { code: "PriceBelowFloor" },
    });
    const strange = { ...draft, packs: [{ ...pack, skuId: newId(now) }] as ListingDraft["packs"] };
    expect(await saveListing(deps(), { ...act(productId), draft: strange })).toMatchObject({
      refusal: { code: "SkuNotFound" },
    });
  });
});

describe("photographs", () => {
  const shownIds = async (productId: string) =>
    (await deskListing(db, productId))?.photos.map(({ imageId }) => imageId) ?? [];

  it("are put in order, made the cover and taken away, at once and written down", async () => {
    const { productId } = await made();
    for (let count = 0; count < 2; count += 1) {
      accepted(await editPhotos(deps(), { ...act(productId), change: "add", imageId: await newImage() }));
    }
    const [first, second, third] = await shownIds(productId);
    if (!first || !second || !third) throw new Error("three photographs were added");
    const move = (imageId: string, to: PhotoMove) =>
      editPhotos(deps(), { ...act(productId), change: "move", imageId, move: to });
    accepted(await move(third, "cover"));
    expect(await shownIds(productId)).toEqual([third, first, second]);
    accepted(await move(third, "down"));
    accepted(await move(second, "up"));
    expect(await shownIds(productId)).toEqual([first, second, third]);
    accepted(await move(second, "remove"));
    expect(await shownIds(productId)).toEqual([first, third]);
    expect(await move(second, "up")).toMatchObject({ refusal: { code: "PhotoNotFound" } });
    const log = await db.prisma.auditEntry.count({
      where: { subjectId: productId, act: "product.photosChanged" },
    });
    expect(log).toBe(6);
  });

  it("are nine at most, stay while a new listing is looked at, and belong to the own cooperative", async () => {
    const { productId } = await made();
    for (let count = 1; count < MOST_PHOTOS; count += 1) {
      accepted(await editPhotos(deps(), { ...act(productId), change: "add", imageId: await newImage() }));
    }
    const add = { change: "add", imageId: await newImage() } as const;
    expect(await editPhotos(deps(), { ...act(productId), ...add })).toMatchObject({
      refusal: { code: "TooManyPhotos" },
    });
    expect(await editPhotos(deps(), { ...act(productId, foreign.cooperativeId), ...add })).toMatchObject({
      refusal: { code: "ProductNotFound" },
    });
    accepted(await submitListing({ db }, act(productId)));
    expect(await editPhotos(deps(), { ...act(productId), ...add })).toMatchObject({
      refusal: { code: "ListingInReview" },
    });
  });
});

describe("the database", () => {
  it("keeps what became of a listing, and one version to come for each", async () => {
    const { productId, draft } = await published();
    accepted(
      await saveListing(deps(), { ...act(productId), draft: { ...draft, name: { zh: "别的", en: "" } } }),
    );
    await expect(db.pool.query("UPDATE listing_event SET note = 'x'")).rejects.toThrow(/history/);
    await expect(db.pool.query("DELETE FROM listing_event")).rejects.toThrow(/history/);
    await expect(
      db.pool.query(
        `INSERT INTO listing_revision SELECT gen_random_uuid(), product_id, state, content, saved_at, saved_by
           FROM listing_revision WHERE product_id = '${productId}' AND state = 'editing'`,
      ),
    ).rejects.toThrow(/listing_revision_one_open/);
    await expect(
      db.pool.query(`INSERT INTO listing_event (id, product_id, move, at, reasons, note)
                     VALUES (gen_random_uuid(), '${productId}', 'askChanges', now(), '{}', '')`),
    ).rejects.toThrow(/listing_event_reasons/);
  });
});
