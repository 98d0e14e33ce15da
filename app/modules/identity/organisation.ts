import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

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

export const ORGANISATION_STATES = ["open", "closed"] as const;
export type OrganisationState = (typeof ORGANISATION_STATES)[number];

/** The life of an organisation. What is closed stays closed: who begins again is another organisation. */
const MOVES = { close: { from: ["open"], to: "closed" } } as const satisfies Readonly<
  Record<string, { readonly from: readonly OrganisationState[]; readonly to: OrganisationState }>
>;

/**
 * Kinds the operator cannot close: itself, and whose accounts the law lets only the state and its members end (村集体经济
 * 组织法), with the village that has them.
 */
const STAYS: readonly OrganisationKind[] = ["operator", "village", "collective"];

/** What somebody still waits for. Counts; money in fen, whichever way it is owed. */
export interface Unsettled {
  readonly orders: number;
  readonly claims: number;
  readonly refunds: number;
  readonly leads: number;
  readonly slips: number;
  readonly fen: bigint;
}

export type OrganisationStays = Refusal<"OrganisationStays">;
export type OrganisationClosed = Refusal<"OrganisationClosed">;
export interface OrganisationUnsettled extends Refusal<"OrganisationUnsettled"> {
  readonly unsettled: Unsettled;
}

/** Whether the operator may close an organisation as things stand. Pure. */
export function decideClosing(
  { kind, state }: { readonly kind: OrganisationKind; readonly state: OrganisationState },
  unsettled: Unsettled,
): Result<OrganisationState, OrganisationStays | OrganisationClosed | OrganisationUnsettled> {
  if (STAYS.includes(kind)) return refuse({ code: "OrganisationStays" });
  const { from, to } = MOVES.close;
  if (!(from as readonly OrganisationState[]).includes(state)) return refuse({ code: "OrganisationClosed" });
  const waits = Object.values(unsettled).some((amount) => BigInt(amount) !== 0n);
  return waits ? refuse({ code: "OrganisationUnsettled", unsettled }) : ok(to);
}
