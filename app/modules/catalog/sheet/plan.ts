import { reviewedDifferences } from "../listing/draft";
import type { SheetRow } from "./columns";
import { planExisting } from "./plan-existing";
import { planNew } from "./plan-new";
import {
  badRow,
  type ImportGround,
  type ImportListing,
  type ImportPlan,
  type PlacedRow,
  type PlannedGroup,
  type PlannedRow,
  problemOf,
  type RowProblem,
} from "./planned";
import { fold, textOfCell } from "./read-cell";

/**
 * What applying a sheet would do, row by row. Good rows stand for themselves, so that twelve bad ones among five hundred
 * keep nobody waiting; only the rows of one new listing hang together. A blank cell changes nothing and a listing or
 * pack that is not in the sheet stays as it is: a sheet of prices alone is a whole sheet. The same rows against the same
 * ground give the same plan.
 */
export function planImport(rows: readonly SheetRow[], ground: ImportGround): ImportPlan {
  const groups = new Map<string, PlacedRow[]>();
  const place = placing(ground);
  for (const row of rows) {
    const placed = place(row);
    const key = placed.listing?.productId ?? `new ${fold(textOfCell(row.cells.name) ?? "")}`;
    const name = placed.problem ? `row ${row.number}` : key;
    groups.set(name, [...(groups.get(name) ?? []), placed]);
  }
  const planned = [...groups.values()].map((group) => planGroup(group, ground));
  return {
    rows: planned.flatMap((group) => group.rows).toSorted((a, b) => a.number - b.number),
    listings: planned.flatMap(({ listing }) => listing ?? []),
  };
}

function planGroup(group: readonly PlacedRow[], ground: ImportGround): PlannedGroup {
  const [first] = group;
  if (first?.problem) return { rows: [badRow(first.row, [first.problem])], listing: undefined };
  const done = first?.listing
    ? planExisting(group, first.listing, ground)
    : planNew(
        group.map(({ row }) => row),
        ground,
      );
  const { listing } = first ?? {};
  if (!listing || !done.listing || listing.state === "draft") return done;
  const toReview = reviewedDifferences(listing.shown, done.listing.draft).length > 0;
  const waits = (row: PlannedRow) => toReview && (row.kind === "change" || row.kind === "create");
  return { ...done, rows: done.rows.map((row) => ({ ...row, toReview: waits(row) })) };
}

/** Finds what a row is about: by its pack, by its listing, or, where it names neither, by a new name. */
function placing({ listings }: ImportGround): (row: SheetRow) => PlacedRow {
  const bySlug = new Map(listings.map((listing) => [listing.slug, listing]));
  const byPack = new Map(
    listings.flatMap((listing) => listing.base.packs.map(({ skuId }) => [skuId ?? "", listing] as const)),
  );
  const names = new Set(listings.map(({ base }) => fold(base.name.zh)));
  const seen = new Map<string, number>();
  return (row) => {
    const [slug, skuId, name] = [row.cells.product, row.cells.pack, row.cells.name].map(
      (cell) => textOfCell(cell) ?? "",
    ) as [string, string, string];
    const placed = (listing: ImportListing | undefined, problem?: RowProblem): PlacedRow => ({
      row,
      problem,
      listing,
      skuId: skuId || null,
    });
    if (skuId !== "") {
      const listing = byPack.get(skuId.toLowerCase());
      if (!listing) return placed(undefined, problemOf(row, "pack", "packUnknown"));
      if (slug !== "" && slug !== listing.slug)
        return placed(undefined, problemOf(row, "pack", "packElsewhere"));
      const earlier = seen.get(skuId);
      if (earlier !== undefined)
        return placed(undefined, problemOf(row, "pack", "packTwice", { row: earlier }));
      seen.set(skuId, row.number);
      return placed(listing);
    }
    if (slug !== "") {
      const listing = bySlug.get(slug);
      return listing ? placed(listing) : placed(undefined, problemOf(row, "product", "productUnknown"));
    }
    if (name === "") return placed(undefined, problemOf(row, "name", "required"));
    return names.has(fold(name)) ? placed(undefined, problemOf(row, "name", "nameTaken")) : placed(undefined);
  };
}
