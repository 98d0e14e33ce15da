import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTS, type Act, mayEnter, organisationsFor, type Viewer } from "~/modules/identity/access";
import { type Grant, ROLES, type Role } from "~/modules/identity/duties";
import { decideCancel, ORDER_MOVES, ORDER_STATES } from "~/modules/ordering/order";

const HERE = "0190a000-0000-7000-8000-000000000001";
const ELSEWHERE = "0190a000-0000-7000-8000-000000000002";

function holder(role: Role, organisationId: string | null = HERE): Viewer {
  return { userId: "u1", displayName: "王", grants: [{ role, organisationId }] };
}

/** What each duty is there for, at the own organisation; acts of colleagues' desks are walked by the rules below. */
const AT_OWN: Readonly<Partial<Record<Role, readonly Act[]>>> = {
  packer: ["coop.desk.enter", "coop.orders.read", "coop.orders.fulfil"],
  coopStaff: ["coop.orders.refund", "coop.products.edit", "coop.leads.answer", "coop.today.read"],
  coopManager: ["coop.team.edit", "coop.team.read", "coop.audit.read"],
  accountant: ["books.read", "books.close", "payout.propose"],
  supervisor: ["books.read", "payout.approve", "coop.audit.read", "coop.team.read"],
  host: ["host.links.read", "host.links.create"],
};
/** What must stay apart, whoever adds acts. */
const NEVER: Readonly<Partial<Record<Role, readonly Act[]>>> = {
  packer: [
    "coop.orders.refund",
    "coop.products.edit",
    "coop.leads.read",
    "coop.today.read",
    "coop.team.read",
  ],
  coopStaff: ["coop.team.read", "coop.team.edit", "coop.audit.read", "books.close"],
  coopManager: ["payout.approve", "admin.grants.edit"],
  accountant: ["payout.approve", "coop.orders.refund", "coop.team.edit"],
  supervisor: ["payout.propose", "books.close", "coop.team.edit", "coop.products.edit"],
  buyer: ["coop.desk.enter", "admin.portal.read"],
  operator: ["coop.orders.fulfil", "coop.orders.refund", "books.close", "payout.approve"],
};
const EVERYWHERE: readonly Role[] = ["operator", "allianceStaff", "firstSecretary"];

describe("who may enter", () => {
  for (const role of ROLES) {
    it(`${role}: what the duty is there for, and nothing that must stay apart from it`, () => {
      for (const act of AT_OWN[role] ?? []) {
        expect(mayEnter(holder(role), act, { organisationId: HERE }), act).toBe(true);
        expect(mayEnter(holder(role), act, { organisationId: ELSEWHERE }), act).toBe(false);
      }
      for (const act of NEVER[role] ?? []) {
        expect(mayEnter(holder(role), act, { organisationId: HERE }), act).toBe(false);
      }
    });

    it(`${role} ${EVERYWHERE.includes(role) ? "may reach" : "reaches nothing"} beyond the own organisation`, () => {
      const bystander: Viewer = { userId: "u1", displayName: "王", grants: [] };
      const beyond = ACTS.filter(
        (act) =>
          mayEnter(holder(role), act, { organisationId: ELSEWHERE }) &&
          !mayEnter(bystander, act, { organisationId: ELSEWHERE }),
      );
      expect(beyond.length > 0).toBe(EVERYWHERE.includes(role));
    });
  }

  it("a manager may do all that staff may, and staff all that a packer may", () => {
    for (const act of ACTS) {
      const [manager, staff, packer] = (["coopManager", "coopStaff", "packer"] as const).map((role) =>
        mayEnter(holder(role), act, { organisationId: HERE }),
      );
      if (packer) expect(staff, act).toBe(true);
      if (staff) expect(manager, act).toBe(true);
    }
  });

  it("somebody not signed in changes nothing at any desk", () => {
    for (const act of ACTS.filter((one) => /^(coop|books|payout|host|alliance|admin)\./.test(one))) {
      expect(mayEnter(undefined, act, { organisationId: HERE, ownerUserId: "u1" }), act).toBe(false);
    }
  });

  it("a thing's state closes what its life no longer allows", () => {
    const packer = holder("packer");
    const staff = holder("coopStaff");
    const buyer: Viewer = { userId: "u1", displayName: "李", grants: [] };
    const steps = ["packed", "shipped", "delivered"] as const;
    for (const state of ORDER_STATES) {
      const scope = { organisationId: HERE, ownerUserId: "u1", state };
      const goesOn = ORDER_MOVES[state].some((to) => (steps as readonly string[]).includes(to));
      expect(mayEnter(packer, "coop.orders.fulfil", scope), state).toBe(goesOn);
      expect(mayEnter(staff, "coop.orders.refund", scope), state).toBe(decideCancel(state, "staff").ok);
      expect(mayEnter(buyer, "order.cancel.own", scope), state).toBe(decideCancel(state, "buyer").ok);
    }
  });

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
    for (const act of AT_OWN.coopStaff ?? []) {
      expect(mayEnter(holder("coopStaff", null), act, { organisationId: HERE })).toBe(false);
      expect(mayEnter(holder("coopStaff", null), act)).toBe(false);
    }
  });

  it("a question without an organisation opens no organisation", () => {
    for (const role of ["coopStaff", "accountant", "supervisor", "host"] as const) {
      for (const act of AT_OWN[role] ?? []) expect(mayEnter(holder(role), act)).toBe(false);
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
