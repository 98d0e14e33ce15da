import { createHash } from "node:crypto";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type DeskListing,
  deskListings,
  findImport,
  type ImportNotFound,
  lockListings,
  saveImport,
  sheetGround,
} from "~/modules/catalog/index.server";
import { templateOf } from "~/modules/catalog/listing/templates";
import { baseDraft } from "~/modules/catalog/sheet/base-draft";
import type { SheetCell, SheetLanguages, SheetRow } from "~/modules/catalog/sheet/columns";
import { planImport } from "~/modules/catalog/sheet/plan";
import type { ImportGround, ImportListing, ImportPlan } from "~/modules/catalog/sheet/planned";
import { type ReadTableRefusal, readTable } from "~/modules/catalog/sheet/read-table";
import type { Db, Tx } from "~/platform/db/db.server";
import { planFloors } from "./listing-floors";

export interface CheckImport {
  readonly cooperativeId: string;
  readonly fileName: string;
  readonly file: Uint8Array;
  /** the sheet as it was read */
  readonly table: readonly (readonly (SheetCell | null)[])[];
  /** the words of the sheet, made of what the cooperative's cells may name (`sheetGround`) */
  readonly languages: SheetLanguages;
  readonly userId: string;
  readonly now: Date;
}

/** Looks what a sheet would do, row by row, and keeps that; nothing of the listings changes. Gives the import's id. */
export function checkImport(
  deps: { readonly db: Db },
  input: CheckImport,
): Promise<Result<string, ReadTableRefusal>> {
  const { cooperativeId, fileName, file, table, languages, userId, now } = input;
  return deps.db.transaction(async (tx): Promise<Result<string, ReadTableRefusal>> => {
    const read = readTable(table, languages);
    if (!read.ok) return read;
    const { rows, unread } = read.value;
    const { plan } = await planOf(tx, { cooperativeId, rows, languages });
    const contentHash = createHash("sha256").update(file).digest();
    const made = { cooperativeId, fileName, contentHash, unread, cells: rows, userId, now };
    return ok(await saveImport(tx, { ...made, shown: plan.rows }));
  });
}

export interface RecheckImport extends Pick<CheckImport, "cooperativeId" | "languages" | "userId" | "now"> {
  readonly importId: string;
}

/** Looks anew at a sheet that was brought in before, because listings have changed since; a new import, the old stays. */
export function recheckImport(
  deps: { readonly db: Db },
  input: RecheckImport,
): Promise<Result<string, ImportNotFound>> {
  const { cooperativeId, importId, languages, ...by } = input;
  return deps.db.transaction(async (tx): Promise<Result<string, ImportNotFound>> => {
    const former = await findImport(tx, cooperativeId, importId);
    if (!former) return refuse({ code: "ImportNotFound" });
    const { fileName, unread, cells } = former;
    const { plan } = await planOf(tx, { cooperativeId, rows: cells, languages });
    const contentHash = createHash("sha256").update(JSON.stringify(cells)).digest();
    const made = { cooperativeId, fileName, contentHash, unread, cells, shown: plan.rows, ...by };
    return ok(await saveImport(tx, made));
  });
}

export interface PlanOf {
  readonly cooperativeId: string;
  readonly rows: readonly SheetRow[];
  readonly languages: SheetLanguages;
  /** listings to hold against other writers */
  readonly lock?: readonly string[];
}

/** What rows would do to a cooperative's listings as they are now, and those listings. Three statements, or four. */
export async function planOf(
  tx: Tx,
  { cooperativeId, rows, languages, lock }: PlanOf,
): Promise<{ readonly plan: ImportPlan; readonly listings: readonly DeskListing[] }> {
  const listings = lock ? await lockListings(tx, cooperativeId, lock) : await deskListings(tx, cooperativeId);
  const sheet = await sheetGround(tx, cooperativeId);
  const ground: ImportGround = {
    listings: listings.map(importListing),
    languages,
    categoryOf: (template) => sheet.categories.find(({ slug }) => slug === templateOf(template).category)?.id,
    floorOf: await planFloors(tx, cooperativeId),
  };
  return { plan: planImport(rows, ground), listings };
}

function importListing(listing: DeskListing): ImportListing {
  const { productId, slug, state, draft: shown, revision } = listing;
  const inReview = state === "inReview" || revision?.state === "inReview";
  return { productId, slug, state, inReview, shown, base: baseDraft(listing) };
}
