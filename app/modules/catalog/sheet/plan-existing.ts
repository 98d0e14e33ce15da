import { type DraftPack, type ListingDraft, MOST_PACKS_OF_LISTING } from "../listing/draft";
import { templateOf } from "../listing/templates";
import { applyColumn, applyPackColumn } from "./apply-column";
import { NEEDED_OF_PACK, PACK_COLUMNS, type PackColumn, type SheetRow } from "./columns";
import {
  badRow,
  type CellChange,
  type ImportGround,
  type ImportListing,
  type PlacedRow,
  type PlannedGroup,
  type PlannedRow,
  problemOf,
  type RowProblem,
} from "./planned";
import { fold, textOfCell } from "./read-cell";
import { listingChanges, packChanges, readRow } from "./read-row";

/** Which row said what of a listing first. */
export type SaidBy = Map<string, { readonly row: number; readonly after: string }>;

/** The rows of a listing that is there, one after the other; a bad one is left out and the others stand. */
export function planExisting(
  group: readonly PlacedRow[],
  listing: ImportListing,
  ground: ImportGround,
): PlannedGroup {
  const said: SaidBy = new Map();
  let draft = listing.base;
  const rows: PlannedRow[] = [];
  for (const { row, skuId } of group) {
    const done = planRow(row, skuId, listing, draft, said, ground);
    rows.push(done.row);
    draft = done.draft;
  }
  const changed = rows.filter(({ kind }) => kind === "change" || kind === "create");
  if (changed.length === 0) return { rows, listing: undefined };
  const { productId } = listing;
  return { rows, listing: { productId, draft, rows: changed.map(({ number }) => number) } };
}

interface RowDone {
  readonly row: PlannedRow;
  readonly draft: ListingDraft;
}

function planRow(
  row: SheetRow,
  skuId: string | null,
  listing: ImportListing,
  draft: ListingDraft,
  said: SaidBy,
  ground: ImportGround,
): RowDone {
  const { base, productId } = listing;
  const at = packAt(row, skuId, base);
  const pack = base.packs[at];
  const isNew = !pack && PACK_COLUMNS.some((column) => row.cells[column] !== undefined);
  const read = readRow(row, base, pack, ground.languages);
  const next = withChanges(draft, isNew ? draft.packs.length : at, read.changes);
  const problems = [
    ...read.problems,
    ...(isNew ? problemsOfNewPack(row, draft) : []),
    ...differences(row, read.changes, said),
    ...(isNew && draft.packs.length >= MOST_PACKS_OF_LISTING
      ? [problemOf(row, null, "tooManyPacks", { most: MOST_PACKS_OF_LISTING })]
      : []),
  ];
  if (problems.length === 0) problems.push(...standing(row, listing, pack, read.changes, next, ground));
  if (problems.length > 0) return { row: named(badRow(row, problems, productId), base, pack), draft };
  for (const { column, after } of listingChanges(read.changes)) {
    if (!said.has(column)) said.set(column, { row: row.number, after });
  }
  const kind = isNew ? "create" : read.changes.length > 0 ? "change" : "same";
  const planned = { ...badRow(row, [], productId), kind, changes: read.changes } as const;
  return { row: named(planned, base, pack), draft: kind === "same" ? draft : next };
}

/** Which pack of the listing a row is about; a pack of a version to come has no number yet and goes by its name. */
function packAt(row: SheetRow, skuId: string | null, base: ListingDraft): number {
  if (skuId !== null) return base.packs.findIndex((pack) => pack.skuId === skuId);
  const name = fold(textOfCell(row.cells.packName) ?? "");
  return base.packs.findIndex((pack) => pack.skuId === null && fold(pack.name.zh) === name);
}

/** A row is called by what it changes, also where the sheet holds numbers and prices alone. */
function named(row: PlannedRow, base: ListingDraft, pack: DraftPack | undefined): PlannedRow {
  return { ...row, name: base.name.zh, packName: pack?.name.zh ?? row.packName };
}

function blankPack(of: ListingDraft): DraftPack {
  const { packing } = templateOf(of.template);
  return { skuId: null, name: { zh: "", en: "" }, packing, netGrams: 0n, priceFen: 0n };
}

/** The draft with what a row changes of the listing and of the pack at a place; behind the last one stands a new one. */
export function withChanges(draft: ListingDraft, at: number, changes: readonly CellChange[]): ListingDraft {
  const said = listingChanges(changes).reduce(
    (so, { column, after }) => applyColumn(so, column, after),
    draft,
  );
  const ofPack = packChanges(changes);
  const pack = said.packs[at] ?? (at === said.packs.length ? blankPack(said) : undefined);
  if (!pack || ofPack.length === 0) return said;
  const changed = ofPack.reduce(
    (so, { column, after }) => applyPackColumn(so, column as PackColumn, after),
    pack,
  );
  return { ...said, packs: [...said.packs.slice(0, at), changed, ...said.packs.slice(at + 1)] };
}

export function problemsOfNewPack(row: SheetRow, draft: ListingDraft): readonly RowProblem[] {
  const missing = NEEDED_OF_PACK.filter((column) => row.cells[column] === undefined);
  const name = fold(textOfCell(row.cells.packName) ?? "");
  const taken = name !== "" && draft.packs.some((pack) => fold(pack.name.zh) === name);
  return [
    ...missing.map((column) => problemOf(row, column, "required")),
    ...(taken ? [problemOf(row, "packName", "packNameTaken")] : []),
  ];
}

/** Rows of one listing may repeat what it says, not contradict each other. */
export function differences(
  row: SheetRow,
  changes: readonly CellChange[],
  said: SaidBy,
): readonly RowProblem[] {
  return listingChanges(changes).flatMap(({ column, after }) => {
    const earlier = said.get(column);
    if (!earlier || earlier.after === after) return [];
    return [problemOf(row, column, "differsFromRow", { row: earlier.row })];
  });
}

/** What the listing's own standing forbids: it is being looked at, or the share plan could not pay at this price. */
function standing(
  row: SheetRow,
  listing: ImportListing,
  pack: DraftPack | undefined,
  changes: readonly CellChange[],
  next: ListingDraft,
  { floorOf }: ImportGround,
): readonly RowProblem[] {
  if (changes.length === 0) return [];
  if (listing.inReview) return [problemOf(row, null, "inReview")];
  const isPriced = changes.some(({ column }) => column === "price" || column === "plan");
  const shown = listing.shown.packs.find(({ skuId }) => skuId !== null && skuId === pack?.skuId);
  if (listing.state === "draft" || !isPriced || !shown) return [];
  const price = next.packs.find(({ skuId }) => skuId === shown.skuId)?.priceFen ?? 0n;
  const floor = floorOf(next.sharePlanId, shown.netGrams);
  if (floor === undefined || price >= floor) return [];
  return [problemOf(row, "price", "belowFloor", { fen: Number(floor) })];
}
