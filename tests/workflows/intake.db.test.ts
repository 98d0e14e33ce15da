import { describe, expect, it } from "vitest";
import { cancelSlip } from "~/workflows/cancel-slip";
import { checkIntakeAgainstLedger } from "~/workflows/check-intake-against-ledger";
import { weighAnew } from "~/workflows/weigh-anew";
import { writeProductionRecord } from "~/workflows/write-production-record";
import { intakeDesk, SIGNATURE, type Wish } from "./intake-ground";
import { value } from "./sale-ground";

const { db, here, there, member, other, newProduct, lotOf, booked } = intakeDesk();

describe("a delivery", () => {
  it("goes into the lot of its day and grade and is owed for once the household says the code", async () => {
    const productId = await newProduct();
    const slip = await here.weigh({ householdId: member(), productId });
    expect(await db().prisma.intakeLot.count({ where: { productId } })).toBe(0);
    value(await here.say(slip.number, "100000"));
    const lot = await lotOf(productId);
    expect(lot).toMatchObject({ fenIn: 100_000n, fenOut: 0n });
    expect(await db().prisma.lot.findUniqueOrThrow({ where: { id: lot.lotId } })).toMatchObject({
      gramsTotal: 100_000n,
      grade: { "zh-CN": "一级" },
    });
    expect(await booked(slip.slipId)).toEqual({ "121": 100_000n, "114.01": -100_000n });
  });

  it("is owed to members and to others on accounts of their own", async () => {
    const slip = await here.weigh({ householdId: other(), productId: await newProduct() });
    value(await here.sign(slip.number));
    expect(await booked(slip.slipId)).toEqual({ "121": 100_000n, "211.03": -100_000n });
    const row = await db().prisma.intakeSlip.findUniqueOrThrow({ where: { id: slip.slipId } });
    expect(row).toMatchObject({ confirmedBy: "signature", signature: SIGNATURE });
  });

  it("shares one lot with others of its day and grade, however many say yes at the same moment", async () => {
    const productId = await newProduct();
    const slips = await Promise.all([1, 2, 3, 4].map(() => here.weigh({ householdId: member(), productId })));
    const answers = await Promise.all([...slips, ...slips].map(({ number }) => here.say(number, "100000")));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(4);
    expect(await db().prisma.intakeLot.findMany({ where: { productId } })).toMatchObject([
      { fenIn: 400_000n },
    ]);
    expect(await db().prisma.lot.findMany({ where: { productId } })).toMatchObject([
      { gramsTotal: 400_000n },
    ]);
  });

  it("allows five wrong codes and then only a signature", async () => {
    const { number } = await here.weigh({ householdId: member(), productId: await newProduct() });
    for (const left of [4, 3, 2, 1, 0]) {
      expect(await here.say(number, "1")).toMatchObject({
        refusal: { code: "SlipCodeWrong", triesLeft: left },
      });
    }
    expect(await here.say(number, "100000")).toMatchObject({ refusal: { code: "SlipCodeUsedUp" } });
    value(await here.sign(number));
  });

  it("weighed anew asks for another code", async () => {
    const productId = await newProduct();
    const { number, slipId } = await here.weigh({ householdId: member(), productId });
    const delivery = {
      plotId: null,
      productId,
      harvestedOn: "2026-11-20",
      variety: "阳光玫瑰",
      specification: "",
      grade: "first" as const,
      unitPrice: 100_000n,
      weighings: [{ grossGrams: 50_000n, tareGrams: 0n }],
    } as const;
    value(await weighAnew({ db: db() }, { ...here.act(), number, delivery }));
    expect(await here.say(number, "100000")).toMatchObject({ refusal: { code: "SlipCodeWrong" } });
    value(await here.say(number, "50000"));
    expect(await booked(slipId)).toMatchObject({ "121": 50_000n });
    expect(await weighAnew({ db: db() }, { ...here.act(), number, delivery })).toMatchObject({
      refusal: { code: "SlipNotInState", state: "confirmed" },
    });
  });

  it("that is cancelled before the household agreed leaves nothing but its reason", async () => {
    const productId = await newProduct();
    const { number, slipId } = await here.weigh({ householdId: member(), productId });
    value(await cancelSlip({ db: db() }, { ...here.act(), number, reason: "称错了筐" }));
    expect(await here.say(number, "100000")).toMatchObject({ refusal: { code: "SlipNotInState" } });
    expect(await booked(slipId)).toEqual({});
    expect(await db().prisma.lot.count({ where: { productId } })).toBe(0);
  });

  it("is not taken in while a treatment's safety interval runs", async () => {
    const productId = await newProduct();
    const record = { kind: "protect", doneOn: "2026-11-15", input: "代森锰锌", source: "县农资站" } as const;
    const form = { ...record, productId, plotId: null, dose: "600 倍", intervalDays: 7, note: "" };
    value(await writeProductionRecord({ db: db() }, { ...here.act(), householdId: member(), form }));
    expect(await here.tryToWeigh({ householdId: member(), productId })).toMatchObject({
      refusal: { code: "SafetyIntervalRunning", harvestFrom: "2026-11-22" },
    });
    expect((await here.tryToWeigh({ householdId: other(), productId })).ok).toBe(true);
  });

  it("of another cooperative's household, listing or slip does not exist here", async () => {
    const productId = await newProduct();
    const { number } = await here.weigh({ householdId: member(), productId });
    expect(await there.say(number, "100000")).toMatchObject({ refusal: { code: "SlipUnknown" } });
    expect(await there.tryToWeigh({ householdId: member(), productId })).toMatchObject({
      refusal: { code: "HouseholdUnknown" },
    });
  });
});

describe("a confirmed slip that was wrong", () => {
  async function confirmed(wish: Wish): Promise<{ slipId: string; number: string }> {
    const slip = await here.weigh(wish);
    value(await here.sign(slip.number));
    return slip;
  }

  it("is put right by another one: out of its lot, walked back in the books, and the right one in", async () => {
    const productId = await newProduct();
    const wrong = await confirmed({ householdId: member(), productId });
    const right = await here.weigh(
      { householdId: member(), productId, grade: "second", unitPrice: 80_000n },
      { number: wrong.number, reason: "等级看错" },
    );
    expect(await booked(wrong.slipId)).toMatchObject({ "121": 100_000n });
    value(await here.sign(right.number));
    expect(await booked(wrong.slipId)).toEqual({ "121": 0n, "114.01": 0n });
    expect(await booked(right.slipId)).toEqual({ "121": 80_000n, "114.01": -80_000n });
    const lots = await db().prisma.intakeLot.findMany({ where: { productId }, orderBy: { grade: "asc" } });
    expect(lots).toMatchObject([{ fenIn: 0n }, { fenIn: 80_000n }]);
    expect(await checkIntakeAgainstLedger(db())).toBeUndefined();
  });

  it("is put right once, and only with a reason", async () => {
    const productId = await newProduct();
    const { number } = await confirmed({ householdId: member(), productId });
    expect(await here.tryToWeigh({ householdId: member(), productId }, { number, reason: "" })).toMatchObject(
      {
        refusal: { code: "CorrectionReasonMissing" },
      },
    );
    await here.weigh({ householdId: member(), productId }, { number, reason: "皮重" });
    expect(
      await here.tryToWeigh({ householdId: member(), productId }, { number, reason: "皮重" }),
    ).toMatchObject({
      refusal: { code: "SlipCorrected" },
    });
  });
});
