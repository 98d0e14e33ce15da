import { beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { auditEntries, createUser, viewerById } from "~/modules/identity/index.server";
import { addressForm } from "~/modules/ordering/checkout.forms";
import { addressOfOrder, buyerOrder, deskOrder, paymentOfLookup } from "~/modules/ordering/index.server";
import { closeAccount } from "~/workflows/close-account";
import { correctAddress } from "~/workflows/correct-address";
import { correctName } from "~/workflows/correct-name";
import { gatherOwnData } from "~/workflows/gather-own-data";
import { packOrder } from "~/workflows/pack-order";
import { revealContact } from "~/workflows/reveal-contact";
import { type Market, makeListing, makeMarket } from "../support/market";
import { MORNING, saleGround, value } from "./sale-ground";

const ONE_PACK = 5990n + 800n;
const NEW = { recipient: "王晓明", phone: "13912340000", street: "南院门 8 号 3 楼", note: "" };

const ground = saleGround();
let market: Market;
let skuId: string;
let buyerId: string;
let packerId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    const { skuIds } = await makeListing(tx, market, { slug: "garlic", packs: 90 });
    skuId = skuIds[0] ?? "";
    ({ userId: buyerId } = await createUser(tx, { displayName: "王小明", phone: null, now: MORNING }));
    ({ userId: packerId } = await createUser(tx, { displayName: "何小妹", phone: null, now: MORNING }));
  });
});

const now = () => ground.clock.now;
const wish = () => ({ userId: buyerId, lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK });
const bought = async () => ground.onlySale(await ground.buy(wish()));
const correct = (orderId: string, over: Partial<typeof NEW> = {}) =>
  correctAddress(ground.deps(), {
    orderId,
    userId: buyerId,
    now: now(),
    address: { ...NEW, ...over },
  });
const pack = (orderId: string) =>
  packOrder(ground.deps(), { orderId, cooperativeId: market.cooperativeId, userId: null, now: now() });
const look = (number: string) =>
  revealContact(
    { db: ground.db(), sessionSecrets: ["s".repeat(48)] },
    {
      userId: packerId,
      role: "packer",
      organisationId: market.cooperativeId,
      now: now(),
      subject: { kind: "order", id: number },
      purpose: "shipping",
      words: "",
    },
  );
const address = (orderId: string) => addressOfOrder(ground.db(), orderId);
const kinds = async (number: string) =>
  (await buyerOrder(ground.db(), { number, locale: "zh-CN" }))?.shown.events.map(({ kind }) => kind);

