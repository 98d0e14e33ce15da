import { afterAll, beforeAll } from "vitest";
import { addMs } from "~/kernel/clock";
import { cryptoRandom, newId } from "~/kernel/ids";
import { createLot } from "~/modules/catalog/index.server";
import { createUser } from "~/modules/identity/index.server";
import { createLiveSession } from "~/modules/live/index.server";
import { insertLink, insertTouch } from "~/modules/sharing/index.server";
import { createOffer, type LeadForm, leadForm } from "~/modules/wholesale/index.server";
import { type Db, openDb } from "~/platform/db/db.server";
import { regions } from "~/platform/regions.server";
import { type SubmitLeadDeps, submitLead } from "~/workflows/submit-lead";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { type Market, makeListing, makeMarket, words } from "../../support/market";

export const now = new Date("2026-03-02T04:00:00Z");
export const TONNE = 1_000_000n;

export const FILLED = {
  offer: "suanmiao-tonnes",
  variety: "蒜苗",
  tonnes: "30",
  neededFrom: "2026-03-10",
  neededUntil: "2026-03-20",
  regionCode: "620102",
  company: "兰州绿源蔬菜批发部",
  contact: "马先生",
  phone: "13893112345",
  heardFrom: "live",
  note: "先来一车看看，送到张苏滩市场 3 号库",
};

/** Tells through the database as the portal does, without a listening connection of its own. */
const realtime: SubmitLeadDeps["realtime"] = {
  publish: async (tx, channel, payload) => {
    await tx.prisma.$queryRaw`SELECT pg_notify(${channel}, ${payload})::text`;
  },
};

/** A market with one lot by the tonne, and a visitor who came by the link of a live session in the field. */
export function leadGround() {
  let database: TestDatabase;
  let db: Db;
  let market: Market;
  let visitorId: string;
  let userId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDb({ url: database.url, maxConnections: 4, onIdleError: () => undefined });
    market = await makeMarket(db);
    await offerLot(db, market);
    ({ userId } = await createUser(db, { displayName: "周文书", phone: null, now }));
    visitorId = await visitThroughLiveLink(db, market);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });
  return {
    db: () => db,
    databaseUrl: () => database.url,
    market: () => market,
    userId: () => userId,
    /** The form as a buyer fills it in, with `changes`. */
    submit: (
      changes: Partial<Record<keyof LeadForm, string>> = {},
      at = now,
      visitor: string | null = visitorId,
    ) => {
      const form = leadForm.parse({ ...FILLED, ...changes });
      const deps: SubmitLeadDeps = { db, regions, random: cryptoRandom, realtime };
      return submitLead(deps, { form, visitorId: visitor, userId: null, now: at });
    },
    /** What staff of the cooperative do to a lead a minute later. */
    act: (leadId: string) => ({
      leadId,
      cooperativeId: market.cooperativeId,
      userId,
      now: addMs(now, 60_000),
    }),
  };
}

async function offerLot(db: Db, market: Market): Promise<void> {
  const { productId } = await makeListing(db, market, { slug: "suanmiao" });
  const { lotId } = await createLot(db, {
    code: "P111-1111-111",
    productId,
    cooperativeId: market.cooperativeId,
    harvestedOn: "2026-03-01",
    origin: words("堎底下村北坡"),
    grade: words("一级"),
    gramsTotal: 40n * TONNE,
    gramsWholesale: 36n * TONNE,
    now,
  });
  await createOffer(db, {
    slug: "suanmiao-tonnes",
    lotId,
    productId,
    cooperativeId: market.cooperativeId,
    basis: "loaded",
    pickup: words("村口冷库"),
    packaging: words("10 公斤网袋"),
    minGrams: TONNE,
    tiers: [
      { fromGrams: 10n * TONNE, unitPrice: 30_000n },
      { fromGrams: TONNE, unitPrice: 34_000n },
    ],
    validUntil: "2026-03-31",
    position: 0,
    now,
  });
}

/** A visitor who came by the link of a live session in the field. */
async function visitThroughLiveLink(db: Db, market: Market): Promise<string> {
  const hostId = newId(now);
  await db.prisma.host.create({ data: { id: hostId, slug: "zhou", name: words("周主播"), duty: false } });
  const { sessionId } = await createLiveSession(db, {
    slug: "field-live",
    hostId,
    villageId: market.villageId,
    name: words("田间直播"),
    startsAt: now,
    now,
  });
  const linkId = newId(now);
  await insertLink(db, {
    id: linkId,
    code: "k7Qm2x",
    hostId,
    sessionId,
    productId: null,
    cooperativeId: market.cooperativeId,
    landing: "/wholesale",
    active: true,
    createdAt: now,
  });
  const visitor = newId(now);
  await insertTouch(db, { id: newId(now), linkId, visitorId: visitor, at: now });
  return visitor;
}
