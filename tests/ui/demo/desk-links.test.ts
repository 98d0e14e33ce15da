import { describe, expect, it } from "vitest";
import type { DemoDuty } from "~/modules/identity/index.server";
import { deskOf } from "~/ui/demo/desk-links";

const duty = (role: DemoDuty["role"], organisationKind: DemoDuty["organisationKind"], slug = "place") =>
  deskOf({ role, organisationId: "1", organisationName: "", organisationKind, organisationSlug: slug });

describe("the demo's way to somebody's work", () => {
  it("is, for a collective's people and the first secretary, the overview of their village", () => {
    const overview = "/books/place/overview";
    expect(duty("accountant", "collective")).toBe(overview);
    expect(duty("supervisor", "collective")).toBe(overview);
    expect(duty("firstSecretary", "village")).toBe(overview);
    expect(duty("firstSecretary", "partnerUnit"), "which posts him and has no village").toBeUndefined();
  });

  it("is, for a cooperative's accountant and supervisors, its figures: its slug is no village's", () => {
    expect(duty("accountant", "cooperative")).toBe("/coop/place/overview");
    expect(duty("supervisor", "federation")).toBe("/coop/place/overview");
  });

  it("is the desk for those who work at it, and none for a duty without a place", () => {
    expect(duty("packer", "cooperative")).toBe("/coop/place/orders");
    expect(duty("host", "host")).toBe("/host");
    const whole = { organisationId: null, organisationName: null, organisationKind: null };
    expect(deskOf({ role: "buyer", ...whole, organisationSlug: null })).toBeUndefined();
  });
});
