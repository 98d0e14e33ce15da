/**
 * Kinds of places at which a person may have a duty. `village` is the village itself, where a first secretary is
 * posted; its `collective` (村集体经济组织) is a legal person of its own. `union` is a VillageUnion, several villages
 * under one party organisation; `federation` a union of cooperatives; `partnerUnit` a public body paired with a
 * village; `host` the page of somebody who sells live; `buyerCompany` a wholesaler's firm.
 */
export const ORGANISATION_KINDS = [
  "operator",
  "alliance",
  "union",
  "village",
  "cooperative",
  "federation",
  "collective",
  "partnerUnit",
  "host",
  "buyerCompany",
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
