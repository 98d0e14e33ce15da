import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceOfEvent } from "~/modules/ledger/index.server";
import type { Db } from "~/platform/db/db.server";
import { cancelSlip } from "~/workflows/cancel-slip";
import { changePublication } from "~/workflows/change-publication";
import { checkIntakeAgainstLedger } from "~/workflows/check-intake-against-ledger";
import { issueCertificate } from "~/workflows/issue-certificate";
import { voidCertificate } from "~/workflows/void-certificate";
import { weighAnew } from "~/workflows/weigh-anew";
import { writeProductionRecord } from "~/workflows/write-production-record";
import { type Market, makeListing, makeMarket, openTestDb } from "../support/market";
import { SIGNATURE, scale, type Wish } from "./intake-ground";
import { value } from "./sale-ground";

const NOW = new Date("2026-11-20T09:00:00Z");

let db: Db;
let close: () => Promise<void>;
let market: Market;
let foreign: Market;
let member: string;
let other: string;
beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  foreign = await makeMarket(db, "foreign", 1);
  member = await here.household(true);
  other = await here.household(false);
});
afterAll(() => close());
const here = scale(
  () => db,
  () => market.cooperativeId,
  () => NOW,
);
const there = scale(
  () => db,
  () => foreign.cooperativeId,
  () => NOW,
);

let listings = 0;
async function newProduct(): Promise<string> {
  listings += 1;
  return (await makeListing(db, market, { slug: `grapes-${listings}` })).productId;
}
const lotOf = (productId: string) =>
  db.prisma.intakeLot.findFirstOrThrow({ where: { productId }, orderBy: { gramsIn: "desc" } });
async function booked(slipId: string): Promise<Record<string, bigint>> {
  const balances = await balanceOfEvent(db, slipId);
  return Object.fromEntries(balances.map((each) => [each.account, each.debitsPosted - each.creditsPosted]));
}
async function attack(sql: string): Promise<string> {
  return db.pool.query(sql).then(
    () => "it went through",
    (fault: Error) => fault.message,
  );
}

