import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { createUser, grantRole, viewerById } from "~/modules/identity/index.server";
import { insertLink } from "~/modules/sharing/index.server";
import type { Tx } from "~/platform/db/db.server";
import { addPlot } from "~/workflows/add-plot";
import { closeOrganisation } from "~/workflows/close-organisation";
import { keepHousehold } from "~/workflows/keep-household";
import { letHouseholdLeave } from "~/workflows/let-household-leave";
import { recordTouch } from "~/workflows/record-touch";
import { type Market, makeListing, makeMarket, words } from "../support/market";
import { scale } from "./intake-ground";
import { races } from "./race-ground";
import { MORNING, saleGround, value } from "./sale-ground";

const ground = saleGround();
let operatorId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    ({ userId: operatorId } = await createUser(tx, { displayName: "周维", phone: null, now: MORNING }));
  });
});

const prisma = () => ground.db().prisma;
const now = () => ground.clock.now;
const close = (organisationId: string) =>
  closeOrganisation(ground.deps(), { organisationId, userId: operatorId, reason: "解散", now: now() });
const grant = (tx: Tx, organisationId: string) =>
  grantRole(tx, { userId: operatorId, role: "coopManager", organisationId, now: now(), validUntil: null });

const { somebodyWaits, whileOpen } = races(ground.db);

let places = 0;
async function cooperative(): Promise<Market & { readonly skuId: string }> {
  places += 1;
  const slug = `place-${places}`;
  return ground.inTransaction(async (tx) => {
    const market = await makeMarket(tx, slug, places);
    const { skuIds } = await makeListing(tx, market, { slug: `garlic-${places}`, packs: 50 });
    return { ...market, skuId: skuIds[0] ?? "" };
  });
}

describe("an organisation that closes", () => {
  it("waits for a duty that is being given there, and ends it too", async () => {
    const { cooperativeId: organisationId } = await cooperative();
    value(
      await whileOpen(
        async (tx) => value(await grant(tx, organisationId)),
        () => close(organisationId),
      ),
    );
    const grants = (await viewerById(ground.db(), operatorId, now()))?.grants ?? [];
    expect(grants.filter((each) => each.organisationId === organisationId)).toEqual([]);
  });

  it("lets nobody be given a duty who waited for it", async () => {
    const { cooperativeId: organisationId } = await cooperative();
    const given = whileOpen(
      (tx) =>
        tx.prisma.organisation.update({
          where: { id: organisationId },
          data: { closedAt: now(), closedByUserId: operatorId, closedReason: "解散" },
        }),
      () => grant(ground.db(), organisationId),
    );
    await expect(given).rejects.toThrow("closed");
  });

  it("stays open, with all its goods on sale, when an order comes in while they are put away", async () => {
    const { cooperativeId, skuId } = await cooperative();
    const refused = await whileOpen(
      (tx) =>
        tx.prisma.$queryRaw`SELECT id FROM product WHERE cooperative_id = ${cooperativeId}::uuid FOR UPDATE`,
      () => close(cooperativeId),
      async () => {
        await somebodyWaits();
        await ground.place({ lines: [{ skuId, packs: 1 }], shownTotalFen: 5990n + 800n });
      },
    );
    expect(refused).toMatchObject({ refusal: { code: "OrganisationUnsettled", unsettled: { orders: 1 } } });
    expect(await prisma().product.count({ where: { cooperativeId, state: "published" } })).toBe(1);
    expect(await prisma().organisation.count({ where: { id: cooperativeId, closedAt: null } })).toBe(1);
  });

  it("holds an order back that comes in at its very end, and the order finds it closed", async () => {
    const { cooperativeId, skuId } = await cooperative();
    value(await grant(ground.db(), cooperativeId));
    const orders: ReturnType<typeof ground.tryToPlace>[] = [];
    value(
      await whileOpen(
        (tx) =>
          tx.prisma
            .$queryRaw`SELECT id FROM role_grant WHERE organisation_id = ${cooperativeId}::uuid FOR UPDATE`,
        () => close(cooperativeId),
        async () => {
          await somebodyWaits();
          orders.push(ground.tryToPlace({ lines: [{ skuId, packs: 1 }], shownTotalFen: 5990n + 800n }));
          await somebodyWaits(2);
        },
      ),
    );
    expect(await Promise.all(orders)).toMatchObject([{ refusal: { code: "NotOnSale", skuIds: [skuId] } }]);
  });

  it("holds nobody's order up while it only puts goods away", async () => {
    const { cooperativeId } = await cooperative();
    const other = await cooperative();
    await whileOpen(
      (tx) =>
        tx.prisma.$queryRaw`SELECT id FROM product WHERE cooperative_id = ${cooperativeId}::uuid FOR UPDATE`,
      () => close(cooperativeId),
      async () => {
        await somebodyWaits();
        await ground.place({ lines: [{ skuId: other.skuId, packs: 1 }], shownTotalFen: 5990n + 800n });
      },
    );
    expect(await prisma().organisation.count({ where: { id: cooperativeId, closedAt: null } })).toBe(0);
  });
});

