import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTS,
  type Act,
  decideGrant,
  type Grant,
  INCOMPATIBLE_DUTIES,
  mayEnter,
  organisationsFor,
  ROLES,
  type Role,
  type Viewer,
} from "~/modules/identity/access";

const HERE = "0190a000-0000-7000-8000-000000000001";
const ELSEWHERE = "0190a000-0000-7000-8000-000000000002";

function holder(role: Role, organisationId: string | null = HERE): Viewer {
  return { userId: "u1", displayName: "王", grants: [{ role, organisationId }] };
}

/** Who may do what at the own organisation. Whatever is missing here is forbidden; the test walks all pairs. */
const AT_OWN: Readonly<Record<Role, readonly Act[]>> = {
  coopStaff: [
    "coop.orders.read",
    "coop.orders.fulfil",
    "coop.orders.refund",
    "coop.products.read",
    "coop.products.edit",
    "coop.leads.read",
    "coop.leads.answer",
  ],
  accountant: ["books.read", "books.close", "payout.propose"],
  supervisor: ["books.read", "payout.approve"],
  host: ["host.links.read", "host.links.create"],
  firstSecretary: ["alliance.overview.read"],
  allianceStaff: ["alliance.overview.read"],
  operator: [
    "coop.orders.read",
    "coop.products.read",
    "admin.portal.read",
    "admin.grants.edit",
    "admin.payments.reconcile",
  ],
};
/** What the same people may do at an organisation that is not theirs. */
const ELSEWHERE_TOO: Readonly<Partial<Record<Role, readonly Act[]>>> = {
  firstSecretary: AT_OWN.firstSecretary,
  allianceStaff: AT_OWN.allianceStaff,
  operator: AT_OWN.operator,
};
const ANYONE: readonly Act[] = ["shop.browse", "ledger.public.read", "demo.clock.move", "demo.signIn.choose"];

describe("who may enter", () => {
  for (const role of ROLES) {
    for (const act of ACTS) {
      const own = ANYONE.includes(act) || AT_OWN[role].includes(act);
      const elsewhere = ANYONE.includes(act) || (ELSEWHERE_TOO[role]?.includes(act) ?? false);
      it(`${role} ${own ? "may" : "may not"} ${act} at home, ${elsewhere ? "may" : "may not"} elsewhere`, () => {
        expect(mayEnter(holder(role), act, { organisationId: HERE })).toBe(own);
        expect(mayEnter(holder(role), act, { organisationId: ELSEWHERE })).toBe(elsewhere);
      });
    }
  }

  for (const act of ACTS) {
    it(`somebody not signed in ${ANYONE.includes(act) ? "may" : "may not"} ${act}`, () => {
      expect(mayEnter(undefined, act, { organisationId: HERE, ownerUserId: "u1" })).toBe(
        ANYONE.includes(act),
      );
    });
  }

  it("a buyer reads and cancels the own order and nobody else's", () => {
    const buyer: Viewer = { userId: "u1", displayName: "李", grants: [] };
    for (const act of ["order.read.own", "order.cancel.own"] as const) {
      expect(mayEnter(buyer, act, { ownerUserId: "u1" })).toBe(true);
      expect(mayEnter(buyer, act, { ownerUserId: "u2" })).toBe(false);
      expect(mayEnter(buyer, act, { ownerUserId: null })).toBe(false);
      expect(mayEnter(buyer, act)).toBe(false);
    }
  });

  it("a duty bound to no organisation opens nothing that belongs to one", () => {
    for (const act of AT_OWN.coopStaff) {
      expect(mayEnter(holder("coopStaff", null), act, { organisationId: HERE })).toBe(false);
      expect(mayEnter(holder("coopStaff", null), act)).toBe(false);
    }
  });

  it("a question without an organisation opens no organisation", () => {
    for (const role of ["coopStaff", "accountant", "supervisor", "host"] as const) {
      for (const act of AT_OWN[role]) expect(mayEnter(holder(role), act)).toBe(false);
    }
  });

  it("more duties never close a door", () => {
    const grants = fc.array(
      fc.record({ role: fc.constantFrom(...ROLES), organisationId: fc.constantFrom(HERE, ELSEWHERE, null) }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(grants, grants, fc.constantFrom(...ACTS), (some, more, act) => {
        const viewer = (held: Grant[]): Viewer => ({ userId: "u1", displayName: "王", grants: held });
        const scope = { organisationId: HERE };
        if (mayEnter(viewer(some), act, scope))
          expect(mayEnter(viewer([...some, ...more]), act, scope)).toBe(true);
      }),
    );
  });
});

it("lists the organisations a person works at, each once", () => {
  const viewer: Viewer = {
    userId: "u1",
    displayName: "王",
    grants: [
      { role: "coopStaff", organisationId: HERE },
      { role: "coopStaff", organisationId: HERE },
      { role: "accountant", organisationId: ELSEWHERE },
      { role: "operator", organisationId: null },
    ],
  };
  expect(organisationsFor(viewer, "coop.orders.read")).toEqual([HERE]);
  expect(organisationsFor(viewer, "books.read")).toEqual([ELSEWHERE]);
});

describe("duties that one person may not hold together (Law on Rural Collective Economic Organisations, art 34)", () => {
  const accountant: Grant = { role: "accountant", organisationId: HERE };
  const supervisor: Grant = { role: "supervisor", organisationId: HERE };

  it("refuses a supervisor who keeps the same books, in whichever order", () => {
    expect(decideGrant([accountant], supervisor)).toEqual({
      ok: false,
      refusal: { code: "IncompatibleDuties", wanted: "supervisor", held: "accountant" },
    });
    expect(decideGrant([supervisor], accountant).ok).toBe(false);
  });

  it("allows them at two different organisations", () => {
    expect(decideGrant([accountant], { ...supervisor, organisationId: ELSEWHERE }).ok).toBe(true);
  });

  it("counts a duty for the whole portal as held everywhere", () => {
    expect(decideGrant([{ ...accountant, organisationId: null }], supervisor).ok).toBe(false);
  });

  it("allows every other pair of duties", () => {
    for (const held of ROLES) {
      for (const wanted of ROLES) {
        const forbidden = INCOMPATIBLE_DUTIES.some(
          (pair) => pair.includes(held) && pair.includes(wanted) && held !== wanted,
        );
        const decided = decideGrant([{ role: held, organisationId: HERE }], {
          role: wanted,
          organisationId: HERE,
        });
        expect(decided.ok).toBe(!forbidden);
      }
    }
  });
});
