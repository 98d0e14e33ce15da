import { newId } from "~/kernel/ids";
import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { OrganisationKind } from "./organisation";

/** Kinds that have a table of their own write their organisation by themselves. */
export type FreeKind = Exclude<OrganisationKind, "village" | "cooperative" | "collective" | "host">;

export interface NewOrganisation {
  readonly kind: FreeKind;
  /** unique among its kind */
  readonly slug: string;
  readonly name: LocalizedText;
  readonly now: Date;
}

export async function createOrganisation(
  tx: Tx,
  { now, ...fields }: NewOrganisation,
): Promise<{ readonly organisationId: string }> {
  const organisationId = newId(now);
  await tx.prisma.organisation.create({ data: { id: organisationId, ...fields } });
  return { organisationId };
}

export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly slug: string;
  readonly name: LocalizedText;
}

const selectOrganisation = statement<[id: string], Organisation>(
  "identity.organisationById",
  "SELECT id, kind, slug, name FROM organisation WHERE id = $1",
);

export async function organisationById(tx: Tx, id: string): Promise<Organisation | undefined> {
  return (await tx.run(selectOrganisation, [id]))[0];
}
