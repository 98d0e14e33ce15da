import { describe, expect, it } from "vitest";
import { deskListing, MOST_PHOTOS, type PhotoMove } from "~/modules/catalog/index.server";
import { duplicateListing } from "~/workflows/duplicate-listing";
import { editPhotos } from "~/workflows/edit-photos";
import { submitListing } from "~/workflows/submit-listing";
import { accepted } from "../support/market";
import { listingGround } from "./listing-ground";

const { act, db, deps, foreign, made, newImage, published } = listingGround();

const shownIds = async (productId: string) =>
  (await deskListing(db(), productId))?.photos.map(({ imageId }) => imageId) ?? [];

describe("photographs", () => {
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
    const log = await db().prisma.auditEntry.count({
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
    expect(await editPhotos(deps(), { ...act(productId, foreign().cooperativeId), ...add })).toMatchObject({
      refusal: { code: "ProductNotFound" },
    });
    accepted(await submitListing({ db: db() }, act(productId)));
    expect(await editPhotos(deps(), { ...act(productId), ...add })).toMatchObject({
      refusal: { code: "ListingInReview" },
    });
  });
});

describe("a copy of a listing", () => {
  it("is a draft of its own with the same photographs, and what one takes away stays with the other", async () => {
    const { productId } = await published();
    accepted(await editPhotos(deps(), { ...act(productId), change: "add", imageId: await newImage() }));
    const copy = accepted(await duplicateListing(deps(), { ...act(productId), name: "阳光玫瑰（新）" }));
    const ids = await shownIds(productId);
    expect(await shownIds(copy.productId)).toEqual(ids);
    expect(await deskListing(db(), copy.productId)).toMatchObject({
      state: "draft",
      draft: { name: { zh: "阳光玫瑰（新）" } },
    });
    const [first, second] = ids;
    if (!first || !second) throw new Error("two photographs were copied");
    const remove = { change: "move", imageId: first, move: "remove" } as const;
    accepted(await editPhotos(deps(), { ...act(productId), ...remove }));
    expect(await shownIds(productId)).toEqual([second]);
    expect(await shownIds(copy.productId)).toEqual([first, second]);
    expect(await db().prisma.image.count({ where: { id: first } })).toBe(1);
  });

  it("is made of none of another cooperative's", async () => {
    const { productId } = await made();
    const theirs = { ...act(productId, foreign().cooperativeId), name: "别人的" };
    expect(await duplicateListing(deps(), theirs)).toMatchObject({ refusal: { code: "ProductNotFound" } });
  });
});
