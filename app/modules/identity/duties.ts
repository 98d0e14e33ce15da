import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { OrganisationKind } from "./organisation";

/** Duties that are granted to a person, each at one organisation or (null) for the whole portal. */
export const ROLES = [
  "coopManager",
  "coopStaff",
  "packer",
  "accountant",
  "supervisor",
  "host",
  "firstSecretary",
  "allianceStaff",
  "operator",
  "buyer",
] as const;
export type Role = (typeof ROLES)[number];

/** A duty as held now; terms that have not begun, are over or were revoked never reach this type. */
export interface Grant {
  readonly role: Role;
  readonly organisationId: string | null;
}

/** A duty together with what it is held at; null: the whole portal. */
export interface Duty extends Grant {
  readonly kind: OrganisationKind | null;
}

/** Whoever holds the first may do what the others may. */
export const INCLUDED_ROLES: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  coopManager: ["coopStaff", "packer"],
  coopStaff: ["packer"],
};

const OF_A_COOPERATIVE = ["coopManager", "coopStaff", "packer", "accountant", "supervisor"] as const;

/** Which duties there are at which kind of organisation. */
export const DUTIES_AT: Readonly<Record<OrganisationKind | "portal", readonly Role[]>> = {
  portal: ["operator", "allianceStaff"],
  operator: ["operator"],
  alliance: ["allianceStaff"],
  union: ["firstSecretary"],
  village: ["firstSecretary"],
  cooperative: OF_A_COOPERATIVE,
  federation: OF_A_COOPERATIVE,
  collective: ["accountant", "supervisor"],
  partnerUnit: ["firstSecretary"],
  host: ["host"],
  buyerCompany: ["buyer"],
};

/**
 * Which duties the holder of a duty may give and take at the own organisation; the operator may give and take every
 * duty everywhere. Law on Specialised Farmers' Cooperatives (2017), art 33 and 35: the manager engages people, but
 * the supervisors are elected by the members to watch the manager, so no manager names them.
 */
const MAY_GRANT: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  coopManager: ["coopManager", "coopStaff", "packer", "accountant"],
};

/** The duties that somebody who holds `held` may give and take at an organisation of this kind. */
export function grantableRoles(
  held: readonly Grant[],
  organisationId: string,
  kind: OrganisationKind,
): Role[] {
  const operator = held.some((grant) => grant.role === "operator");
  const mine = held.filter((grant) => grant.organisationId === organisationId);
  return DUTIES_AT[kind].filter(
    (role) => operator || mine.some((grant) => MAY_GRANT[grant.role]?.includes(role)),
  );
}

/** Two sets of duties of which one person may hold only one. */
export interface Incompatibility {
  readonly one: readonly Role[];
  readonly other: readonly Role[];
  /** only where `other` is held at one of these kinds */
  readonly otherAt: readonly OrganisationKind[];
  /** `organisation`: at the same one; `everywhere`: wherever each is held */
  readonly within: "organisation" | "everywhere";
  readonly law: "collectives-34" | "cooperatives-33" | "cooperatives-38";
}

/**
 * - collectives-34: Law on Rural Collective Economic Organisations (2024), art 34: those who handle the money and the
 *   accounts of a collective may not be its supervisors.
 * - cooperatives-33: Law on Specialised Farmers' Cooperatives (2017), art 33: neither the manager nor the finance staff
 *   may be supervisors of the cooperative.
 * - cooperatives-38: the same law, art 38: who performs public duties concerning cooperatives may not be manager,
 *   supervisor or finance staff of one.
 */
export const INCOMPATIBLE_DUTIES: readonly Incompatibility[] = [
  {
    one: ["supervisor"],
    other: ["accountant"],
    otherAt: ["collective"],
    within: "organisation",
    law: "collectives-34",
  },
  {
    one: ["supervisor"],
    other: ["coopManager", "accountant"],
    otherAt: ["cooperative", "federation"],
    within: "organisation",
    law: "cooperatives-33",
  },
  {
    one: ["firstSecretary", "allianceStaff"],
    other: ["coopManager", "supervisor", "accountant"],
    otherAt: ["cooperative", "federation"],
    within: "everywhere",
    law: "cooperatives-38",
  },
];

export type IncompatibleDuties = Refusal<"IncompatibleDuties"> & {
  readonly wanted: Role;
  readonly held: Role;
};

/** There is no such duty at this kind of organisation. */
export type DutyOutOfPlace = Refusal<"DutyOutOfPlace"> & { readonly wanted: Role };

function clash(rule: Incompatibility, one: Duty, other: Duty): boolean {
  return (
    rule.one.includes(one.role) &&
    rule.other.includes(other.role) &&
    other.kind !== null &&
    rule.otherAt.includes(other.kind) &&
    (rule.within === "everywhere" || one.organisationId === other.organisationId)
  );
}

/** Whether `wanted` may be granted to somebody who holds `held` now or has been promised it. */
export function decideGrant(
  held: readonly Duty[],
  wanted: Duty,
): Result<Grant, IncompatibleDuties | DutyOutOfPlace> {
  if (!DUTIES_AT[wanted.kind ?? "portal"].includes(wanted.role)) {
    return refuse({ code: "DutyOutOfPlace", wanted: wanted.role });
  }
  const against = held.find((duty) =>
    INCOMPATIBLE_DUTIES.some((rule) => clash(rule, duty, wanted) || clash(rule, wanted, duty)),
  );
  if (against) return refuse({ code: "IncompatibleDuties", wanted: wanted.role, held: against.role });
  return ok({ role: wanted.role, organisationId: wanted.organisationId });
}
