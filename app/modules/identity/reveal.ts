import { MINUTE_MS } from "~/kernel/clock";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { type Act, mayEnter, type Viewer } from "./access";
import type { Role } from "./duties";

/** Kinds of things behind whose mask there is somebody, and the act of looking behind it. */
export const REVEAL_ACTS = {
  order: "coop.buyers.reveal",
  lead: "coop.leads.reveal",
  household: "coop.households.reveal",
} as const satisfies Readonly<Record<string, Act>>;
export type RevealedKind = keyof typeof REVEAL_ACTS;

/**
 * What somebody may be looked up for (Personal Information Protection Law: for a clear purpose, and no more than
 * it needs). `other` asks for words. Words of each are in `reveals.json` under `purposes`.
 */
export const REVEAL_PURPOSES = {
  order: ["shipping", "delivery", "claim", "other"],
  lead: ["answering", "appointment", "other"],
  household: ["harvest", "payment", "other"],
} as const satisfies Readonly<Record<RevealedKind, readonly string[]>>;
export type RevealPurpose = (typeof REVEAL_PURPOSES)[RevealedKind][number];

/**
 * How long somebody who looked behind a mask goes on seeing what is there: the time in which a parcel is labelled or a
 * call is made. After that the mask is back and the next look is a new entry in the log.
 */
export const REVEAL_LASTS_MS = 10 * MINUTE_MS;

/** Looked up faster than parcels can be packed: somebody is copying the list. */
export type TooManyReveals = Refusal<"TooManyReveals"> & { readonly waitSeconds: number };

/** As things stand this person needs to know nobody here, or there is nobody to know any more. */
export type ContactNotShown = Refusal<"ContactNotShown">;

/** From the widest duty to the narrowest. */
const BY_REACH = ["coopManager", "coopStaff", "packer", "accountant", "supervisor"] as const satisfies Role[];

/** In which capacity somebody looks: the widest duty at the organisation. The person looked at is told this, not a name. */
export function capacityOf(viewer: Viewer, organisationId: string): Role {
  const held = viewer.grants.filter((grant) => grant.organisationId === organisationId);
  return BY_REACH.find((role) => held.some((grant) => grant.role === role)) ?? "coopStaff";
}

/** Whether somebody may look behind a mask now: of an order, in the state it is in and unless it is locked. */
export function decideReveal(
  viewer: Viewer,
  organisationId: string,
  { kind, state, locked = false }: RevealedThing,
): Result<void, ContactNotShown> {
  const scope = { organisationId, ...(state === undefined ? {} : { state }) };
  return !locked && mayEnter(viewer, REVEAL_ACTS[kind], scope) ? ok() : refuse({ code: "ContactNotShown" });
}

export interface RevealedThing {
  readonly kind: RevealedKind;
  /** for orders */
  readonly state?: string;
  readonly locked?: boolean;
}
