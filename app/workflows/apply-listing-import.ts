import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  type DeskListing,
  discardRevisions,
  type ImportApplied,
  type ImportNotFound,
  insertListings,
  lockImport,
  markApplied,
  productTags,
  reviewedDifferences,
  type SetPriceRefusal,
  saveRevisions,
  writeListings,
  writeUnreviewedOf,
} from "~/modules/catalog/index.server";
import type { PlannedListing, PlannedRow } from "~/modules/catalog/sheet/planned";
import { type Change, recordChanges } from "~/modules/identity/index.server";
import type { Tx } from "~/platform/db/db.server";
import { type PlanOf, planOf } from "./check-listing-import";
import type { ListingDeps } from "./create-listing";
import { setSkuPrices } from "./edit-sku-prices";
import { localizeBy } from "./localize";

export interface ApplyImport {
  readonly cooperativeId: string;
  readonly importId: string;
  readonly languages: PlanOf["languages"];
  /** what the audit log says for a reason, such as `Excel import prices.xlsx` */
  readonly reason: string;
  readonly userId: string;
  readonly now: Date;
}

/** These rows would do something else now than was shown: somebody changed their listings since. Nothing was applied. */
export type ImportOutdated = Refusal<"ImportOutdated"> & { readonly rows: readonly number[] };
/** There is no good row that would change anything. */
export type ImportChangesNothing = Refusal<"ImportChangesNothing">;
export type ApplyImportRefusal =
  | ImportNotFound
  | ImportApplied
  | ImportOutdated
  | ImportChangesNothing
  | SetPriceRefusal;

export interface AppliedImport {
  readonly created: number;
  readonly changed: number;
}

/**
 * Applies what was shown of an import, all its good rows in one transaction. New listings become drafts; a draft changes
 * at once; of a listing that has been on sale prices, freight, share plan, season and search names change at once and the
 * rest becomes a version to come, as at the desk. The listings are held and the plan is made once more: where it comes out
 * otherwise in any row, nothing is applied.
 */
export function applyImport(
  deps: ListingDeps,
  input: ApplyImport,
): Promise<Result<AppliedImport, ApplyImportRefusal>> {
  const { cooperativeId, importId, languages, userId, now } = input;
  return deps.db.transaction(async (tx): Promise<Result<AppliedImport, ApplyImportRefusal>> => {
    const found = await lockImport(tx, cooperativeId, importId);
    if (!found) return refuse({ code: "ImportNotFound" });
    if (found.appliedAt) return refuse({ code: "ImportApplied" });
    const lock = [...new Set(found.shown.flatMap(({ productId }) => productId ?? []))];
    const { plan, listings } = await planOf(tx, { cooperativeId, rows: found.cells, languages, lock });
    const outdated = differingRows(found.shown, plan.rows);
    if (outdated.length > 0) return refuse({ code: "ImportOutdated", rows: outdated });
    if (plan.listings.length === 0) return refuse({ code: "ImportChangesNothing" });
    const done = await write(tx, deps, plan.listings, listings, input);
    if (!done.ok) return done;
    await markApplied(tx, importId, userId, now);
    return done;
  });
}

/** Numbers of the rows that come out otherwise than shown. Both are made by the same code, keys in the same order. */
function differingRows(shown: readonly PlannedRow[], now: readonly PlannedRow[]): readonly number[] {
  const before = new Map(shown.map((row) => [row.number, canonicalRow(row)]));
  return now.filter((row) => before.get(row.number) !== canonicalRow(row)).map(({ number }) => number);
}

function canonicalRow({ number, kind, productId, changes, problems, toReview }: PlannedRow): string {
  const said = changes.map(({ column, before, after }) => [column, before, after]);
  const wrong = problems.map(({ problem, column, value }) => [problem, column, value]);
  return JSON.stringify([number, kind, productId, said, wrong, toReview]);
}

interface Changed {
  readonly productId: string;
  readonly listing: DeskListing;
  readonly draft: PlannedListing["draft"];
}

async function write(
  tx: Tx,
  deps: ListingDeps,
  planned: readonly PlannedListing[],
  listings: readonly DeskListing[],
  input: ApplyImport,
): Promise<Result<AppliedImport, SetPriceRefusal>> {
  const writing = { ...input, localize: localizeBy(deps.toTraditional) };
  const created = planned.filter(({ productId }) => productId === null).map(({ draft }) => draft);
  const byId = new Map(listings.map((listing) => [listing.productId, listing]));
  const changed = planned.flatMap(({ productId, draft }): Changed[] => {
    const listing = productId === null ? undefined : byId.get(productId);
    return productId !== null && listing ? [{ productId, listing, draft }] : [];
  });
  const priced = await writePrices(tx, changed, input);
  if (!priced.ok) return priced;
  const createdIds = await insertListings(tx, { ...writing, drafts: created });
  const onSale = changed.filter(({ listing }) => listing.state !== "draft");
  await writeListings(tx, { ...writing, drafts: changed.filter(({ listing }) => listing.state === "draft") });
  await writeUnreviewedOf(tx, onSale, input.now);
  const reviewed = onSale.filter(
    ({ listing, draft }) => reviewedDifferences(listing.draft, draft).length > 0,
  );
  const asShown = onSale.filter((each) => !reviewed.includes(each));
  await discardRevisions(
    tx,
    asShown.flatMap(({ listing }) => listing.revision?.id ?? []),
  );
  await saveRevisions(tx, { drafts: reviewed, userId: input.userId, now: input.now });
  await recordChanges(tx, [
    ...created.map((draft, at) => creation(createdIds[at] ?? "", draft, input)),
    ...changed.map((each) => saving(each, input)),
  ]);
  await tx.dropPages(onSale.flatMap(({ productId }) => productTags(productId)));
  return ok({ created: created.length, changed: changed.length });
}

/** Prices of packs that exist count from now on, also where the rest waits to be looked at. */
async function writePrices(
  tx: Tx,
  changed: readonly Changed[],
  { cooperativeId, userId, now, reason }: ApplyImport,
): Promise<Result<void, SetPriceRefusal>> {
  const prices = changed.flatMap(({ listing, draft }) => {
    const today = new Map(listing.draft.packs.map(({ skuId, priceFen }) => [skuId, priceFen]));
    return draft.packs.flatMap(({ skuId, priceFen }) =>
      skuId !== null && today.has(skuId) && today.get(skuId) !== priceFen ? [{ skuId, priceFen }] : [],
    );
  });
  if (prices.length === 0) return ok();
  const set = await setSkuPrices(tx, { prices, cooperativeId, userId, now, reason });
  return set.find((each) => !each.ok) ?? ok();
}

function creation(productId: string, draft: PlannedListing["draft"], { reason, ...by }: ApplyImport): Change {
  return {
    at: by.now,
    actorUserId: by.userId,
    organisationId: by.cooperativeId,
    act: "product.created",
    subject: { kind: "product", id: productId },
    before: null,
    after: { name: draft.name.zh, template: draft.template },
    reason,
  };
}

function saving({ productId, listing, draft }: Changed, { reason, ...by }: ApplyImport): Change {
  const changed = reviewedDifferences(listing.draft, draft);
  const kept = listing.state === "draft" || changed.length === 0 ? "listing" : "revision";
  return {
    at: by.now,
    actorUserId: by.userId,
    organisationId: by.cooperativeId,
    act: "product.saved",
    subject: { kind: "product", id: productId },
    before: { name: listing.draft.name.zh },
    after: { name: draft.name.zh, kept, changed },
    reason,
  };
}