describe("where an order goes", () => {
  it("is put right by its buyer until it is packed; region and money stay, both timelines say so", async () => {
    const { id, number } = await bought();
    const before = await ground.db().prisma.order.findUniqueOrThrow({ where: { id } });
    value(await correct(id));
    value(await correct(id));
    const after = await ground.db().prisma.order.findUniqueOrThrow({ where: { id } });
    expect(after).toEqual({ ...before, ...NEW });
    expect(await kinds(number)).toEqual(["placed", "paid", "addressCorrected"]);
    expect(await paymentOfLookup(ground.db(), { number, phone: NEW.phone })).toBeDefined();
    expect(await paymentOfLookup(ground.db(), { number, phone: before.phone })).toBeUndefined();
  });

  it("is logged by field, without a word of the address, and not where the cooperative would read the buyer's name", async () => {
    const { id, number } = await bought();
    value(await correct(id, { phone: "13812345678" }));
    const search = {
      person: "",
      act: null,
      subject: number,
      since: null,
      until: null,
      before: null,
      limit: 9,
    };
    const { entries } = await auditEntries(ground.db(), { ...search, organisationId: null });
    expect(entries).toMatchObject([{ act: "order.addressCorrected", before: null }]);
    expect(entries[0]?.after).toEqual({ corrected: ["recipient", "street"] });
    const own = { ...search, organisationId: market.cooperativeId };
    expect((await auditEntries(ground.db(), own)).entries).toEqual([]);
    const data = await gatherOwnData(ground.deps(), { userId: buyerId });
    expect(data?.log).toContainEqual(
      expect.objectContaining({ act: "order.addressCorrected", subject: `order ${number}`, bySelf: true }),
    );
  });

  it("is what the packer sees who looks afterwards", async () => {
    const { id, number } = await bought();
    value(await correct(id));
    value(await look(number));
    const seen = await deskOrder(ground.db(), {
      number,
      cooperativeId: market.cooperativeId,
      locale: "zh-CN",
      shown: true,
    });
    expect(seen).toMatchObject({ recipient: NEW.recipient, phone: NEW.phone, street: NEW.street });
    expect(seen?.events.map(({ kind }) => kind)).toContain("addressCorrected");
  });

  it("is not changed under the eyes of somebody who has it open, but ten minutes later it is", async () => {
    const { id, number } = await bought();
    const before = await address(id);
    value(await look(number));
    expect(await correct(id)).toMatchObject({ ok: false, refusal: { code: "AddressInHands" } });
    expect(await address(id)).toEqual(before);
    ground.pass(10 * MINUTE_MS);
    value(await correct(id));
  });

  it("stays as it is on a packed parcel, and when nobody is shown it any more", async () => {
    const { id } = await bought();
    value(await pack(id));
    expect(await correct(id)).toEqual({ ok: false, refusal: { code: "AddressTooLate", state: "packed" } });
    const locked = await bought();
    await ground.db().pool.query("UPDATE orders SET contact_locked_at = now() WHERE id = $1", [locked.id]);
    expect(await correct(locked.id)).toMatchObject({ ok: false, refusal: { code: "OrderUnknown" } });
  });

  it("at the very moment of packing is either corrected before it, or refused", async () => {
    for (let round = 0; round < 12; round += 1) {
      const { id, number } = await bought();
      const before = await address(id);
      const tries = [() => correct(id), () => pack(id)];
      const first = round % 2;
      const answers = await Promise.all([tries[first]?.(), tries[1 - first]?.()]);
      const corrected = answers[first];
      expect(answers[1 - first]).toMatchObject({ ok: true });
      const told = await kinds(number);
      expect(told?.includes("addressCorrected")).toBe(corrected?.ok);
      expect(await address(id)).toEqual(corrected?.ok ? NEW : before);
      if (!corrected?.ok) expect(corrected?.refusal.code).toBe("AddressTooLate");
    }
  });

  it("at the very moment of looking is either refused, or what is then seen", async () => {
    for (let round = 0; round < 12; round += 1) {
      const { id, number } = await bought();
      const lookAndRead = async () => {
        value(await look(number));
        return address(id);
      };
      const [corrected, seen] = await Promise.all([correct(id), lookAndRead()]);
      if (corrected.ok) expect(seen).toEqual(NEW);
      else expect(corrected.refusal.code).toBe("AddressInHands");
      ground.pass(10 * MINUTE_MS);
    }
  });

  it("takes no region along, whatever is sent with the form", () => {
    expect(addressForm.parse({ ...NEW, regionCode: "440106" })).toEqual(NEW);
    expect(addressForm.safeParse({ ...NEW, phone: "029-1" }).success).toBe(false);
  });
});

describe("a person's own name", () => {
  it("is put right by the person, and the log keeps both masked", async () => {
    const { userId } = await createUser(ground.db(), { displayName: "138****5678", phone: null, now: now() });
    value(await correctName(ground.deps(), { userId, displayName: "陈玉珍", now: now() }));
    expect((await viewerById(ground.db(), userId, now()))?.displayName).toBe("陈玉珍");
    const { entries } = await auditEntries(ground.db(), {
      organisationId: null,
      person: "",
      act: "account.nameCorrected",
      subject: userId,
      since: null,
      until: null,
      before: null,
      limit: 9,
    });
    expect(entries).toMatchObject([
      { before: { displayName: "1**" }, after: { displayName: "陈**" }, reason: null },
    ]);
  });

  it("of a closed account is nobody's to put right", async () => {
    const { userId } = await createUser(ground.db(), { displayName: "走", phone: null, now: now() });
    value(await closeAccount(ground.deps(), { userId, now: now() }));
    expect(await correctName(ground.deps(), { userId, displayName: "回", now: now() })).toMatchObject({
      refusal: { code: "AccountGone" },
    });
  });
});
