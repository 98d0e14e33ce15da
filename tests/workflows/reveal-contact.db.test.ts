import { beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { mayEnter, type Viewer } from "~/modules/identity/access";
import type { Role } from "~/modules/identity/duties";
import {
  auditEntries,
  createUser,
  type Reveal,
  revealCounts,
  revealedNow,
} from "~/modules/identity/index.server";
import { PACES } from "~/modules/identity/pace";
import { revealForm } from "~/modules/identity/reveal.forms";
import { gatherOwnData } from "~/workflows/gather-own-data";
import { revealContact } from "~/workflows/reveal-contact";
import { type Market, makeListing, makeMarket } from "../support/market";
import { MORNING, saleGround, value } from "./sale-ground";

const ground = saleGround();
const secrets = ["s".repeat(48)] as const;
const deps = () => ({ db: ground.db(), sessionSecrets: secrets });
let market: Market;
let packerId: string;
let buyerId: string;
let number: string;

beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    ({ userId: packerId } = await createUser(tx, { displayName: "何小妹", phone: null, now: MORNING }));
    await tx.prisma.roleGrant.create({
      data: {
        id: newId(MORNING),
        userId: packerId,
        role: "packer",
        organisationId: market.cooperativeId,
        validFrom: MORNING,
        grantedAt: MORNING,
      },
    });
    ({ userId: buyerId } = await createUser(tx, {
      displayName: "王小明",
      phone: "13812345678",
      now: MORNING,
    }));
    const { skuIds } = await makeListing(tx, market, { slug: "garlic", packs: 50 });
    return skuIds;
  });
  const skuId = (await ground.db().prisma.sku.findFirstOrThrow()).id;
  const lines = [{ skuId, packs: 1 }];
  ({ number } = await ground.onlySale(await ground.buy({ userId: buyerId, lines, shownTotalFen: 6790n })));
});

const look = (over: Partial<Reveal> = {}): Reveal => ({
  userId: packerId,
  role: "packer",
  organisationId: market.cooperativeId,
  subject: { kind: "order", id: number },
  purpose: "shipping",
  words: "",
  now: ground.clock.now,
  ...over,
});
const shownTo = async (userId: string) =>
  (
    await revealedNow(ground.db(), {
      userId,
      organisationId: market.cooperativeId,
      kind: "order",
      ids: null,
      now: ground.clock.now,
    })
  ).has(number);
const logged = async () =>
  (
    await auditEntries(ground.db(), {
      organisationId: market.cooperativeId,
      person: "",
      act: "contact.revealed",
      subject: "",
      since: null,
      until: null,
      before: null,
      limit: 200,
    })
  ).entries;

describe("looking behind the mask of an order", () => {
  it("is written down before anything is shown, and the log does not hold what was seen", async () => {
    expect(await shownTo(packerId)).toBe(false);
    value(await revealContact(deps(), look({ purpose: "other", words: "问 13812345678 要不要换货" })));
    expect(await shownTo(packerId)).toBe(true);
    const [entry] = await logged();
    expect(entry).toMatchObject({
      actor: "何小妹",
      subjectKind: "order",
      subjectId: number,
      before: null,
      after: { purpose: "other", role: "packer" },
      reason: "问 138****5678 要不要换货",
    });
    expect(JSON.stringify(entry)).not.toMatch(/王小明|13812345678|北院门/);
  });

  it("shows it to whoever looked and to no colleague", async () => {
    expect(await shownTo(buyerId)).toBe(false);
  });

  it("is one entry as long as it shows, and over after ten minutes", async () => {
    value(await revealContact(deps(), look()));
    expect(await logged()).toHaveLength(1);
    ground.pass(10 * MINUTE_MS);
    expect(await shownTo(packerId)).toBe(false);
    value(await revealContact(deps(), look()));
    expect(await logged()).toHaveLength(2);
  });

  it("is told to the buyer with place, capacity, purpose and time, and without the name of who looked", async () => {
    const data = await gatherOwnData(deps(), { userId: buyerId });
    expect(data?.reveals).toEqual([
      expect.objectContaining({ number, role: "packer", purpose: "shipping" }),
      expect.objectContaining({ number, role: "packer", purpose: "other" }),
    ]);
    expect(data?.reveals[0]?.organisation?.["zh-CN"]).toBeTruthy();
    expect(JSON.stringify(data?.reveals)).not.toContain("何小妹");
  });

  it("is counted per person for whoever answers for the desk", async () => {
    const counts = await revealCounts(ground.db(), {
      organisationId: market.cooperativeId,
      now: ground.clock.now,
    });
    expect(counts).toEqual([{ userId: packerId, name: "何小妹", today: 2, month: 2 }]);
  });

  it("has a pace: whoever copies the list is stopped, and nothing is shown", async () => {
    const copyist = (await createUser(ground.db(), { displayName: "抄", phone: null, now: MORNING })).userId;
    const at = (parcel: number) =>
      look({ userId: copyist, subject: { kind: "order", id: `parcel-${parcel}` } });
    for (let parcel = 0; parcel < PACES.revealsOfUser.burst; parcel += 1) {
      value(await revealContact(deps(), at(parcel)));
    }
    expect(await revealContact(deps(), look({ userId: copyist }))).toEqual({
      ok: false,
      refusal: { code: "TooManyReveals", waitSeconds: 30 },
    });
    expect(await shownTo(copyist)).toBe(false);
    ground.pass(MINUTE_MS);
    value(await revealContact(deps(), look({ userId: copyist })));
  });
});

describe("who may look, and what for", () => {
  const holder = (role: Role): Viewer => ({
    userId: "u",
    displayName: "",
    grants: [{ role, organisationId: role === "operator" ? null : "here" }],
  });
  const may = (role: Role, state: string, organisationId = "here") =>
    mayEnter(holder(role), "coop.buyers.reveal", { organisationId, state });

  it("packers see where a parcel goes while it is in their hands, staff as long as the sale may be claimed", () => {
    expect([may("packer", "packed"), may("packer", "delivered")]).toEqual([true, false]);
    expect([may("coopStaff", "delivered"), may("coopManager", "settled")]).toEqual([true, true]);
    expect([may("coopStaff", "cancelled"), may("coopStaff", "placed")]).toEqual([false, false]);
    for (const role of ["operator", "accountant", "supervisor"] as const) {
      expect(may(role, "packed"), role).toBe(false);
    }
    expect(may("coopManager", "packed", "elsewhere")).toBe(false);
  });

  it("asks for words where no purpose of the list fits", () => {
    const read = (purpose: string, words: string) =>
      revealForm("order").safeParse({ purpose, words }).success;
    expect([read("shipping", ""), read("other", " "), read("other", "补寄")]).toEqual([true, false, true]);
    expect(read("answering", "")).toBe(false);
  });
});
