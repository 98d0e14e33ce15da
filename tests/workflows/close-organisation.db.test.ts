import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import {
  createOrganisation,
  createUser,
  grantRole,
  ORGANISATION_KINDS,
  viewerById,
} from "~/modules/identity/index.server";
import { decideClosing } from "~/modules/identity/organisation";
import { closeOrganisation } from "~/workflows/close-organisation";
import { type Market, makeListing, makeMarket, words } from "../support/market";
import { MORNING, saleGround, value } from "./sale-ground";

const ground = saleGround();
let market: Market;
let skuId: string;
let operatorId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    skuId = (await makeListing(tx, market, { slug: "garlic", packs: 50 })).skuIds[0] ?? "";
    ({ userId: operatorId } = await createUser(tx, { displayName: "周维", phone: null, now: MORNING }));
  });
});

const prisma = () => ground.db().prisma;
const now = () => ground.clock.now;
const close = (organisationId: string) =>
  closeOrganisation(ground.deps(), {
    organisationId,
    userId: operatorId,
    reason: "成员大会决议解散",
    now: now(),
  });
const wish = () => ({ lines: [{ skuId, packs: 1 }], shownTotalFen: 5990n + 800n });
const NOTHING = { orders: 0, claims: 0, refunds: 0, leads: 0, slips: 0, fen: 0n };

async function staffOf(organisationId: string): Promise<string> {
  const { userId } = await createUser(ground.db(), { displayName: "马栓柱", phone: null, now: now() });
  const grant = { userId, role: "coopManager", organisationId, now: now(), validUntil: null } as const;
  value(await grantRole(ground.db(), grant));
  return userId;
}

describe("whether an organisation may be closed", () => {
  it("is no for the operator, a village and its collective, and yes for the others when nothing is open", () => {
    const may = ORGANISATION_KINDS.filter((kind) => decideClosing({ kind, state: "open" }, NOTHING).ok);
    expect(ORGANISATION_KINDS.filter((kind) => !may.includes(kind))).toEqual([
      "operator",
      "village",
      "collective",
    ]);
  });

  it.each(Object.keys(NOTHING))("is no while anything is open: %s", (kind) => {
    const unsettled = { ...NOTHING, [kind]: kind === "fen" ? 1n : 1 };
    expect(decideClosing({ kind: "cooperative", state: "open" }, unsettled)).toEqual({
      ok: false,
      refusal: { code: "OrganisationUnsettled", unsettled },
    });
  });
});

