import { beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { createUser, householdOpenUntil } from "~/modules/identity/index.server";
import { householdPage, intakeChoices, intakeSlips, slipPage } from "~/modules/intake/index.server";
import { endOfAccountingYear } from "~/modules/intake/leaving";
import { gatherHouseholdData } from "~/workflows/gather-household-data";
import { handOutHousehold } from "~/workflows/hand-out-household";
import { keepHousehold } from "~/workflows/keep-household";
import { letHouseholdLeave } from "~/workflows/let-household-leave";
import { weighAnew } from "~/workflows/weigh-anew";
import { writeProductionRecord } from "~/workflows/write-production-record";
import { type Market, makeListing, makeMarket } from "../support/market";
import { scale } from "./intake-ground";
import { MORNING, saleGround, value } from "./sale-ground";

const ground = saleGround();
let market: Market;
let userId: string;
let productId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    await makeListing(tx, market, { slug: "garlic", packs: 50 });
    ({ userId } = await createUser(tx, { displayName: "马栓柱", phone: null, now: MORNING }));
  });
  ({ productId } = await ground.db().prisma.sku.findFirstOrThrow());
});

const now = () => ground.clock.now;
const desk = () => ({ cooperativeId: market.cooperativeId, userId, now: now() });
const WANG = { name: "王秀兰", phone: "13700112233" };
const verbs = scale(ground.db, () => market.cooperativeId, now);
const asked = (number: number, whoAsked = "本人到社里，认识，电话 13700112233") => ({
  ...desk(),
  number,
  whoAsked,
});

async function household(facts: { name: string; phone: string | null } = WANG) {
  const form = { ...facts, member: true, demonstration: true };
  const { householdId } = value(await keepHousehold(ground.deps(), { ...desk(), householdId: null, form }));
  const { number } = await ground.db().prisma.household.findUniqueOrThrow({ where: { id: householdId } });
  return { householdId, number };
}
const weigh = (householdId: string) => verbs.weigh({ householdId, productId, harvestedOn: "2026-11-20" });
const record = (householdId: string, note: string) =>
  writeProductionRecord(ground.deps(), {
    ...desk(),
    householdId,
    form: {
      productId,
      plotId: null,
      kind: "fertilise",
      doneOn: "2026-10-01",
      input: "有机肥",
      source: "县农资店",
      dose: "50 公斤",
      intervalDays: 0,
      note,
    },
  });

async function delivering() {
  const made = await household();
  const { number: slip } = await weigh(made.householdId);
  value(await verbs.sign(slip));
  value(await record(made.householdId, "王秀兰的儿子来施的"));
  return { ...made, slip };
}

describe("a household's own data", () => {
  it("are opened for ten minutes to whoever wrote down who asked, and hold everything but anybody else", async () => {
    const { householdId, number, slip } = await delivering();
    const other = await household({ name: "赵铁柱", phone: "13755556666" });
    const open = () =>
      householdOpenUntil(ground.db(), {
        userId,
        organisationId: market.cooperativeId,
        householdId,
        now: now(),
      });
    expect(await open()).toBeUndefined();
    value(await handOutHousehold(ground.deps(), asked(number)));
    expect(await open()).toEqual(new Date(now().getTime() + 10 * MINUTE_MS));
    const text = JSON.stringify(
      await gatherHouseholdData(ground.deps(), { cooperativeId: market.cooperativeId, number }),
    );
    for (const mark of [WANG.name, WANG.phone, slip, "有机肥", "household.handedOut"])
      expect(text).toContain(mark);
    for (const mark of ["赵铁柱", "13755556666", "马栓柱", other.householdId])
      expect(text).not.toContain(mark);
    const [entry] = await ground.db().prisma.auditEntry.findMany({ where: { act: "household.handedOut" } });
    expect(entry).toMatchObject({ actorUserId: userId, reason: "本人到社里，认识，电话 137****2233" });
    ground.pass(10 * MINUTE_MS);
    expect(await open()).toBeUndefined();
  });

  it("are none of another cooperative's", async () => {
    const { number } = await household();
    const elsewhere = crypto.randomUUID();
    expect(
      await handOutHousehold(ground.deps(), { ...asked(number), cooperativeId: elsewhere }),
    ).toMatchObject({ refusal: { code: "HouseholdUnknown" } });
    expect(
      await letHouseholdLeave(ground.deps(), { ...asked(number), cooperativeId: elsewhere }),
    ).toMatchObject({ refusal: { code: "HouseholdUnknown" } });
    expect(await gatherHouseholdData(ground.deps(), { cooperativeId: elsewhere, number })).toBeUndefined();
  });
});

