import { describe, expect, it } from "vitest";
import { cryptoRandom } from "~/kernel/ids";
import { createCategory, createLot, deskListing, lastSubmission } from "~/modules/catalog/index.server";
import { certificateOf } from "~/workflows/change-publication";
import { issueCertificate } from "~/workflows/issue-certificate";
import { reviewListing } from "~/workflows/review-listing";
import { saveListing } from "~/workflows/save-listing";
import { submitListing } from "~/workflows/submit-listing";
import { withdrawListing } from "~/workflows/withdraw-listing";
import { accepted, words } from "../support/market";
import { APPROVE, listingGround, now } from "./listing-ground";

const { act, db, decide, deps, grapes, made, market, reviewerId, shown, staffId } = listingGround();

describe("a listing that is being reviewed", () => {
  it("is not changed, can be taken back, and comes back with reasons", async () => {
    const { productId } = await made();
    accepted(await submitListing({ db: db() }, act(productId)));
    expect(await saveListing(deps(), { ...act(productId), draft: grapes() })).toMatchObject({
      refusal: { code: "ListingInReview" },
    });
    accepted(await withdrawListing({ db: db() }, act(productId)));
    accepted(await submitListing({ db: db() }, act(productId)));
    const ask = { decision: "askChanges", reasons: ["weightUnclear"], note: "箱子上看不清" } as const;
    accepted(await decide(productId, ask));
    expect((await deskListing(db(), productId))?.state).toBe("draft");
    const events = await db().prisma.listingEvent.findMany({ where: { productId }, orderBy: { id: "asc" } });
    expect(events.map(({ move }) => move)).toEqual(["submit", "withdraw", "submit", "askChanges"]);
    expect(events.at(-1)).toMatchObject({
      userId: reviewerId(),
      reasons: ["weightUnclear"],
      note: "箱子上看不清",
    });
  });

  it("is decided by nobody of its own cooperative, and only as it was looked at", async () => {
    const { productId } = await made();
    accepted(await submitListing({ db: db() }, act(productId)));
    expect(await decide(productId, APPROVE, [market().cooperativeId])).toMatchObject({
      refusal: { code: "ReviewOfOwnGoods" },
    });
    const submissionId = (await lastSubmission(db(), productId)) ?? "";
    accepted(await withdrawListing({ db: db() }, act(productId)));
    accepted(await submitListing({ db: db() }, act(productId)));
    const reviewer = { userId: reviewerId(), staffOf: [] };
    const late = await reviewListing(deps(), { productId, submissionId, reviewer, decision: APPROVE, now });
    expect(late).toMatchObject({ refusal: { code: "ReviewOutdated" } });
  });

  it("is decided once when two press at the same moment", async () => {
    const { productId } = await made();
    accepted(await submitListing({ db: db() }, act(productId)));
    const answers = await Promise.all([decide(productId, APPROVE), decide(productId, APPROVE)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});

describe("goods that need a certificate", () => {
  /** Tomatoes and the like: a category of the order. */
  async function vegetables() {
    const found = await db().prisma.category.findUnique({ where: { slug: "vegetables" } });
    return (
      found?.id ??
      (await createCategory(db(), { slug: "vegetables", name: words("蔬菜"), position: 9, now })).categoryId
    );
  }

  it("are approved with the certificate of their current lot only, and wait until it is there", async () => {
    const { productId, slug } = await made(grapes({ categoryId: await vegetables() }));
    accepted(await submitListing({ db: db() }, act(productId)));
    expect(await certificateOf(db(), productId, now)).toEqual({ standing: "missing", number: null });
    expect(await decide(productId, APPROVE)).toMatchObject({ refusal: { code: "CertificateMissing" } });
    expect(await deskListing(db(), productId)).toMatchObject({ state: "inReview" });
    const code = "P111-1111-111";
    const lot = { code, productId, cooperativeId: market().cooperativeId, harvestedOn: "2026-03-01" };
    const goods = { origin: words("南沟"), grade: words("一级"), gramsTotal: 50_000n, gramsWholesale: 0n };
    await createLot(db(), { ...lot, ...goods, now });
    const promise = { lotCode: code, grams: 50_000n, basis: ["selfControl"], occasion: "first" } as const;
    const by = { cooperativeId: market().cooperativeId, userId: staffId(), now };
    const issued = accepted(
      await issueCertificate({ db: db(), random: cryptoRandom }, { ...promise, ...by }),
    );
    expect(await certificateOf(db(), productId, now)).toEqual({ standing: "valid", number: issued.number });
    accepted(await decide(productId, APPROVE));
    expect(await shown(slug)).toMatchObject({ state: "published" });
  });

  it("are near the end of their certificate when the lot is near the end of its shelf life", async () => {
    const { productId } = await made(grapes({ categoryId: await vegetables() }));
    const code = "P222-2222-222";
    const lot = { code, productId, cooperativeId: market().cooperativeId, harvestedOn: "2026-03-01" };
    const goods = { origin: words("南沟"), grade: words("一级"), gramsTotal: 9_000n, gramsWholesale: 0n };
    await createLot(db(), { ...lot, ...goods, now });
    const promise = { lotCode: code, grams: 9_000n, basis: ["ownTest"], occasion: "first" } as const;
    const by = { cooperativeId: market().cooperativeId, userId: staffId(), now };
    accepted(await issueCertificate({ db: db(), random: cryptoRandom }, { ...promise, ...by }));
    await db().prisma.product.update({ where: { id: productId }, data: { shelfLifeDays: 7 } });
    const standing = async (day: string) =>
      (await certificateOf(db(), productId, new Date(`${day}T04:00:00Z`))).standing;
    expect([await standing("2026-03-05"), await standing("2026-03-06")]).toEqual(["valid", "ending"]);
  });
});
