import { describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { deskListing, type ListingDraft } from "~/modules/catalog/index.server";
import { createListing } from "~/workflows/create-listing";
import { discardRevision } from "~/workflows/discard-revision";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { saveListing } from "~/workflows/save-listing";
import { submitListing } from "~/workflows/submit-listing";
import { withdrawListing } from "~/workflows/withdraw-listing";
import { accepted } from "../support/market";
import { APPROVE, listingGround, now } from "./listing-ground";

const { act, db, decide, deps, foreign, grapes, made, market, published, shown, staffId } = listingGround();

describe("a new listing", () => {
  it("is a draft nobody sees until the alliance has approved it", async () => {
    const { productId, slug } = await made();
    expect(slug).toMatch(/^yangguangmeigui/);
    expect(await shown(slug)).toBeUndefined();
    accepted(await submitListing({ db: db() }, act(productId)));
    expect(await shown(slug)).toBeUndefined();
    accepted(await decide(productId, APPROVE));
    expect(await shown(slug)).toMatchObject({ name: "阳光玫瑰", state: "published" });
  });

  it("keeps its texts in three languages and its attributes typed", async () => {
    const { productId } = await made();
    const row = await db().prisma.product.findUniqueOrThrow({ where: { id: productId } });
    expect(row.name).toEqual({ "zh-CN": "阳光玫瑰", "zh-TW": "阳光玫瑰（繁）", en: "阳光玫瑰" });
    expect(row.attributes).toMatchObject({ brix: 185, grade: "first", origin: { "zh-TW": "南沟（繁）" } });
    expect((await deskListing(db(), productId))?.draft).toMatchObject({
      attributes: grapes().attributes,
      name: { zh: "阳光玫瑰", en: "" },
    });
  });

  it("may be unfinished, and is not submitted so", async () => {
    const { productId } = await made(grapes({ attributes: {}, packs: [] }));
    expect(await submitListing({ db: db() }, act(productId))).toMatchObject({
      refusal: {
        code: "ListingIncomplete",
        missing: expect.arrayContaining(["packs", "grade", "shelfLife"]),
      },
    });
  });

  it("is not submitted at a price its share plan cannot bear", async () => {
    const pack = { ...grapes().packs[0], priceFen: 100n } as ListingDraft["packs"][number];
    const { productId } = await made(grapes({ packs: [pack] }));
    expect(await submitListing({ db: db() }, act(productId))).toMatchObject({
      refusal: { code: "PriceBelowFloor" },
    });
  });

  it("takes freight and shares of its own cooperative only", async () => {
    const { cooperativeId } = market();
    const draft = grapes({ sharePlanId: foreign().sharePlanId });
    expect(await createListing(deps(), { cooperativeId, draft, userId: staffId(), now })).toMatchObject({
      refusal: { code: "ListingGroundMissing" },
    });
  });

  it("gets an address of its own where two have one name, also at the same moment", async () => {
    const slugs = (await Promise.all(Array.from({ length: 6 }, () => made()))).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(6);
  });
});

describe("another cooperative's listing", () => {
  it("is found by none of the acts of the desk", async () => {
    const { productId, draft } = await published();
    const theirs = act(productId, foreign().cooperativeId);
    const answers = [
      await saveListing(deps(), { ...theirs, draft }),
      await submitListing({ db: db() }, theirs),
      await withdrawListing({ db: db() }, theirs),
      await discardRevision({ db: db() }, theirs),
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
    accepted(await submitListing({ db: db() }, act(productId)));
    // The price moves on while the version waits; what is approved later must not turn it back.
    const price = { skuId: pack.skuId ?? "", cooperativeId: market().cooperativeId, userId: staffId(), now };
    accepted(await editSkuPrice({ db: db() }, { ...price, priceFen: 7990n }));
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
    expect(await db().prisma.listingRevision.count({ where: { productId } })).toBe(1);
    accepted(await discardRevision({ db: db() }, act(productId)));
    expect(await discardRevision({ db: db() }, act(productId))).toMatchObject({
      refusal: { code: "NoRevision" },
    });
    accepted(await saveListing(deps(), { ...act(productId), draft: other }));
    accepted(await saveListing(deps(), { ...act(productId), draft }));
    expect((await deskListing(db(), productId))?.revision).toBeNull();
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

describe("the database", () => {
  it("keeps what became of a listing, and one version to come for each", async () => {
    const { productId, draft } = await published();
    accepted(
      await saveListing(deps(), { ...act(productId), draft: { ...draft, name: { zh: "别的", en: "" } } }),
    );
    await expect(db().pool.query("UPDATE listing_event SET note = 'x'")).rejects.toThrow(/history/);
    await expect(db().pool.query("DELETE FROM listing_event")).rejects.toThrow(/history/);
    await expect(
      db().pool.query(
        `INSERT INTO listing_revision SELECT gen_random_uuid(), product_id, state, content, saved_at, saved_by
           FROM listing_revision WHERE product_id = '${productId}' AND state = 'editing'`,
      ),
    ).rejects.toThrow(/listing_revision_one_open/);
    await expect(
      db().pool.query(`INSERT INTO listing_event (id, product_id, move, at, reasons, note)
                     VALUES (gen_random_uuid(), '${productId}', 'askChanges', now(), '{}', '')`),
    ).rejects.toThrow(/listing_event_reasons/);
  });
});
