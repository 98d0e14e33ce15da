import type { Act } from "~/modules/identity/access";
import { DESK_CASES } from "./desk-cases";
import type { Holdings } from "./holdings";

/** The kinds of things that an address or a form names, besides the place itself. */
export type Thing =
  | "certificate"
  | "claim"
  | "count"
  | "duty"
  | "field"
  | "household"
  | "invitation"
  | "lead"
  | "listing"
  | "lot"
  | "order"
  | "pack"
  | "photo"
  | "plan"
  | "record"
  | "sheet"
  | "slip";

/** A form as its page sends it, about a thing of `of`. */
export interface FormCase {
  readonly name: string;
  /** The act it is, where it is another than that of the address. */
  readonly act?: Act;
  readonly fields: (of: Holdings) => Readonly<Record<string, string>>;
  /** What the form itself names; else what the address names. */
  readonly thing?: Thing;
  /** What is named in the address, where the form stands on the page of another one than the address's own case. */
  readonly params?: (of: Holdings) => Readonly<Record<string, string>>;
  /** What it names of others is passed over without a word, and the rest is done. */
  readonly passedOver?: true;
  /** What the thing's state would have to be is made by no form here: with one's own it is refused as well. */
  readonly refusedForOwn?: true;
}

export interface AddressCase {
  /** Whose the address is when it is no cooperative's desk. */
  readonly place?: "host" | "village";
  /** What is named in the address, and how it is written there. */
  readonly thing?: Thing;
  readonly params?: (of: Holdings) => Readonly<Record<string, string>>;
  readonly forms?: readonly FormCase[];
  /** What somebody is told who may enter, where it is not the page: above all of what does not exist. */
  readonly entered?: number;
}

const nobodys = () => ({ slug: "none", number: "none", code: "none", token: "none", id: NO_ID });
export const NO_ID = "00000000-0000-7000-8000-000000000000";

/** An address whose things are nobody's in particular: there is nothing foreign to try. */
const PLAIN: AddressCase = {};
/** As that, and the thing asked for is one that does not exist. */
const MISSING: AddressCase = { params: nobodys, entered: 404 };
/** A village's, whose duties are held at the village itself or at its collective. */
const VILLAGE: AddressCase = { place: "village", params: (of) => ({ slug: of.market.villageSlug }) };

/**
 * How each address is tried. A new address of the portal is a line here, or in `DESK_CASES` for a cooperative's desk;
 * until it is, the tests fail.
 */
export const CASES: Readonly<Record<string, AddressCase>> = {
  "/": PLAIN,
  "/products": PLAIN,
  "/products/:slug": MISSING,
  "/villages": PLAIN,
  "/villages/:slug": MISSING,
  "/villages/:slug/ledger": MISSING,
  "/villages/:slug/ledger.csv": MISSING,
  "/villages/:slug/ledger/vouchers.json": MISSING,
  "/cooperatives/:slug": MISSING,
  "/cart": PLAIN,
  "/checkout": PLAIN,
  "/checkout/return": { entered: 303 },
  "/orders": PLAIN,
  "/orders/:number": { ...MISSING, thing: "order" },
  "/orders/:number/address": { ...MISSING, thing: "order" },
  "/orders/:number/claim": { ...MISSING, thing: "order" },
  "/sign-in": PLAIN,
  "/sign-in/password": PLAIN,
  "/sign-in/passkey-request": PLAIN,
  "/sign-in/again": PLAIN,
  "/account": PLAIN,
  "/account/security": PLAIN,
  "/account/security/phone": PLAIN,
  "/account/security/password": PLAIN,
  "/account/security/app": PLAIN,
  "/account/security/passkeys": PLAIN,
  "/account/security/passkey-creation": PLAIN,
  "/account/privacy": PLAIN,
  "/account/privacy/correct": PLAIN,
  "/account/privacy/data": PLAIN,
  "/account/privacy/data.json": PLAIN,
  "/privacy": PLAIN,
  "/wholesale": PLAIN,
  "/wholesale/lots/:slug": MISSING,
  "/wholesale/requests/new": PLAIN,
  "/wholesale/requests/:number": { ...MISSING, thing: "lead" },
  "/trace/:code": MISSING,
  "/slips/:code": { ...MISSING, thing: "slip" },
  "/certificates/:number": MISSING,
  "/l/:code": MISSING,
  "/demo": PLAIN,
  "/webhooks/stripe": PLAIN,
  "/host": { place: "host" },
  "/books/:slug/overview": VILLAGE,
  "/books/:slug/overview.csv": VILLAGE,
  "/invite/:token": { params: () => ({ token: "A".repeat(32) }), entered: 404, thing: "invitation" },
  "/alliance/reviews": PLAIN,
  "/alliance/reviews/:id": MISSING,
  "/admin": { entered: 303 },
  "/admin/grants": PLAIN,
  "/admin/grants/:id": { params: (of) => ({ id: of.organisationId }) },
  "/admin/grants/:id/closing": { params: (of) => ({ id: of.organisationId }) },
  "/admin/audit": PLAIN,
  "/api/v1/regions": PLAIN,
  "/api/v1/me": PLAIN,
  "/*": MISSING,
  ...DESK_CASES,
};