describe("a delivery", () => {
  it("goes into the lot of its day and grade and is owed for once the household says the code", async () => {
    const productId = await newProduct();
    const slip = await here.weigh({ householdId: member, productId });
    expect(await db.prisma.intakeLot.count({ where: { productId } })).toBe(0);
    value(await here.say(slip.number, "100000"));
    const lot = await lotOf(productId);
    expect(lot).toMatchObject({ gramsIn: 100_000n, fenIn: 100_000n, gramsOut: 0n });
    expect(await db.prisma.lot.findUniqueOrThrow({ where: { id: lot.lotId } })).toMatchObject({
      gramsTotal: 100_000n,
      grade: { "zh-CN": "一级" },
    });
    expect(await booked(slip.slipId)).toEqual({ "121": 100_000n, "114.01": -100_000n });
  });

  it("is owed to members and to others on accounts of their own", async () => {
    const slip = await here.weigh({ householdId: other, productId: await newProduct() });
    value(await here.sign(slip.number));
    expect(await booked(slip.slipId)).toEqual({ "121": 100_000n, "211.03": -100_000n });
    const row = await db.prisma.intakeSlip.findUniqueOrThrow({ where: { id: slip.slipId } });
    expect(row).toMatchObject({ confirmedBy: "signature", signature: SIGNATURE });
  });

  it("shares one lot with others of its day and grade, however many say yes at the same moment", async () => {
    const productId = await newProduct();
    const slips = await Promise.all([1, 2, 3, 4].map(() => here.weigh({ householdId: member, productId })));
    const answers = await Promise.all([...slips, ...slips].map(({ number }) => here.say(number, "100000")));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(4);
    expect(await db.prisma.intakeLot.findMany({ where: { productId } })).toMatchObject([
      { gramsIn: 400_000n },
    ]);
    expect(await db.prisma.lot.count({ where: { productId } })).toBe(1);
  });

  it("allows five wrong codes and then only a signature", async () => {
    const { number } = await here.weigh({ householdId: member, productId: await newProduct() });
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
    const { number, slipId } = await here.weigh({ householdId: member, productId });
    const delivery = {
      ...{ plotId: null, productId, harvestedOn: "2026-11-20", variety: "阳光玫瑰", specification: "" },
      ...{
        grade: "first" as const,
        unitPrice: 100_000n,
        weighings: [{ grossGrams: 50_000n, tareGrams: 0n }],
      },
    } as const;
    value(await weighAnew({ db }, { ...here.act(), number, delivery }));
    expect(await here.say(number, "100000")).toMatchObject({ refusal: { code: "SlipCodeWrong" } });
    value(await here.say(number, "50000"));
    expect(await booked(slipId)).toMatchObject({ "121": 50_000n });
    expect(await weighAnew({ db }, { ...here.act(), number, delivery })).toMatchObject({
      refusal: { code: "SlipNotInState", state: "confirmed" },
    });
  });

  it("that is cancelled before the household agreed leaves nothing but its reason", async () => {
    const productId = await newProduct();
    const { number, slipId } = await here.weigh({ householdId: member, productId });
    value(await cancelSlip({ db }, { ...here.act(), number, reason: "称错了筐" }));
    expect(await here.say(number, "100000")).toMatchObject({ refusal: { code: "SlipNotInState" } });
    expect(await booked(slipId)).toEqual({});
    expect(await db.prisma.lot.count({ where: { productId } })).toBe(0);
  });

  it("is not taken in while a treatment's safety interval runs", async () => {
    const productId = await newProduct();
    const record = { kind: "protect", doneOn: "2026-11-15", input: "代森锰锌", source: "县农资站" } as const;
    const form = { ...record, productId, plotId: null, dose: "600 倍", intervalDays: 7, note: "" };
    value(await writeProductionRecord({ db }, { ...here.act(), householdId: member, form }));
    expect(await here.tryToWeigh({ householdId: member, productId })).toMatchObject({
      refusal: { code: "SafetyIntervalRunning", harvestFrom: "2026-11-22" },
    });
    expect((await here.tryToWeigh({ householdId: other, productId })).ok).toBe(true);
  });

  it("of another cooperative's household, listing or slip does not exist here", async () => {
    const productId = await newProduct();
    const { number } = await here.weigh({ householdId: member, productId });
    expect(await there.say(number, "100000")).toMatchObject({ refusal: { code: "SlipUnknown" } });
    expect(await there.tryToWeigh({ householdId: member, productId })).toMatchObject({
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
    const wrong = await confirmed({ householdId: member, productId });
    const right = await here.weigh(
      { householdId: member, productId, grade: "second", unitPrice: 80_000n },
      { number: wrong.number, reason: "等级看错" },
    );
    expect(await booked(wrong.slipId)).toMatchObject({ "121": 100_000n });
    value(await here.sign(right.number));
    expect(await booked(wrong.slipId)).toEqual({ "121": 0n, "114.01": 0n });
    expect(await booked(right.slipId)).toEqual({ "121": 80_000n, "114.01": -80_000n });
    const lots = await db.prisma.intakeLot.findMany({ where: { productId }, orderBy: { grade: "asc" } });
    expect(lots).toMatchObject([
      { gramsIn: 0n, fenIn: 0n },
      { gramsIn: 100_000n, fenIn: 80_000n },
    ]);
    expect(await checkIntakeAgainstLedger(db)).toBeUndefined();
  });

  it("is put right once, and only with a reason", async () => {
    const productId = await newProduct();
    const { number } = await confirmed({ householdId: member, productId });
    expect(await here.tryToWeigh({ householdId: member, productId }, { number, reason: "" })).toMatchObject({
      refusal: { code: "CorrectionReasonMissing" },
    });
    await here.weigh({ householdId: member, productId }, { number, reason: "皮重" });
    expect(
      await here.tryToWeigh({ householdId: member, productId }, { number, reason: "皮重" }),
    ).toMatchObject({
      refusal: { code: "SlipCorrected" },
    });
  });

  it("of goods that have gone out stays as it is, unless the right slip covers them", async () => {
    const productId = await newProduct();
    const { number } = await confirmed({ householdId: member, productId });
    const { lotId } = await lotOf(productId);
    await db.prisma.intakeLot.update({ where: { lotId }, data: { gramsOut: 60_000n, fenOut: 60_000n } });
    const corrects = { number, reason: "皮重" };
    const less = { weighings: [{ grossGrams: 50_000n, tareGrams: 0n }] };
    const tooLittle = await here.weigh({ householdId: member, productId, ...less }, corrects);
    expect(await here.sign(tooLittle.number)).toMatchObject({ refusal: { code: "LotAlreadyUsed" } });
    value(await cancelSlip({ db }, { ...here.act(), number: tooLittle.number, reason: "不够退" }));
    const enough = { weighings: [{ grossGrams: 98_000n, tareGrams: 0n }] };
    value(
      await here.sign((await here.weigh({ householdId: member, productId, ...enough }, corrects)).number),
    );
    expect(await lotOf(productId)).toMatchObject({ gramsIn: 98_000n, gramsOut: 60_000n });
  });
});

describe("the database, asked by somebody else than the portal", () => {
  it("lets nobody change, delete or make up a confirmed slip or its weighings", async () => {
    const productId = await newProduct();
    const slip = await here.weigh({ householdId: member, productId });
    expect(await attack(`UPDATE intake_slip SET amount_fen = 1 WHERE id = '${slip.slipId}'`)).toContain(
      "amount",
    );
    const jump = `UPDATE intake_slip SET state = 'confirmed', confirmed_at = now(), confirmed_by = 'code', lot_id = id,
      net_grams = 50000, amount_fen = 50000 WHERE id = '${slip.slipId}'`;
    expect(await attack(jump)).toContain("does not say what was weighed");
    value(await here.sign(slip.number));
    const history = /history/;
    expect(await attack(`UPDATE intake_slip SET member = false WHERE id = '${slip.slipId}'`)).toMatch(
      history,
    );
    expect(await attack(`UPDATE intake_slip SET state = 'draft' WHERE id = '${slip.slipId}'`)).toMatch(
      history,
    );
    expect(await attack(`DELETE FROM intake_slip WHERE id = '${slip.slipId}'`)).toMatch(history);
    expect(await attack("TRUNCATE intake_slip CASCADE")).toMatch(history);
    expect(
      await attack(`UPDATE intake_weighing SET gross_grams = 9 WHERE slip_id = '${slip.slipId}'`),
    ).toMatch(history);
    expect(await attack(`DELETE FROM intake_weighing WHERE slip_id = '${slip.slipId}'`)).toMatch(history);
    const born = `INSERT INTO intake_slip SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
      'number', 'S'))).* FROM intake_slip s WHERE s.id = '${slip.slipId}'`;
    expect(await attack(born)).toContain("begins as a draft");
  });

  it("lets no lot give out more than it took in, and no certificate or record be rewritten", async () => {
    const productId = await newProduct();
    const slip = await here.weigh({ householdId: member, productId });
    value(await here.sign(slip.number));
    const { lotId } = await lotOf(productId);
    expect(
      await attack(`UPDATE intake_lot SET grams_out = 100001, fen_out = 100000 WHERE lot_id = '${lotId}'`),
    ).toContain("grams");
    expect(await attack(`UPDATE intake_lot SET grams_out = 100000 WHERE lot_id = '${lotId}'`)).toContain(
      "emptied",
    );
    const lot = await db.prisma.lot.findUniqueOrThrow({ where: { id: lotId } });
    const certificate = {
      lotCode: lot.code,
      grams: 100_000n,
      basis: ["selfControl"],
      occasion: "first",
    } as const;
    value(await issueCertificate(here.deps(), { ...here.act(), ...certificate }));
    expect(await attack("UPDATE conformity_certificate SET grams = 1")).toContain("can only be voided");
    expect(await attack("DELETE FROM conformity_certificate")).toContain("can only be voided");
    const form = {
      kind: "irrigate",
      doneOn: "2026-11-01",
      input: "",
      source: "",
      dose: "",
      note: "",
    } as const;
    const record = { ...form, productId, plotId: null, intervalDays: 0 };
    value(await writeProductionRecord({ db }, { ...here.act(), householdId: member, form: record }));
    expect(await attack("UPDATE production_record SET dose = 'x'")).toContain("can only be struck out");
    expect(await attack("DELETE FROM production_record")).toContain("can only be struck out");
  });
});

describe("a conformity certificate", () => {
  it("speaks for no more than its lot, once, and anew only after mixing or repacking", async () => {
    const productId = await newProduct();
    value(await here.sign((await here.weigh({ householdId: member, productId })).number));
    const { code } = await db.prisma.lot.findFirstOrThrow({ where: { productId } });
    const wish = {
      ...here.act(),
      lotCode: code,
      grams: 100_000n,
      basis: ["ownTest"],
      occasion: "first",
    } as const;
    expect(await issueCertificate(here.deps(), { ...wish, grams: 100_001n })).toMatchObject({
      refusal: { code: "CertificateExceedsLot", mostGrams: 100_000n },
    });
    const first = value(await issueCertificate(here.deps(), wish));
    expect(await issueCertificate(here.deps(), wish)).toMatchObject({
      refusal: { code: "CertificateStands", number: first.number },
    });
    value(await issueCertificate(here.deps(), { ...wish, occasion: "repacked" }));
    expect(
      await issueCertificate(here.deps(), { ...wish, cooperativeId: foreign.cooperativeId }),
    ).toMatchObject({
      refusal: { code: "LotUnknown" },
    });
  });

  it("has to be valid for a listing of covered goods to go on sale", async () => {
    const category = { id: market.categoryId };
    await db.prisma.category.update({ where: category, data: { slug: "vegetables" } });
    const productId = await newProduct();
    const publish = { ...here.act(), userId: null, productId, move: "publish" } as const;
    expect(await changePublication({ db }, publish)).toMatchObject({
      refusal: { code: "CertificateMissing" },
    });
    value(await here.sign((await here.weigh({ householdId: member, productId })).number));
    expect(await changePublication({ db }, publish)).toMatchObject({
      refusal: { code: "CertificateMissing" },
    });
    const { code } = await db.prisma.lot.findFirstOrThrow({ where: { productId } });
    const wish = {
      ...here.act(),
      lotCode: code,
      grams: 100_000n,
      basis: ["ownTest"],
      occasion: "first",
    } as const;
    const { number } = value(await issueCertificate(here.deps(), wish));
    value(await changePublication({ db }, publish));
    value(await changePublication({ db }, { ...publish, move: "pause" }));
    const { id: certificateId } = await db.prisma.conformityCertificate.findUniqueOrThrow({
      where: { number },
    });
    value(await voidCertificate({ db }, { ...here.act(), certificateId, reason: "检测不合格" }));
    expect(await changePublication({ db }, publish)).toMatchObject({
      refusal: { code: "CertificateMissing" },
    });
    await db.prisma.category.update({ where: category, data: { slug: "yandixia-veg" } });
  });
});