describe("a household that delivers no more", () => {
  it("waits until what is on the scale is confirmed or cancelled", async () => {
    const { householdId, number } = await household();
    const { number: slip } = await weigh(householdId);
    expect(await letHouseholdLeave(ground.deps(), asked(number))).toEqual({
      ok: false,
      refusal: { code: "HouseholdDelivering", numbers: [slip] },
    });
  });

  it("loses telephone and notes at once; name and signature stay on the vouchers and are shown to nobody", async () => {
    const { householdId, number, slip } = await delivering();
    value(await letHouseholdLeave(ground.deps(), asked(number)));
    const row = await ground.db().prisma.household.findUniqueOrThrow({
      where: { id: householdId },
      include: { slips: true, records: true },
    });
    expect(row).toMatchObject({ name: WANG.name, phone: null, leftAt: now(), nameErasedAt: null });
    expect(row.slips[0]?.signature).toBeTruthy();
    expect(row.records[0]).toMatchObject({ input: "有机肥", note: "" });

    const asks = { cooperativeId: market.cooperativeId, locale: "zh-CN" } as const;
    const shown = JSON.stringify(
      [
        await householdPage(ground.db(), { ...asks, number, yearBegan: MORNING, shown: new Set() }),
        (await intakeSlips(ground.db(), { ...asks, limit: 50 })).slips.filter(
          ({ number: of }) => of === slip,
        ),
        await slipPage(ground.db(), { number: slip, locale: "zh-CN" }),
        await gatherHouseholdData(ground.deps(), { cooperativeId: market.cooperativeId, number }),
      ],
      (_, part) => (typeof part === "bigint" ? String(part) : part),
    );
    expect(shown).toContain(slip);
    expect(shown).not.toContain(WANG.name);
    expect(shown).not.toContain(row.slips[0]?.signature);
    const { households } = await intakeChoices(ground.db(), asks);
    expect(households.map(({ id }) => id)).not.toContain(householdId);
  });

  it("is written to by nobody any more, and cannot leave twice", async () => {
    const { householdId, number } = await delivering();
    value(await letHouseholdLeave(ground.deps(), asked(number)));
    const form = { ...WANG, member: true, demonstration: false };
    for (const tried of [
      await letHouseholdLeave(ground.deps(), asked(number)),
      await keepHousehold(ground.deps(), { ...desk(), householdId, form }),
      await record(householdId, ""),
      await verbs.tryToWeigh({ householdId, productId, harvestedOn: "2026-11-20" }),
    ]) {
      expect(tried).toMatchObject({ ok: false });
    }
  });

  it("has its wrong slip put right all the same: it signs at the desk, and its money and the books are right", async () => {
    const { householdId, number, slip } = await delivering();
    value(await letHouseholdLeave(ground.deps(), asked(number)));
    const delivery = { householdId, productId, harvestedOn: "2026-11-20" };
    const scaled = (grossGrams: bigint) => ({ ...delivery, weighings: [{ grossGrams, tareGrams: 1_000n }] });
    const wrong = { number: slip, reason: "秤看错了" };
    const right = await verbs.weigh(scaled(95_000n), wrong);
    const full = { ...scaled(91_000n), plotId: null, variety: "", specification: "", unitPrice: 100_000n };
    const { householdId: _same, ...anew } = { ...full, grade: "first" as const };
    value(await weighAnew(ground.deps(), { ...desk(), number: right.number, delivery: anew }));
    const again = await verbs.tryToWeigh(scaled(90_000n), wrong);
    expect(again).toMatchObject({ refusal: { code: "SlipCorrected" } });
    value(await verbs.sign(right.number));
    const slips = await ground.db().prisma.intakeSlip.findMany({ where: { householdId } });
    const [was, is] = [
      slips.find(({ number: of }) => of === slip),
      slips.find(({ id }) => id === right.slipId),
    ];
    expect(is).toMatchObject({ state: "confirmed", netGrams: 90_000n, correctsId: was?.id });
    expect(await ground.booksAreEmpty(was?.id ?? "")).toBe(true);
    expect(await ground.booksAreEmpty(right.slipId)).toBe(false);
    const shown = await slipPage(ground.db(), { number: right.number, locale: "zh-CN" });
    expect(shown).toMatchObject({ householdName: "", signature: null, corrects: slip });
  });

  it("has nothing put right that is no slip of its own, nor once its name is gone", async () => {
    const [{ householdId, number, slip }, other] = [await delivering(), await delivering()];
    const correct = (of: string) =>
      ground.db().pool.query(
        `INSERT INTO intake_slip SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'state',
           'draft', 'number', 'S-' || gen_random_uuid(), 'corrects_id', w.id, 'correct_reason', '秤看错了', 'lot_id', NULL,
           'confirmed_at', NULL, 'confirmed_by', NULL, 'confirmed_by_user_id', NULL, 'signature', NULL))).*
           FROM intake_slip s, intake_slip w WHERE s.number = $1 AND w.number = $2`,
        [slip, of],
      );
    await expect(correct(other.slip)).rejects.toThrow("no confirmed slip of its household");
    value(await letHouseholdLeave(ground.deps(), asked(number)));
    await ground
      .db()
      .pool.query("UPDATE household SET name = '', name_erased_at = now() WHERE id = $1", [householdId]);
    await expect(correct(slip)).rejects.toThrow("lost its name");
    const delivery = { householdId, productId, harvestedOn: "2026-11-20" };
    const tried = await verbs.tryToWeigh(delivery, { number: slip, reason: "秤看错了" });
    expect(tried).toMatchObject({ refusal: { code: "HouseholdUnknown" } });
  });

  it("loses the name at once where no slip is a voucher", async () => {
    const { householdId, number } = await household();
    value(await letHouseholdLeave(ground.deps(), asked(number)));
    const row = await ground.db().prisma.household.findUniqueOrThrow({ where: { id: householdId } });
    expect(row).toMatchObject({ name: "", phone: null, nameErasedAt: now() });
  });

  it("keeps its vouchers thirty years from the end of their accounting year, in the time of the business", () => {
    expect(endOfAccountingYear(new Date("2026-12-31T15:59:59Z"))).toEqual(new Date("2026-12-31T16:00:00Z"));
    expect(endOfAccountingYear(new Date("2026-12-31T16:00:00Z"))).toEqual(new Date("2027-12-31T16:00:00Z"));
  });
});

