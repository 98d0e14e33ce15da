import { describe, expect, it } from "vitest";
import { imageAddress, readImageAddress, sourceSet } from "~/kernel/image-address";
import { BrokenInvariant, invariant } from "~/kernel/invariant";
import { accepted, ok, refuse } from "~/kernel/result";
import { isLocale, LOCALES } from "~/kernel/text";

describe("a language of the portal", () => {
  it("is one of the three, written as they are written", () => {
    for (const locale of LOCALES) expect(isLocale(locale)).toBe(true);
    for (const other of ["", "zh", "EN", "en-GB", "zh-cn", "length", "0"])
      expect(isLocale(other)).toBe(false);
  });
});

describe("a picture's address", () => {
  const key = "0123456789abcdef0123456789abcdef";

  it("is read back as what it was made of", () => {
    const address = imageAddress(key, 640, "webp");
    expect(readImageAddress(address)).toEqual({ key, width: 640, format: "webp" });
    expect(sourceSet(key, [160, 320], "avif")).toBe(
      `/media/${key}/160.avif 160w, /media/${key}/320.avif 320w`,
    );
  });

  it("leads nowhere else than to a picture", () => {
    for (const address of [
      "/media/",
      `/media/${key}/640.png`,
      `/media/${key}/0.webp`,
      `/media/${key}/-640.webp`,
      `/media/${key}/99999.webp`,
      `/media/${key}/640.webp/..`,
      `/media/${key}/../640.webp`,
      `/media/../${key}/640.webp`,
      `/media/${key.toUpperCase()}/640.webp`,
      `/media/${key}/640.webp\n`,
      `/media/${key}x/640.webp`,
      `/x/media/${key}/640.webp`,
    ]) {
      expect(readImageAddress(address), address).toBeUndefined();
    }
  });
});

describe("a result", () => {
  it("is either accepted with a value or refused with a name", () => {
    expect(ok()).toEqual({ ok: true, value: undefined });
    expect(accepted(ok(3))).toBe(3);
    expect(refuse({ code: "OutOfStock", left: 2 })).toEqual({
      ok: false,
      refusal: { code: "OutOfStock", left: 2 },
    });
  });

  it("of a step that cannot refuse breaks a promise when it does", () => {
    expect(() => accepted(refuse({ code: "X" }) as never)).toThrow(BrokenInvariant);
    expect(() => invariant(0, "a promise")).toThrow("a promise");
  });
});
