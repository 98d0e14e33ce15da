import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** Duties that are granted to a person, each at one organisation or (null) for the whole portal. */
export const ROLES = [
  "coopStaff",
  "accountant",
  "supervisor",
  "host",
  "firstSecretary",
  "allianceStaff",
  "operator",
] as const;
export type Role = (typeof ROLES)[number];

/** What somebody may want to do. The last word tells whether it changes anything. */
export const ACTS = [
  "shop.browse",
  "ledger.public.read",
  "order.read.own",
  "order.cancel.own",
  "coop.orders.read",
  "coop.orders.fulfil",
  "coop.orders.refund",
  "coop.products.read",
  "coop.products.edit",
  "coop.leads.read",
  "coop.leads.answer",
  "books.read",
  "books.close",
  "payout.propose",
  "payout.approve",
  "host.links.read",
  "host.links.create",
  "alliance.overview.read",
  "admin.portal.read",
  "admin.grants.edit",
  "admin.payments.reconcile",
  "demo.clock.move",
  "demo.signIn.choose",
] as const;
export type Act = (typeof ACTS)[number];

/** A duty as held now; terms that have not begun or are over never reach this type. */
export interface Grant {
  readonly role: Role;
  readonly organisationId: string | null;
}

export interface Viewer {
  readonly userId: string;
  readonly displayName: string;
  readonly grants: readonly Grant[];
}

/**
 * Whose thing the act is about: the organisation (cooperative, collective, village or host) and the person who
 * owns it, as far as either makes sense for the act.
 */
export interface Scope {
  readonly organisationId?: string;
  readonly ownerUserId?: string | null;
}

/** `own`: only at the organisation of the grant, or for `signedIn` only on what the person owns. */
type Reach = "everywhere" | "own";
type Admission = readonly [who: Role | "anyone" | "signedIn", reach: Reach];

/**
 * The whole access matrix. An act lists everybody who may do it; whoever is not listed may not.
 * The two acts of the demo are open to anyone because their addresses exist in demo mode only.
 */
const MATRIX: Readonly<Record<Act, readonly Admission[]>> = {
  "shop.browse": [["anyone", "everywhere"]],
  "ledger.public.read": [["anyone", "everywhere"]],
  "order.read.own": [["signedIn", "own"]],
  "order.cancel.own": [["signedIn", "own"]],
  "coop.orders.read": [
    ["coopStaff", "own"],
    ["operator", "everywhere"],
  ],
  "coop.orders.fulfil": [["coopStaff", "own"]],
  "coop.orders.refund": [["coopStaff", "own"]],
  "coop.products.read": [
    ["coopStaff", "own"],
    ["operator", "everywhere"],
  ],
  "coop.products.edit": [["coopStaff", "own"]],
  "coop.leads.read": [["coopStaff", "own"]],
  "coop.leads.answer": [["coopStaff", "own"]],
  "books.read": [
    ["accountant", "own"],
    ["supervisor", "own"],
  ],
  "books.close": [["accountant", "own"]],
  "payout.propose": [["accountant", "own"]],
  "payout.approve": [["supervisor", "own"]],
  "host.links.read": [["host", "own"]],
  "host.links.create": [["host", "own"]],
  "alliance.overview.read": [
    ["allianceStaff", "everywhere"],
    ["firstSecretary", "everywhere"],
  ],
  "admin.portal.read": [["operator", "everywhere"]],
  "admin.grants.edit": [["operator", "everywhere"]],
  "admin.payments.reconcile": [["operator", "everywhere"]],
  "demo.clock.move": [["anyone", "everywhere"]],
  "demo.signIn.choose": [["anyone", "everywhere"]],
};

/** Whether this viewer (undefined: nobody signed in) may do this act on this thing. Pure; says no when in doubt. */
export function mayEnter(viewer: Viewer | undefined, act: Act, scope: Scope = {}): boolean {
  return MATRIX[act].some(([who, reach]) => {
    if (who === "anyone") return true;
    if (!viewer) return false;
    if (who === "signedIn") return reach === "everywhere" || scope.ownerUserId === viewer.userId;
    return viewer.grants.some((grant) => grant.role === who && reaches(grant, reach, scope));
  });
}

function reaches(grant: Grant, reach: Reach, scope: Scope): boolean {
  if (reach === "everywhere") return true;
  return grant.organisationId !== null && grant.organisationId === scope.organisationId;
}

/** The organisations at which a viewer may do an act because of a duty there; for menus and landing pages. */
export function organisationsFor(viewer: Viewer, act: Act): readonly string[] {
  const roles = new Set(MATRIX[act].filter(([, reach]) => reach === "own").map(([who]) => who));
  const found = viewer.grants.flatMap((grant) =>
    grant.organisationId !== null && roles.has(grant.role) ? [grant.organisationId] : [],
  );
  return [...new Set(found)];
}

/**
 * Duties one person may not hold at the same organisation. The Law on Rural Collective Economic Organisations,
 * art 34: those who handle the money and the accounts of a collective may not be its supervisors.
 */
export const INCOMPATIBLE_DUTIES: readonly (readonly [Role, Role])[] = [["supervisor", "accountant"]];

export type IncompatibleDuties = Refusal<"IncompatibleDuties"> & {
  readonly wanted: Role;
  readonly held: Role;
};

/** Whether `wanted` may be granted to somebody who holds `held` now. */
export function decideGrant(held: readonly Grant[], wanted: Grant): Result<Grant, IncompatibleDuties> {
  for (const grant of held) {
    const clash = INCOMPATIBLE_DUTIES.some(
      ([one, other]) =>
        (one === wanted.role && other === grant.role) || (other === wanted.role && one === grant.role),
    );
    // A duty without an organisation reaches all of them, so it clashes everywhere.
    const sameOrganisation =
      grant.organisationId === wanted.organisationId ||
      grant.organisationId === null ||
      wanted.organisationId === null;
    if (clash && sameOrganisation) {
      return refuse({ code: "IncompatibleDuties", wanted: wanted.role, held: grant.role });
    }
  }
  return ok(wanted);
}
