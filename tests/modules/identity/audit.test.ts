import { describe, expect, it } from "vitest";
import { keptChange, MOST_AUDIT_CHARACTERS } from "~/modules/identity/audit";

const kept = (before: Parameters<typeof keptChange>[0]["before"], after: typeof before, reason = "") =>
  keptChange({ before, after, reason });

describe("what is kept of a change", () => {
  it("is the fields that differ, money as decimal text", () => {
    expect(kept({ priceFen: 5990n, name: "蒜苗" }, { priceFen: 4990n, name: "蒜苗" })).toEqual({
      before: { priceFen: "5990" },
      after: { priceFen: "4990" },
      reason: null,
    });
  });

  it("is nothing when nothing differs", () => {
    expect(kept({ priceFen: 5990n, at: new Date(0) }, { priceFen: 5990n, at: new Date(0) })).toBeUndefined();
  });

  it("is every field of what is new and of what is gone", () => {
    expect(kept(null, { role: "host", until: null })?.after).toEqual({ role: "host", until: null });
    expect(kept({ role: "host" }, null)?.before).toEqual({ role: "host" });
    expect(kept(null, null, "盘点")).toEqual({ before: null, after: null, reason: "盘点" });
  });

  it("says that a telephone number changed, and neither number", () => {
    const change = kept(
      { servicePhone: "13812341234" },
      { servicePhone: "13812345678" },
      "原号 13812341234 停机",
    );
    expect(change?.before).toEqual({ servicePhone: "138****1234" });
    expect(change?.after).toEqual({ servicePhone: "138****5678" });
    expect(change?.reason).toBe("原号 138****1234 停机");
  });

  it("hides where and as whom somebody lives, at any depth, and never a secret", () => {
    const change = kept(null, {
      shipTo: { recipientName: "王小梅", address: "关山镇 3 号", regionCode: "610327" },
      inviteToken: "k3n4",
      note: "卡号 6222021234567890123",
    });
    expect(change?.after).toEqual({
      shipTo: { recipientName: "王**", address: "***", regionCode: "610327" },
      inviteToken: "***",
      note: "卡号 ***",
    });
  });

  it("stays small whatever is handed in", () => {
    const long = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`field${at}`, "长".repeat(5000)]),
    );
    const list = {
      rows: Array.from({ length: 5000 }, (_, at) => ({ at: BigInt(at), text: "x".repeat(90) })),
    };
    for (const fields of [long, list, { deep: { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } } }]) {
      const size = JSON.stringify(kept(fields, null)).length;
      expect(size).toBeLessThan(MOST_AUDIT_CHARACTERS + 100);
    }
  });
});