describe("the database", () => {
  it("takes no name from who still delivers, no signature from who has a name, and gives none back", async () => {
    const { householdId, number } = await delivering();
    const sql = (text: string) => ground.db().pool.query(text.replaceAll("$id", `'${householdId}'`));
    await expect(sql("UPDATE household SET name = '' WHERE id = $id")).rejects.toThrow("household_name");
    await expect(sql("UPDATE intake_slip SET signature = '' WHERE household_id = $id")).rejects.toThrow(
      "history",
    );
    await expect(sql("UPDATE production_record SET note = '' WHERE household_id = $id")).rejects.toThrow(
      "struck",
    );
    value(await letHouseholdLeave(ground.deps(), asked(number)));
    await expect(sql("UPDATE intake_slip SET signature = '' WHERE household_id = $id")).rejects.toThrow(
      "history",
    );
    await expect(sql("UPDATE household SET phone = '13700112233' WHERE id = $id")).rejects.toThrow(
      "has left",
    );
    await expect(sql("UPDATE household SET left_at = NULL WHERE id = $id")).rejects.toThrow("has left");
    await expect(sql("UPDATE household SET name = '张三' WHERE id = $id")).rejects.toThrow("keeps its name");
    await sql("UPDATE household SET name = '', name_erased_at = now() WHERE id = $id");
    await expect(
      sql("UPDATE household SET name = '张三', name_erased_at = NULL WHERE id = $id"),
    ).rejects.toThrow("keeps its name");
    await sql("UPDATE intake_slip SET signature = '' WHERE household_id = $id");
  });
});
