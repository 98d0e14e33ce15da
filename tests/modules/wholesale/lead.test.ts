import { describe, expect, it } from "vitest";
import { decideLeadDates, LEAD_MOVES, LEAD_STATES, leadMovesFrom, moveLead } from "~/modules/wholesale/lead";
import {
  businessPhone,
  closeLeadForm,
  leadForm,
  nextStepForm,
  tonnesToGrams,
} from "~/modules/wholesale/lead.forms";

describe("the life of a lead", () => {
  const allowed: Record<string, string> = {
    "new open": "opened",
    "opened answer": "answered",
    "answered answer": "answered",
    "lost answer": "answered",
    "opened planNextStep": "opened",
    "answered planNextStep": "answered",
    "opened win": "won",
    "answered win": "won",
    "opened lose": "lost",
    "answered lose": "lost",
  };

  for (const state of LEAD_STATES) {
    for (const move of LEAD_MOVES) {
      const to = allowed[`${state} ${move}`];
      it(`${to ? `turns ${state} into ${to}` : `refuses ${state}`} when asked to ${move}`, () => {
        const moved = moveLead(state, move);
        expect(moved.ok ? moved.value : undefined).toBe(to);
        expect(leadMovesFrom(state).includes(move)).toBe(to !== undefined);
      });
    }
  }
});

describe("the days a lead asks for", () => {
  it("begin today at the earliest and end within a year and a little", () => {
    expect(decideLeadDates("2026-03-01", "2026-03-20", "2026-03-01").ok).toBe(true);
    expect(decideLeadDates("2026-02-28", "2026-03-20", "2026-03-01").ok).toBe(false);
    expect(decideLeadDates("2026-03-01", "2027-03-06", "2026-03-01").ok).toBe(true);
    expect(decideLeadDates("2026-03-01", "2027-03-07", "2026-03-01")).toMatchObject({
      refusal: { code: "LeadDatesOutOfRange", latest: "2027-03-06" },
    });
  });
});

describe("tonnes as typed", () => {
  it.each([
    ["30", 30_000_000n],
    ["0.5", 500_000n],
    ["１２．５", 12_500_000n],
    ["2.345", 2_345_000n],
    ["500", 500_000_000n],
  ])("reads %s exactly", (typed, grams) => {
    expect(tonnesToGrams.parse(typed)).toBe(grams);
  });

  it.each([
    ["", "tonnesMissing"],
    ["0.499", "tonnesOutOfRange"],
    ["500.001", "tonnesOutOfRange"],
    ["1e3", "tonnesUnreadable"],
    ["-5", "tonnesUnreadable"],
    ["12,5", "tonnesUnreadable"],
    ["thirty", "tonnesUnreadable"],
  ])("refuses %j with %s", (typed, code) => {
    expect(tonnesToGrams.safeParse(typed).error?.issues[0]?.message).toBe(code);
  });
});

describe("a business telephone", () => {
  it.each([
    ["138 9311 2345", "13893112345"],
    ["+86-138-9311-2345", "13893112345"],
    ["0931-8412345", "09318412345"],
    ["4008001234", "4008001234"],
  ])("reads %s", (typed, digits) => expect(businessPhone.parse(typed)).toBe(digits));

  it.each(["12893112345", "8412345", "call me", ""])("refuses %j", (typed) =>
    expect(businessPhone.safeParse(typed).success).toBe(false),
  );
});

describe("the request form", () => {
  const filled = {
    offer: "suanmiao-2026",
    variety: "蒜苗",
    grade: "一级",
    tonnes: "30",
    neededFrom: "2026-03-10",
    neededUntil: "2026-03-20",
    regionCode: "620102",
    company: "兰州某蔬菜批发部",
    contact: "马先生",
    phone: "13893112345",
    heardFrom: "live",
    note: "",
  };
  const complaints = (changes: Partial<Record<keyof typeof filled, string>>) =>
    leadForm
      .safeParse({ ...filled, ...changes })
      .error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);

  it("accepts a buyer of thirty tonnes", () => {
    expect(leadForm.parse(filled)).toMatchObject({ tonnes: 30_000_000n, cooperative: "", heardFrom: "live" });
  });

  it("names what is missing or wrong by code, field by field", () => {
    expect(complaints({ variety: " " })).toEqual(["variety: varietyMissing"]);
    expect(complaints({ regionCode: "Lanzhou" })).toEqual(["regionCode: regionMissing"]);
    expect(complaints({ heardFrom: "radio" })).toEqual(["heardFrom: heardFromMissing"]);
    expect(complaints({ neededFrom: "2026-02-30" })).toEqual(["neededFrom: dayUnreadable"]);
    expect(complaints({ neededUntil: "2026-03-09" })).toEqual(["neededUntil: endsBeforeItBegins"]);
    expect(complaints({ offer: "" })).toEqual(["offer: offerMissing"]);
    expect(complaints({ note: "字".repeat(1001) })).toEqual(["note: tooLong"]);
  });

  it("asks staff for a next step with its day, and for an outcome", () => {
    expect(nextStepForm.safeParse({ nextStep: "寄样", nextStepOn: "" }).success).toBe(false);
    expect(closeLeadForm.safeParse({ outcome: "maybe" }).success).toBe(false);
    expect(closeLeadForm.parse({ outcome: "win" })).toEqual({ outcome: "win", reason: "" });
  });
});
