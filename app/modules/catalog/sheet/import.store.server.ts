import { newId } from "~/kernel/ids";
import type { Refusal } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { SheetRow } from "./columns";
import type { PlannedRow } from "./planned";

/** No such import at this cooperative. */
export type ImportNotFound = Refusal<"ImportNotFound">;
/** It has had its effect. */
export type ImportApplied = Refusal<"ImportApplied">;

/** A sheet brought in: its rows, and what was shown of what they would do. */
export interface ListingImport {
  readonly id: string;
  readonly fileName: string;
  /** headings nobody knows */
  readonly unread: readonly string[];
  readonly cells: readonly SheetRow[];
  readonly shown: readonly PlannedRow[];
  readonly madeAt: Date;
  readonly appliedAt: Date | null;
}

export interface NewImport {
  readonly cooperativeId: string;
  readonly fileName: string;
  /** SHA-256 of the file */
  readonly contentHash: Uint8Array;
  readonly unread: readonly string[];
  readonly cells: readonly SheetRow[];
  readonly shown: readonly PlannedRow[];
  readonly userId: string;
  readonly now: Date;
}

/** Sheets that were looked at and left are forgotten after this; applied ones stay with what they did. */
const KEPT_DAYS = 30;

const insert = statement<
  [
    id: string,
    cooperativeId: string,
    fileName: string,
    contentHash: Uint8Array,
    unread: readonly string[],
    cells: string,
    shown: string,
    now: Date,
    userId: string,
    keptDays: number,
  ],
  never
>(
  "catalog.saveImport",
  `WITH forgotten AS (
     DELETE FROM listing_import
      WHERE cooperative_id = $2 AND applied_at IS NULL AND made_at < $8::timestamptz - make_interval(days => $10))
   INSERT INTO listing_import (id, cooperative_id, file_name, content_hash, unread, cells, shown, made_at, made_by)
   VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)`,
);

export async function saveImport(tx: Tx, made: NewImport): Promise<string> {
  const id = newId(made.now);
  const { cooperativeId, fileName, contentHash, unread, cells, shown, userId, now } = made;
  const [rows, plan] = [JSON.stringify(cells), JSON.stringify(shown)];
  await tx.run(insert, [
    id,
    cooperativeId,
    fileName,
    contentHash,
    unread,
    rows,
    plan,
    now,
    userId,
    KEPT_DAYS,
  ]);
  return id;
}

const COLUMNS = `id, file_name AS "fileName", unread, cells, shown, made_at AS "madeAt", applied_at AS "appliedAt"`;

const selectImport = statement<[cooperativeId: string, id: string], ListingImport>(
  "catalog.findImport",
  `SELECT ${COLUMNS} FROM listing_import WHERE cooperative_id = $1 AND id = $2`,
);
const selectForUpdate = statement<[cooperativeId: string, id: string], ListingImport>(
  "catalog.lockImport",
  `SELECT ${COLUMNS} FROM listing_import WHERE cooperative_id = $1 AND id = $2 FOR UPDATE`,
);

export async function findImport(
  tx: Tx,
  cooperativeId: string,
  id: string,
): Promise<ListingImport | undefined> {
  const [found] = await tx.run(selectImport, [cooperativeId, id]);
  return found;
}

/** The same, held until the transaction ends: of two who apply it, one does. */
export async function lockImport(
  tx: Tx,
  cooperativeId: string,
  id: string,
): Promise<ListingImport | undefined> {
  const [found] = await tx.run(selectForUpdate, [cooperativeId, id]);
  return found;
}

const update = statement<[id: string, now: Date, userId: string], never>(
  "catalog.applyImport",
  "UPDATE listing_import SET applied_at = $2, applied_by = $3 WHERE id = $1",
);

export async function markApplied(tx: Tx, id: string, userId: string, now: Date): Promise<void> {
  await tx.run(update, [id, now, userId]);
}

export interface PastImport {
  readonly id: string;
  readonly fileName: string;
  readonly rows: number;
  readonly byName: string | null;
  readonly madeAt: Date;
  readonly appliedAt: Date | null;
}

const MOST_IMPORTS_SHOWN = 10;

const selectLatest = statement<[cooperativeId: string, limit: number], PastImport>(
  "catalog.latestImports",
  `SELECT i.id, i.file_name AS "fileName", jsonb_array_length(i.cells) AS rows, u.display_name AS "byName",
          i.made_at AS "madeAt", i.applied_at AS "appliedAt"
     FROM listing_import i LEFT JOIN users u ON u.id = i.made_by
    WHERE i.cooperative_id = $1 ORDER BY i.made_at DESC, i.id DESC LIMIT $2`,
);

/** The sheets brought in last, latest first. */
export function latestImports(tx: Tx, cooperativeId: string): Promise<PastImport[]> {
  return tx.run(selectLatest, [cooperativeId, MOST_IMPORTS_SHOWN]);
}
