import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  decidePrice,
  insertListing,
  type ListingDraft,
  type PriceOutOfRange,
  referencesExist,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { localizeBy, type ToTraditional } from "./localize";

export interface ListingDeps {
  readonly db: Db;
  readonly toTraditional: ToTraditional;
}

export interface CreateListing {
  readonly cooperativeId: string;
  readonly draft: ListingDraft;
  readonly userId: string;
  readonly now: Date;
}

/** The freight template, the share plan or the category named is not there, or not this cooperative's. */
export type ListingGroundMissing = Refusal<"ListingGroundMissing">;
export type CreateListingRefusal = ListingGroundMissing | PriceOutOfRange;

export interface CreatedListing {
  readonly productId: string;
  readonly slug: string;
  readonly skuIds: readonly string[];
}

/**
 * A new listing of a cooperative, as a draft nobody sees. It may be unfinished: what is missing is asked for when it is
 * submitted (`submitListing`).
 */
export function createListing(
  deps: ListingDeps,
  input: CreateListing,
): Promise<Result<CreatedListing, CreateListingRefusal>> {
  return deps.db.transaction((tx) => writeNewListing(tx, deps, input));
}

/** The same as a step of a transaction that does more. */
export async function writeNewListing(
  tx: Tx,
  { toTraditional }: Pick<ListingDeps, "toTraditional">,
  input: CreateListing,
): Promise<Result<CreatedListing, CreateListingRefusal>> {
  const { cooperativeId, draft, userId, now } = input;
  if (!(await referencesExist(tx, input))) return refuse({ code: "ListingGroundMissing" });
  for (const { priceFen } of draft.packs) {
    const decided = decidePrice(priceFen, undefined);
    if (!decided.ok) return refuse(decided.refusal as PriceOutOfRange);
  }
  const made = await insertListing(tx, { ...input, localize: localizeBy(toTraditional) });
  await recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId: cooperativeId,
    act: "product.created",
    subject: { kind: "product", id: made.productId },
    before: null,
    after: { name: draft.name.zh, template: draft.template },
    reason: null,
  });
  return ok(made);
}