describe("a host that was closed", () => {
  it("earns nothing of visits before", async () => {
    const { cooperativeId, skuId } = await cooperative();
    const hostId = newId(now());
    const host = { id: hostId, slug: "haitang", userId: null, name: words("海棠"), duty: false };
    await prisma().host.create({ data: host });
    const link = { id: newId(now()), code: "hait1", hostId, cooperativeId, landing: "/", active: true };
    await insertLink(ground.db(), { ...link, sessionId: null, productId: null, createdAt: now() });
    const visitorId = newId(now());
    value(await recordTouch(ground.deps(), { code: "hait1", visitorId, now: now() }));
    value(await close(hostId));
    const paymentId = await ground.buy({
      lines: [{ skuId, packs: 1 }],
      shownTotalFen: 5990n + 800n,
      visitorId,
    });
    const [line] = (await ground.onlySale(paymentId)).lines;
    expect(line?.hostId).toBeNull();
    expect(line?.legs.map(({ kind }) => kind)).not.toContain("host");
  });
});

async function household(cooperativeId: string) {
  const desk = { cooperativeId, userId: operatorId, now: now() };
  const form = { name: "王秀兰", phone: "13700112233", member: true, demonstration: false };
  const { householdId } = value(await keepHousehold(ground.deps(), { ...desk, householdId: null, form }));
  const { number } = await prisma().household.findUniqueOrThrow({ where: { id: householdId } });
  return { householdId, number, desk };
}

describe("a household that leaves", () => {
  it("is not written to by who waited for it: no slip, no field, no other name", async () => {
    const { cooperativeId, skuId } = await cooperative();
    const { productId } = await prisma().sku.findUniqueOrThrow({ where: { id: skuId } });
    const verbs = scale(ground.db, () => cooperativeId, now);
    const deeds: ((of: Awaited<ReturnType<typeof household>>) => Promise<unknown>)[] = [
      ({ householdId }) => verbs.tryToWeigh({ householdId, productId, harvestedOn: "2026-11-20" }),
      ({ householdId, desk }) =>
        addPlot(ground.deps(), { ...desk, householdId, form: { place: "村北", area: 120 } }),
      ({ householdId, desk }) =>
        keepHousehold(ground.deps(), {
          ...desk,
          householdId,
          form: { name: "王秀兰", phone: "13700112234", member: true, demonstration: false },
        }),
    ];
    for (const deed of deeds) {
      const one = await household(cooperativeId);
      const done = await whileOpen(
        (tx) =>
          tx.prisma.$queryRaw`UPDATE household SET left_at = ${now()}, phone = NULL WHERE id = (
            SELECT id FROM household WHERE id = ${one.householdId}::uuid FOR UPDATE) RETURNING id`,
        () => deed(one),
      );
      expect(done).toMatchObject({ ok: false, refusal: { code: "HouseholdUnknown" } });
    }
  });

  it("waits for the end of the slip that is being written", async () => {
    const { cooperativeId, skuId } = await cooperative();
    const { productId } = await prisma().sku.findUniqueOrThrow({ where: { id: skuId } });
    const { householdId, number, desk } = await household(cooperativeId);
    const verbs = scale(ground.db, () => cooperativeId, now);
    await verbs.weigh({ householdId, productId, harvestedOn: "2026-11-20" });
    const left = await letHouseholdLeave(ground.deps(), { ...desk, number, whoAsked: "本人到社里" });
    expect(left).toMatchObject({ refusal: { code: "HouseholdDelivering" } });
  });
});
