import { type ListingDraft, MOST_PACKS_OF_LISTING } from "../listing/draft";
import { isTemplate, type TemplateName, templateOf } from "../listing/templates";
import { NEEDED_OF_LISTING, type SheetColumn, type SheetRow } from "./columns";
import { differences, problemsOfNewPack, type SaidBy, withChanges } from "./plan-existing";
import {
  badRow,
  type ImportGround,
  type PlannedGroup,
  type PlannedRow,
  problemOf,
  type RowProblem,
} from "./planned";
import { readCell } from "./read-cell";
import { listingChanges, readRow } from "./read-row";

/** Rows without numbers that share a name are one new listing: it is made of all of them or not at all. */
export function planNew(rows: readonly SheetRow[], ground: ImportGround): PlannedGroup {
  const template = templateOfRows(rows, ground);
  let draft = blankListing(template, ground);
  const said: SaidBy = new Map();
  const planned = rows.map((row, at): PlannedRow => {
    const read = readRow(row, blankListing(template, ground), undefined, ground.languages);
    const problems = [
      ...read.problems,
      ...problemsOfNewPack(row, draft),
      ...differences(row, read.changes, said),
      ...(at === 0 ? missing(row, rows, draft) : []),
      ...(at >= MOST_PACKS_OF_LISTING
        ? [problemOf(row, null, "tooManyPacks", { most: MOST_PACKS_OF_LISTING })]
        : []),
    ];
    if (problems.length > 0) return badRow(row, problems);
    for (const { column, after } of listingChanges(read.changes)) {
      if (!said.has(column)) said.set(column, { row: row.number, after });
    }
    draft = withChanges(draft, draft.packs.length, read.changes);
    return { ...badRow(row, []), kind: "create", changes: read.changes };
  });
  const bad = planned.find(({ kind }) => kind === "bad");
  if (!bad) {
    const numbers = rows.map(({ number }) => number);
    return { rows: planned, listing: { productId: null, draft, rows: numbers } };
  }
  const waiting = planned.map((row, at) =>
    row.kind === "bad" ? row : badRow(rows[at] as SheetRow, [otherRowBad(rows[at] as SheetRow, bad.number)]),
  );
  return { rows: waiting, listing: undefined };
}

function otherRowBad(row: SheetRow, number: number): RowProblem {
  return problemOf(row, null, "otherRowBad", { row: number });
}

function templateOfRows(rows: readonly SheetRow[], { languages }: ImportGround): TemplateName | undefined {
  for (const { cells } of rows) {
    const read = cells.template === undefined ? undefined : readCell("template", cells.template, languages);
    if (read && "canonical" in read && isTemplate(read.canonical)) return read.canonical;
  }
  return undefined;
}

/** What a new listing starts with. Where there is one freight template or share plan only, nobody needs to name it. */
function blankListing(template: TemplateName | undefined, ground: ImportGround): ListingDraft {
  const [{ options }] = ground.languages;
  const only = (column: SheetColumn) => {
    const ids = Object.keys(options[column] ?? {});
    return ids.length === 1 ? (ids[0] ?? "") : "";
  };
  // Without a kind the row is bad anyway; it is read against the widest one so that its other cells are looked at too.
  const kind = template ?? "preserved";
  const { freshness, claimWindowHours } = templateOf(kind);
  const nothing = { zh: "", en: "" };
  return {
    template: kind,
    freshness,
    claimWindowHours,
    categoryId: ground.categoryOf(kind) ?? "",
    name: nothing,
    sentence: nothing,
    story: nothing,
    aliases: [],
    seasonMonths: [],
    attributes: {},
    packs: [],
    freightTemplateId: only("freight"),
    sharePlanId: only("plan"),
  };
}

/** What has to be said in one of a new listing's rows. */
function missing(row: SheetRow, rows: readonly SheetRow[], draft: ListingDraft): readonly RowProblem[] {
  const isKindSaid = rows.some(({ cells }) => cells.template !== undefined);
  const needed: readonly SheetColumn[] = [
    ...NEEDED_OF_LISTING,
    ...(draft.categoryId === "" && isKindSaid ? (["category"] as const) : []),
    ...(draft.freightTemplateId === "" ? (["freight"] as const) : []),
    ...(draft.sharePlanId === "" ? (["plan"] as const) : []),
  ];
  return needed
    .filter((column) => rows.every(({ cells }) => cells[column] === undefined))
    .map((column) => problemOf(row, column, "required"));
}
