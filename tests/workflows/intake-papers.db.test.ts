import { describe, expect, it } from "vitest";
import { changePublication } from "~/workflows/change-publication";
import { issueCertificate } from "~/workflows/issue-certificate";
import { voidCertificate } from "~/workflows/void-certificate";
import { writeProductionRecord } from "~/workflows/write-production-record";
import { intakeDesk } from "./intake-ground";
import { value } from "./sale-ground";

const { db, here, market, foreign, member, newProduct, lotOf, attack } = intakeDesk();

describe("the database, asked by somebody else than the portal", () => {
  it("lets nobody change, delete or make up a confirmed slip or its weighings", async () => {
    const productId = await newProduct();
    const slip = await here.weigh({ householdId: member(), productId });
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
    const slip = await here.weigh({ householdId: member(), productId });
    value(await here.sign(slip.number));
    const { lotId } = await lotOf(productId);
    const worth = (set: string) => attack(`UPDATE intake_lot SET ${set} WHERE lot_id = '${lotId}'`);
    expect(await worth("fen_out = 100001")).toContain("intake_lot_money");
    expect(await attack(`UPDATE lot SET grams_total = 0 WHERE id = '${lotId}'`)).toContain("worth something");
    const lot = await db().prisma.lot.findUniqueOrThrow({ where: { id: lotId } });
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
    value(await writeProductionRecord({ db: db() }, { ...here.act(), householdId: member(), form: record }));
    expect(await attack("UPDATE production_record SET dose = 'x'")).toContain("can only be struck out");
    expect(await attack("DELETE FROM production_record")).toContain("can only be struck out");
  });
});

describe("a conformity certificate", () => {
  it("speaks for no more than its lot, once, and anew only after mixing or repacking", async () => {
    const productId = await newProduct();
    value(await here.sign((await here.weigh({ householdId: member(), productId })).number));
    const { code } = await db().prisma.lot.findFirstOrThrow({ where: { productId } });
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
      await issueCertificate(here.deps(), { ...wish, cooperativeId: foreign().cooperativeId }),
    ).toMatchObject({
      refusal: { code: "LotUnknown" },
    });
  });

  it("has to be valid for a listing of covered goods to go on sale", async () => {
    const category = { id: market().categoryId };
    await db().prisma.category.update({ where: category, data: { slug: "vegetables" } });
    const productId = await newProduct();
    const publish = { ...here.act(), userId: null, productId, move: "publish" } as const;
    value(await changePublication({ db: db() }, { ...publish, move: "pause" }));
    expect(await changePublication({ db: db() }, publish)).toMatchObject({
      refusal: { code: "CertificateMissing" },
    });
    value(await here.sign((await here.weigh({ householdId: member(), productId })).number));
    expect(await changePublication({ db: db() }, publish)).toMatchObject({
      refusal: { code: "CertificateMissing" },
    });
    const { code } = await db().prisma.lot.findFirstOrThrow({ where: { productId } });
    const wish = {
      ...here.act(),
      lotCode: code,
      grams: 100_000n,
      basis: ["ownTest"],
      occasion: "first",
    } as const;
    const { number } = value(await issueCertificate(here.deps(), wish));
    value(await changePublication({ db: db() }, publish));
    value(await changePublication({ db: db() }, { ...publish, move: "pause" }));
    const { id: certificateId } = await db().prisma.conformityCertificate.findUniqueOrThrow({
      where: { number },
    });
    value(await voidCertificate({ db: db() }, { ...here.act(), certificateId, reason: "检测不合格" }));
    expect(await changePublication({ db: db() }, publish)).toMatchObject({
      refusal: { code: "CertificateMissing" },
    });
    await db().prisma.category.update({ where: category, data: { slug: "yandixia-veg" } });
  });
});
