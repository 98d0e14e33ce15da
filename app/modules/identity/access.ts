import { type Grant, INCLUDED_ROLES, type Role } from "./duties";

export interface Viewer {
  readonly userId: string;
  readonly displayName: string;
  readonly grants: readonly Grant[];
}

/**
 * Whose thing the act is about: the organisation, the person who owns it, and the state it is in, as far as each makes
 * sense for the act. A door asks before the thing is read and so without its state; whoever has read it asks again.
 */
export interface Scope {
  readonly organisationId?: string;
  readonly ownerUserId?: string | null;
  readonly state?: string;
}

/** `own`: only at the organisation of the grant, or for `signedIn` only on what the person owns. */
type Reach = "everywhere" | "own";
export type Admission = readonly [
  who: Role | "anyone" | "signedIn",
  reach: Reach,
  /** only while the thing is in one of these states */
  states?: readonly string[],
];

/** Until the goods are packed a buyer may take an order back; staff while the sale stands. */
const UNPACKED = ["placed", "paid"] as const;
const SALE_STANDS = ["placed", "paid", "packed", "shipped", "delivered", "settled"] as const;
const ON_THE_WAY = ["paid", "packed", "shipped"] as const;
/** As long as a buyer may claim something or must be given money back. */
const ANSWERED_FOR = ["paid", "packed", "shipped", "delivered", "settled"] as const;

/**
 * The whole access matrix, one row an act: everybody who may do it, where, and while the thing is in which states.
 * Whoever is not listed may not. A duty reaches only organisations of a kind that has it (`DUTIES_AT` of duties.ts,
 * held when it is granted), so rows need not say at which kinds; whoever includes a listed duty (`INCLUDED_ROLES`) is
 * admitted with it. A new act is a row here. The two acts of the demo are open to anyone because their addresses exist
 * in demo mode only.
 */
export const MATRIX = {
  "shop.browse": [["anyone", "everywhere"]],
  "ledger.public.read": [["anyone", "everywhere"]],
  "account.signIn": [["anyone", "everywhere"]],
  "account.security.own": [["signedIn", "own"]],
  "account.data.own": [["signedIn", "own"]],
  "account.correct.own": [["signedIn", "own"]],
  "account.close.own": [["signedIn", "own"]],
  "order.read.own": [["signedIn", "own"]],
  "order.cancel.own": [["signedIn", "own", UNPACKED]],
  "coop.desk.enter": [
    ["packer", "own"],
    ["accountant", "own"],
    ["supervisor", "own"],
    ["operator", "everywhere"],
  ],
  "coop.today.read": [
    ["coopStaff", "own"],
    ["operator", "everywhere"],
  ],
  "coop.orders.read": [
    ["packer", "own"],
    ["operator", "everywhere"],
  ],
  "coop.orders.fulfil": [["packer", "own", ON_THE_WAY]],
  "coop.orders.refund": [["coopStaff", "own", SALE_STANDS]],
  "coop.claims.answer": [["coopStaff", "own"]],
  "coop.buyers.reveal": [
    ["packer", "own", ON_THE_WAY],
    ["coopStaff", "own", ANSWERED_FOR],
  ],
  "coop.products.read": [
    ["coopStaff", "own"],
    ["operator", "everywhere"],
  ],
  "coop.products.edit": [["coopStaff", "own"]],
  "coop.stock.read": [
    ["packer", "own"],
    ["operator", "everywhere"],
  ],
  "coop.stock.edit": [["packer", "own"]],
  "coop.preorder.edit": [["coopManager", "own"]],
  "coop.intake.read": [
    ["coopStaff", "own"],
    ["accountant", "own"],
    ["supervisor", "own"],
    ["operator", "everywhere"],
  ],
  "coop.intake.write": [["coopStaff", "own"]],
  "coop.households.reveal": [["coopStaff", "own"]],
  "coop.households.answer": [["coopManager", "own"]],
  "coop.leads.read": [["coopStaff", "own"]],
  "coop.leads.answer": [["coopStaff", "own"]],
  "coop.leads.reveal": [["coopStaff", "own"]],
  "coop.overview.read": [
    ["coopStaff", "own"],
    ["accountant", "own"],
    ["supervisor", "own"],
    ["operator", "everywhere"],
  ],
  "coop.team.read": [
    ["coopManager", "own"],
    ["supervisor", "own"],
    ["operator", "everywhere"],
  ],
  "coop.team.edit": [["coopManager", "own"]],
  "coop.audit.read": [
    ["coopManager", "own"],
    ["supervisor", "own"],
    ["operator", "everywhere"],
  ],
  "invitation.read": [["anyone", "everywhere"]],
  "invitation.accept": [["signedIn", "own"]],
  "village.overview.read": [
    ["accountant", "own"],
    ["supervisor", "own"],
    ["firstSecretary", "own"],
    ["operator", "everywhere"],
  ],
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
  "alliance.reviews.read": [
    ["allianceStaff", "everywhere"],
    ["operator", "everywhere"],
  ],
  "alliance.reviews.decide": [["allianceStaff", "everywhere"]],
  "admin.portal.read": [["operator", "everywhere"]],
  "admin.grants.edit": [["operator", "everywhere"]],
  "admin.organisations.close": [["operator", "everywhere"]],
  "admin.audit.read": [["operator", "everywhere"]],
  "admin.payments.reconcile": [["operator", "everywhere"]],
  "demo.clock.move": [["anyone", "everywhere"]],
  "demo.signIn.choose": [["anyone", "everywhere"]],
} as const satisfies Readonly<Record<string, readonly Admission[]>>;

