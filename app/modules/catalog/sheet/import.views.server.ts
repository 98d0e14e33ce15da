import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { PlannedRow } from "./planned";

/** What a report says of a sheet before its rows. */
export interface ImportHead {
  readonly id: string;
  readonly fileName: string;
  /** headings nobody knows */
  readonly unread: readonly string[];
  /** how many rows came out as what */
  readonly counts: Readonly<Record<PlannedRow["kind"], number>>;
  /** some of what would change has to be looked at before the shop shows it */
  readonly toReview: boolean;
  readonly madeAt: Date;
  readonly appliedAt: Date | null;
}

// Counted where the rows lie: reading five thousand of them for a page of fifty would hold up everybody else.
const selectHead = statement<[cooperativeId: string, id: string], ImportHead>(
  "catalog.importHead",
  `SELECT id, file_name AS "fileName", unread, made_at AS "madeAt", applied_at AS "appliedAt",
          jsonb_build_object('bad', bad, 'change', change, 'create', "create", 'same', same) AS counts,
          "toReview"
     FROM listing_import,
          LATERAL (SELECT count(*) FILTER (WHERE planned ->> 'kind' = 'bad') AS bad,
                          count(*) FILTER (WHERE planned ->> 'kind' = 'change') AS change,
                          count(*) FILTER (WHERE planned ->> 'kind' = 'create') AS "create",
                          count(*) FILTER (WHERE planned ->> 'kind' = 'same') AS same,
                          coalesce(bool_or((planned -> 'toReview')::boolean), false) AS "toReview"
                     FROM jsonb_array_elements(shown) AS planned) AS counted
    WHERE cooperative_id = $1 AND id = $2`,
);

/** An import without its rows; undefined for another cooperative's as for none. */
export async function importHead(tx: Tx, cooperativeId: string, id: string): Promise<ImportHead | undefined> {
  const [found] = await tx.run(selectHead, [cooperativeId, id]);
  return found;
}

const selectRows = statement<
  [cooperativeId: string, id: string, kind: PlannedRow["kind"], from: number, most: number],
  { readonly planned: PlannedRow }
>(
  "catalog.importRows",
  `SELECT planned
     FROM listing_import, jsonb_array_elements(shown) WITH ORDINALITY AS each (planned, place)
    WHERE cooperative_id = $1 AND id = $2 AND planned ->> 'kind' = $3
    ORDER BY place OFFSET $4 LIMIT $5`,
);

/** Some rows of one kind, in the order of the sheet. */
export async function importRows(
  tx: Tx,
  { cooperativeId, id }: { readonly cooperativeId: string; readonly id: string },
  { kind, from, most }: { readonly kind: PlannedRow["kind"]; readonly from: number; readonly most: number },
): Promise<readonly PlannedRow[]> {
  const rows = await tx.run(selectRows, [cooperativeId, id, kind, from, most]);
  return rows.map(({ planned }) => planned);
}
