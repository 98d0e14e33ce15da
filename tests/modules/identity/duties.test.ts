import { describe, expect, it } from "vitest";
import {
  DUTIES_AT,
  type Duty,
  decideGrant,
  grantableRoles,
  INCOMPATIBLE_DUTIES,
  ROLES,
  type Role,
} from "~/modules/identity/duties";
import { ORGANISATION_KINDS, type OrganisationKind } from "~/modules/identity/organisation";

const HERE = "0190a000-0000-7000-8000-000000000001";
const ELSEWHERE = "0190a000-0000-7000-8000-000000000002";

const at = (kind: OrganisationKind, role: Role, organisationId = HERE): Duty => ({
  role,
  organisationId,
  kind,
});
const together = (held: Duty, wanted: Duty) => decideGrant([held], wanted).ok;

describe("duties that one person may not hold together", () => {
  it("refuses a supervisor who keeps the same collective's books, in whichever order (its Law, art 34)", () => {
    expect(decideGrant([at("collective", "accountant")], at("collective", "supervisor"))).toEqual({
      ok: false,
      refusal: { code: "IncompatibleDuties", wanted: "supervisor", held: "accountant" },
    });
    expect(together(at("collective", "supervisor"), at("collective", "accountant"))).toBe(false);
  });

  it.each(["coopManager", "accountant"] as const)(
    "refuses a supervisor who is a cooperative's %s (its Law, art 33)",
    (role) => {
      for (const kind of ["cooperative", "federation"] as const) {
        expect(together(at(kind, role), at(kind, "supervisor"))).toBe(false);
        expect(together(at(kind, "supervisor"), at(kind, role))).toBe(false);
      }
    },
  );

  it.each(["firstSecretary", "allianceStaff"] as const)(
    "refuses the offices of any cooperative to a %s (Cooperatives Law, art 38)",
    (role) => {
      const official: Duty = { role, organisationId: ELSEWHERE, kind: "village" };
      for (const office of ["coopManager", "supervisor", "accountant"] as const) {
        expect(together(official, at("cooperative", office))).toBe(false);
        expect(decideGrant([at("federation", office)], { ...official, kind: DUTY_PLACE[role] }).ok).toBe(
          false,
        );
      }
      expect(together(official, at("cooperative", "packer"))).toBe(true);
      expect(together(official, at("collective", "accountant"))).toBe(true);
    },
  );

  const DUTY_PLACE = { firstSecretary: "village", allianceStaff: "alliance" } as const;

  it("allows them at two different organisations", () => {
    expect(together(at("collective", "accountant"), at("collective", "supervisor", ELSEWHERE))).toBe(true);
    expect(together(at("cooperative", "coopManager", ELSEWHERE), at("cooperative", "supervisor"))).toBe(true);
  });

  it("allows every other pair", () => {
    const named = new Set(INCOMPATIBLE_DUTIES.flatMap(({ one, other }) => [...one, ...other]));
    for (const held of ROLES.filter((role) => !named.has(role))) {
      for (const kind of ORGANISATION_KINDS) {
        for (const wanted of DUTIES_AT[kind]) {
          expect(together({ role: held, organisationId: HERE, kind: null }, at(kind, wanted))).toBe(true);
        }
      }
    }
  });
});

describe("a duty's place", () => {
  it("is refused where no such duty exists, and every duty has a place", () => {
    const placed = new Set<Role>();
    for (const kind of ORGANISATION_KINDS) {
      for (const role of ROLES) {
        const exists = DUTIES_AT[kind].includes(role);
        if (exists) placed.add(role);
        const decided = decideGrant([], at(kind, role));
        expect(decided.ok).toBe(exists);
        if (!decided.ok) expect(decided.refusal.code).toBe("DutyOutOfPlace");
      }
    }
    expect([...placed].sort()).toEqual([...ROLES].sort());
    expect(decideGrant([], { role: "coopStaff", organisationId: null, kind: null }).ok).toBe(false);
  });
});

describe("who may give a duty", () => {
  const held = (role: Role, organisationId: string | null = HERE) => [{ role, organisationId }];

  it("a manager gives those of the own cooperative, but never names the supervisor who watches him", () => {
    expect(grantableRoles(held("coopManager"), HERE, "cooperative")).toEqual([
      "coopManager",
      "coopStaff",
      "packer",
      "accountant",
    ]);
    expect(grantableRoles(held("coopManager"), ELSEWHERE, "cooperative")).toEqual([]);
  });

  it("the operator gives every duty that exists at a place", () => {
    for (const kind of ORGANISATION_KINDS) {
      expect(grantableRoles(held("operator", null), HERE, kind)).toEqual(DUTIES_AT[kind]);
    }
  });

  it("nobody else gives any", () => {
    for (const role of ROLES.filter((one) => one !== "operator" && one !== "coopManager")) {
      for (const kind of ORGANISATION_KINDS) expect(grantableRoles(held(role), HERE, kind)).toEqual([]);
    }
  });
});