describe("closing a cooperative", () => {
  it("waits for its orders and for the money in its book, and changes nothing meanwhile", async () => {
    await ground.onlySale(await ground.buy(wish()));
    const refused = await close(market.cooperativeId);
    expect(refused).toMatchObject({ refusal: { code: "OrganisationUnsettled", unsettled: { orders: 1 } } });
    if (!refused.ok && refused.refusal.code === "OrganisationUnsettled") {
      expect(refused.refusal.unsettled.fen).toBeGreaterThan(0n);
    }
    const products = { cooperativeId: market.cooperativeId, state: "published" };
    expect(await prisma().product.count({ where: products })).toBe(1);
    const organisation = { id: market.cooperativeId, closedAt: null };
    expect(await prisma().organisation.count({ where: organisation })).toBe(1);
  });

  it("ends duties, takes goods and links out of the shop, and leaves book and log", async () => {
    const fresh = await ground.inTransaction(async (tx) => {
      const other = await makeMarket(tx, "zhouning", 1);
      await makeListing(tx, other, { slug: "tea", packs: 5 });
      return other;
    });
    const id = fresh.cooperativeId;
    const managerId = await staffOf(id);
    const hostId = newId(now());
    await prisma().host.create({ data: { id: hostId, slug: "haitang", name: words("海棠"), duty: false } });
    const link = { code: "k7Qm2", hostId, cooperativeId: id, landing: "/", active: true, createdAt: now() };
    await prisma().shareLink.create({ data: { id: newId(now()), ...link } });
    value(await close(id));

    expect((await viewerById(ground.db(), managerId, now()))?.grants).toEqual([]);
    expect(
      await prisma().product.findMany({ where: { cooperativeId: id }, select: { state: true } }),
    ).toEqual([{ state: "archived" }]);
    expect(await prisma().shareLink.count({ where: { cooperativeId: id, active: true } })).toBe(0);
    const entry = { act: "organisation.closed", organisationId: id };
    expect(await prisma().auditEntry.findFirstOrThrow({ where: entry })).toMatchObject({
      actorUserId: operatorId,
      reason: "成员大会决议解散",
      after: { endedDuties: 1, endedListings: 1, endedLinks: 1 },
    });
    const { bookId } = await prisma().cooperative.findUniqueOrThrow({ where: { id } });
    expect(await prisma().book.count({ where: { id: bookId } })).toBe(1);
    expect(await close(id)).toEqual({ ok: false, refusal: { code: "OrganisationClosed" } });
  });

  it("takes back what was promised and planned there: invitations, offers by the tonne, prices to come, a review", async () => {
    const fresh = await ground.inTransaction(async (tx) => {
      const other = await makeMarket(tx, "dawang", 2);
      return { ...other, ...(await makeListing(tx, other, { slug: "honey", packs: 5 })) };
    });
    const { cooperativeId: id, productId } = fresh;
    const soon = new Date(now().getTime() + 86_400_000);
    await prisma().invitation.create({
      data: {
        id: newId(now()),
        tokenHash: new Uint8Array(32),
        organisationId: id,
        role: "packer",
        phone: "13911112222",
        invitedByUserId: operatorId,
        createdAt: now(),
        expiresAt: soon,
      },
    });
    await ground.db().pool.query(
      `INSERT INTO wholesale_offer (id, slug, lot_id, product_id, cooperative_id, basis, pickup, packaging, min_grams, open,
         valid_until, position)
       VALUES (gen_random_uuid(), 'honey', gen_random_uuid(), $1, $2, 'loaded', $3, $3, 1000000, true, '2027-01-01', 0)`,
      [productId, id, JSON.stringify(words("散装"))],
    );
    await ground.db().pool.query(
      `INSERT INTO scheduled_change (id, product_id, kind, due_at, state, created_at, created_by)
       VALUES (gen_random_uuid(), $1, 'pause', $2, 'waiting', $3, $4)`,
      [productId, soon, now(), operatorId],
    );
    const revision = { id: newId(now()), productId, content: {}, savedAt: now(), savedBy: operatorId };
    await prisma().listingRevision.create({ data: { ...revision, state: "inReview" } });
    value(await close(id));

    const offers = ground.db().pool.query("UPDATE wholesale_offer SET open = true");
    await expect(offers, "whoever writes to the database").rejects.toThrow("closed");
    const left = {
      invitations: await prisma().invitation.count({ where: { organisationId: id, withdrawnAt: null } }),
      offers: await prisma().wholesaleOffer.count({ where: { cooperativeId: id, open: true } }),
      plans: await prisma().scheduledChange.count({ where: { productId, endedAt: null } }),
      reviews: await prisma().listingRevision.count({ where: { productId, state: "inReview" } }),
    };
    expect(left).toEqual({ invitations: 0, offers: 0, plans: 0, reviews: 0 });
  });

  it("is for good, and its listings stay away, whoever writes to the database", async () => {
    const { organisationId } = await createOrganisation(ground.db(), {
      kind: "partnerUnit",
      slug: "bank",
      name: words("县农商行"),
      now: now(),
    });
    value(await close(organisationId));
    await expect(
      ground
        .db()
        .pool.query(
          "UPDATE organisation SET closed_at = NULL, closed_reason = NULL, closed_by_user_id = NULL WHERE id = $1",
          [organisationId],
        ),
    ).rejects.toThrow("closed for good");
    await expect(
      ground.db().pool.query("UPDATE product SET state = 'published' WHERE state = 'archived'"),
    ).rejects.toThrow("closed");
  });

  it("is refused for what there is not", async () => {
    expect(await close(crypto.randomUUID())).toEqual({ ok: false, refusal: { code: "OrganisationUnknown" } });
  });
});
