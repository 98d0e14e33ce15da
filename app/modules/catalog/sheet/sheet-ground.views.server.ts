import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

interface Named {
  readonly id: string;
  readonly name: LocalizedText;
}

/** What the cells of a cooperative's sheet may name, in all languages. */
export interface SheetGround {
  readonly categories: readonly (Named & { readonly slug: string })[];
  readonly freightTemplates: readonly Named[];
  readonly sharePlans: readonly Named[];
}

const selectGround = statement<[cooperativeId: string], SheetGround>(
  "catalog.sheetGround",
  `SELECT
     (SELECT coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name)
                               ORDER BY c.position, c.id), '[]') FROM category c) AS categories,
     (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) ORDER BY f.id), '[]')
        FROM freight_template f WHERE f.cooperative_id = $1) AS "freightTemplates",
     (SELECT coalesce(json_agg(json_build_object('id', plan.id, 'name', plan.name) ORDER BY plan.id), '[]')
        FROM share_plan plan WHERE plan.cooperative_id = $1) AS "sharePlans"`,
);

export async function sheetGround(tx: Tx, cooperativeId: string): Promise<SheetGround> {
  const [row] = await tx.run(selectGround, [cooperativeId]);
  if (!row) throw new Error("a statement without a table always answers");
  return row;
}