/** What somebody may want to do. The last word tells whether it changes anything. */
export type Act = keyof typeof MATRIX;
export const ACTS = Object.keys(MATRIX) as readonly Act[];

/**
 * Acts that move money, close books, give out duties or hand out all that is known of a household: a stolen telephone must not be enough for them, so whoever does
 * them has passed a second factor in this session.
 */
const SECOND_FACTOR_ACTS: ReadonlySet<Act> = new Set<Act>([
  "coop.orders.refund",
  "coop.households.answer",
  "coop.team.edit",
  "books.close",
  "payout.propose",
  "payout.approve",
  "admin.grants.edit",
  "admin.organisations.close",
  "admin.payments.reconcile",
]);

export function needsSecondFactor(act: Act): boolean {
  return SECOND_FACTOR_ACTS.has(act);
}

/** Whom a row admits, in one shape for all rows. */
export function admissionsTo(act: Act): readonly Admission[] {
  return MATRIX[act];
}

/**
 * Whether this viewer (undefined: nobody signed in) may do this act on this thing. Pure; says no when in doubt. Without
 * a state in the scope the answer is whether there is a state in which he may.
 */
export function mayEnter(viewer: Viewer | undefined, act: Act, scope: Scope = {}): boolean {
  return admissionsTo(act).some(([who, reach, states]) => {
    if (states && scope.state !== undefined && !states.includes(scope.state)) return false;
    if (who === "anyone") return true;
    if (!viewer) return false;
    if (who === "signedIn") return reach === "everywhere" || scope.ownerUserId === viewer.userId;
    return viewer.grants.some((grant) => holds(grant, who) && reaches(grant, reach, scope));
  });
}

/** Whether a duty is this role or includes it. */
export function holds(grant: Grant, role: Role): boolean {
  return grant.role === role || (INCLUDED_ROLES[grant.role]?.includes(role) ?? false);
}

function reaches(grant: Grant, reach: Reach, scope: Scope): boolean {
  if (reach === "everywhere") return true;
  return grant.organisationId !== null && grant.organisationId === scope.organisationId;
}

/** The organisations at which a viewer may do an act because of a duty there; for menus and landing pages. */
export function organisationsFor(viewer: Viewer, act: Act): readonly string[] {
  const rows = admissionsTo(act).filter(([, reach]) => reach === "own");
  const found = viewer.grants.flatMap((grant) =>
    grant.organisationId !== null &&
    rows.some(([who]) => who !== "anyone" && who !== "signedIn" && holds(grant, who))
      ? [grant.organisationId]
      : [],
  );
  return [...new Set(found)];
}
