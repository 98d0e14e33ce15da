import { describe, expect, it } from "vitest";
import { certificateStanding, decideIssue, decideListing } from "~/modules/intake/certificate";

/** 承诺达标合格证 by 农业农村部令2025年第4号. */
describe("issuing a certificate of conformity", () => {
  it("speaks for some of the lot or all of it, never for more", () => {
    for (const grams of [1n, 500n]) expect(decideIssue(500n, grams, "first", null).ok).toBe(true);
    for (const grams of [0n, -1n, 501n]) {
      expect(decideIssue(500n, grams, "first", null)).toEqual({
        ok: false,
        refusal: { code: "CertificateExceedsLot", mostGrams: 500n },
      });
    }
  });

  it("happens once for a lot; anew only when it was mixed or repacked", () => {
    expect(decideIssue(500n, 500n, "first", "HGZ-1")).toEqual({
      ok: false,
      refusal: { code: "CertificateStands", number: "HGZ-1" },
    });
    for (const occasion of ["mixed", "repacked"] as const) {
      expect(decideIssue(500n, 500n, occasion, "HGZ-1").ok).toBe(true);
      expect(decideIssue(500n, 500n, occasion, null).ok).toBe(true);
    }
  });
});

describe("goods on sale", () => {
  it("have a certificate where the order asks for one, and need none where it does not", () => {
    for (const covered of ["vegetables", "fungi", "fruit", "tea", "meat", "eggs", "fish"]) {
      expect(decideListing(covered, null), covered).toMatchObject({
        refusal: { code: "CertificateMissing" },
      });
      expect(decideListing(covered, "HGZ-1").ok, covered).toBe(true);
    }
    for (const free of ["grains", "honey", "dairy", "pantry"])
      expect(decideListing(free, null).ok).toBe(true);
  });

  it("are told to the desk when the certificate is missing, or the lot it speaks for is nearly over", () => {
    const standing = (categorySlug: string, certificate: string | null, keepsUntil: string | null) =>
      certificateStanding({ categorySlug, certificate, keepsUntil }, "2026-11-24");
    expect(standing("honey", null, "2026-11-01")).toBe("notNeeded");
    expect(standing("fruit", null, "2026-11-30")).toBe("missing");
    expect(standing("fruit", "HGZ-1", "2026-11-25")).toBe("valid");
    expect(standing("fruit", "HGZ-1", "2026-11-24")).toBe("ending");
    expect(standing("fruit", "HGZ-1", "2026-11-01")).toBe("ending");
    expect(standing("fruit", "HGZ-1", null), "nobody said how long it keeps").toBe("valid");
  });
});
