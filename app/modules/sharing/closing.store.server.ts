import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const end = statement<[organisationId: string], { readonly id: string }>(
  "sharing.endLinksOfOrganisation",
  `UPDATE share_link SET active = false WHERE active AND (host_id = $1 OR cooperative_id = $1
     OR product_id IN (SELECT p.id FROM product p WHERE p.cooperative_id = $1)) RETURNING id`,
);

/** Switches off the links of a host, or those to a cooperative and its goods. Answers how many. */
export async function endLinksOf(tx: Tx, organisationId: string): Promise<number> {
  return (await tx.run(end, [organisationId])).length;
}
