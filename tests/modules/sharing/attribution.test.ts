import { describe, expect, it } from "vitest";
import { DAY_MS } from "~/kernel/clock";
import { hostOfLine, type TouchOfLink, winningTouch } from "~/modules/sharing/attribution";

const NOW = new Date("2026-11-20T02:00:00.000Z");
const GRAPES = { productId: "grapes", cooperativeId: "hillside" };

const touch = (touchId: string, daysAgo: number, over: Partial<TouchOfLink> = {}): TouchOfLink => ({
  touchId,
  linkId: `link-${touchId}`,
  sessionId: null,
  hostId: `host-${touchId}`,
  hostUserId: null,
  duty: false,
  productId: null,
  cooperativeId: null,
  at: new Date(NOW.getTime() - daysAgo * DAY_MS),
  ...over,
});
const winner = (touches: TouchOfLink[], buyer: string | null = null) =>
  winningTouch(touches, GRAPES, buyer, NOW)?.touchId;

describe("whose link brought the buyer", () => {
  it("is the last visit within seven days, whatever their order in the table", () => {
    expect(winner([touch("a", 3), touch("b", 1), touch("c", 2)])).toBe("b");
    expect(winner([touch("a", 7)])).toBe("a");
    expect(winner([touch("a", 7.01)])).toBeUndefined();
  });

  it("counts only when the link covers the product", () => {
    const touches = [
      touch("everything", 4),
      touch("coop", 3, { cooperativeId: "hillside" }),
      touch("honey", 2, { productId: "honey" }),
      touch("other-coop", 1, { cooperativeId: "valley" }),
    ];
    expect(winner(touches)).toBe("coop");
  });

  it("is nobody's own: the visit before it wins instead", () => {
    const touches = [touch("own", 1, { hostUserId: "me" }), touch("other", 2, { hostUserId: "you" })];
    expect(winner(touches, "me")).toBe("other");
    expect(winner(touches, "somebody")).toBe("own");
    expect(winner([touch("own", 1, { hostUserId: "me" })], "me")).toBeUndefined();
  });

  it("does not come from the future", () => {
    expect(winner([touch("later", -1)])).toBeUndefined();
  });

  it("names a first secretary without paying", () => {
    expect(hostOfLine(touch("secretary", 1, { duty: true }))).toEqual({ kind: "duty" });
    expect(hostOfLine(touch("host", 1))).toEqual({ kind: "paid" });
    expect(hostOfLine(undefined)).toEqual({ kind: "none" });
  });
});
