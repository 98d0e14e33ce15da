import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "~/kernel/clock";
import { cryptoRandom, newId, readNumber } from "~/kernel/ids";
import { createLot } from "~/modules/catalog/index.server";
import { createUser } from "~/modules/identity/index.server";
import { createLiveSession } from "~/modules/live/index.server";
import { insertLink, insertTouch } from "~/modules/sharing/index.server";
import {
  createOffer,
  deskLead,
  deskLeads,
  type LeadForm,
  leadByToken,
  leadForm,
  leadTokenHash,
  MOST_LEADS_A_DAY,
  newLeadCount,
  offerPage,
  wholesaleList,
} from "~/modules/wholesale/index.server";
import { type Db, openDb } from "~/platform/db/db.server";
import { regions } from "~/platform/regions.server";
import { answerLead } from "~/workflows/answer-lead";
import { closeLead } from "~/workflows/close-lead";
import { openLead } from "~/workflows/open-lead";
import { setLeadNextStep } from "~/workflows/set-lead-next-step";
import { type SubmitLeadDeps, type SubmittedLead, submitLead } from "~/workflows/submit-lead";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { accepted, type Market, makeListing, makeMarket, words } from "../../support/market";

const now = new Date("2026-03-02T04:00:00Z");
const TONNE = 1_000_000n;
let database: TestDatabase;
let db: Db;
let market: Market;
let visitorId: string;
let userId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, maxConnections: 4, onIdleError: () => undefined });
  market = await makeMarket(db);
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
  ({ userId } = await createUser(db, { displayName: "周文书", phone: null, now }));
  visitorId = await visitThroughLiveLink();
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** A visitor who came by the link of a live session in the field. */
async function visitThroughLiveLink(): Promise<string> {
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

const filled = {
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

function submit(
  changes: Partial<Record<keyof LeadForm, string>> = {},
  at = now,
  visitor: string | null = visitorId,
) {
  const form = leadForm.parse({ ...filled, ...changes });
  const deps: SubmitLeadDeps = { db, regions, random: cryptoRandom, realtime };
  return submitLead(deps, { form, visitorId: visitor, userId: null, now: at });
}

const act = (leadId: string) => ({
  leadId,
  cooperativeId: market.cooperativeId,
  userId,
  now: addMs(now, 60_000),
});

describe("lots by the tonne", () => {
  it("are listed with tier prices in order of weight, basis and lot", async () => {
    const [offer, ...others] = await wholesaleList(db, { locale: "zh-CN", now });
    expect(others).toEqual([]);
    expect(offer).toMatchObject({
      slug: "suanmiao-tonnes",
      basis: "loaded",
      minGrams: TONNE,
      tiers: [
        { fromGrams: TONNE, unitPrice: 34_000n },
        { fromGrams: 10n * TONNE, unitPrice: 30_000n },
      ],
      lot: { code: "P111-1111-111", harvestedOn: "2026-03-01", grams: 36n * TONNE },
      validUntil: "2026-03-31",
    });
  });

  it("disappear when their prices have run out, by the day in Shanghai", async () => {
    const lastMinute = new Date("2026-03-31T15:59:00Z");
    const page = (at: Date) => offerPage(db, { slug: "suanmiao-tonnes", locale: "en", now: at });
    expect(await page(lastMinute)).toBeDefined();
    expect(await page(addMs(lastMinute, 60_000))).toBeUndefined();
  });
});

describe("a wholesale buyer's request", () => {
  let lead: SubmittedLead;

  it("keeps the host's link and live session that brought the buyer, and tells the desk when it is stored", async () => {
    const ear = new pg.Client({ connectionString: database.url });
    await ear.connect();
    await ear.query("LISTEN desk_events");
    const heard = new Promise<string | undefined>((resolve) => {
      ear.on("notification", (message) => resolve(message.payload));
    });
    lead = accepted(await submit());
    expect(JSON.parse((await heard) ?? "")).toEqual({ cooperativeId: market.cooperativeId, kind: "lead" });
    await ear.end();
    expect(readNumber("lead", lead.number)).toBe(lead.number);
    const { leads } = await deskLeads(db, {
      cooperativeId: market.cooperativeId,
      locale: "zh-CN",
      limit: 10,
    });
    expect(leads[0]).toMatchObject({
      number: lead.number,
      grams: 30n * TONNE,
      offerName: "高山蒜苗",
      region: "甘肃省兰州市城关区",
      source: { hostName: "周主播", linkCode: "k7Qm2x", sessionName: "田间直播" },
    });
    expect(await newLeadCount(db, market.cooperativeId)).toBe(1);
  });

  it("hides who wrote it until somebody opens it", async () => {
    const { leads } = await deskLeads(db, {
      cooperativeId: market.cooperativeId,
      locale: "zh-CN",
      limit: 10,
    });
    const page = await deskLead(db, {
      cooperativeId: market.cooperativeId,
      number: lead.number,
      locale: "zh-CN",
    });
    const hidden = { masked: true, company: "兰**", contact: "马**", phone: "138****2345" };
    expect(leads[0]).toMatchObject(hidden);
    expect(page).toMatchObject({ ...hidden, note: "" });
  });

  it("cannot be answered before it was opened", async () => {
    expect(await answerLead({ db }, { ...act(lead.leadId), body: "好的" })).toEqual({
      ok: false,
      refusal: { code: "LeadMoveRefused", move: "answer", state: "new" },
    });
  });

  it("is no business of another cooperative", async () => {
    const stranger = { ...act(lead.leadId), cooperativeId: market.villageId };
    expect(await openLead({ db }, stranger)).toEqual({ ok: false, refusal: { code: "LeadNotFound" } });
  });

  it("shows the contact once opened, with who opened it and when, however often it is opened", async () => {
    accepted(await openLead({ db }, act(lead.leadId)));
    accepted(await openLead({ db }, { ...act(lead.leadId), now: addMs(now, 120_000) }));
    const page = await deskLead(db, {
      cooperativeId: market.cooperativeId,
      number: lead.number,
      locale: "zh-CN",
    });
    expect(page).toMatchObject({
      masked: false,
      company: filled.company,
      phone: filled.phone,
      note: filled.note,
    });
    expect(page?.events.filter((event) => event.kind === "opened")).toEqual([
      { kind: "opened", at: addMs(now, 60_000), by: "周文书", body: "", shown: false },
    ]);
    expect(await newLeadCount(db, market.cooperativeId)).toBe(0);
  });

  it("reaches the buyer's link with the answer and without the cooperative's own notes or names", async () => {
    accepted(await answerLead({ db }, { ...act(lead.leadId), body: "一级货 30 吨有，3 月 12 日可装车。" }));
    accepted(
      await setLeadNextStep(
        { db },
        { ...act(lead.leadId), nextStep: "寄样 5 公斤", nextStepOn: "2026-03-04" },
      ),
    );
    const seen = await leadByToken(db, { tokenHash: leadTokenHash(lead.token), locale: "en" });
    expect(seen).toMatchObject({
      number: lead.number,
      state: "answered",
      region: "Chengguan District, Lanzhou, Gansu",
    });
    expect(seen?.events.map((event) => event.kind)).toEqual(["submitted", "answered"]);
    const page = await deskLead(db, {
      cooperativeId: market.cooperativeId,
      number: lead.number,
      locale: "zh-CN",
    });
    expect(page).toMatchObject({ nextStep: "寄样 5 公斤", nextStepOn: "2026-03-04" });
    expect(JSON.stringify(seen?.events)).not.toMatch(/寄样|周文书/);
  });

  it("is not found behind a guessed link", async () => {
    expect(await leadByToken(db, { tokenHash: leadTokenHash("guessed"), locale: "en" })).toBeUndefined();
  });

  it("ends won, and its next step with it", async () => {
    expect(
      accepted(await closeLead({ db }, { ...act(lead.leadId), outcome: "win", reason: "两车共 30 吨" })),
    ).toBe("won");
    const page = await deskLead(db, {
      cooperativeId: market.cooperativeId,
      number: lead.number,
      locale: "zh-CN",
    });
    expect(page).toMatchObject({ state: "won", nextStep: null, nextStepOn: null });
    expect(await closeLead({ db }, { ...act(lead.leadId), outcome: "lose", reason: "" })).toMatchObject({
      ok: false,
    });
  });

  it("has a history that nobody can rewrite", async () => {
    await expect(db.pool.query("UPDATE lead_event SET body = 'other'")).rejects.toThrow(/history/);
    await expect(db.pool.query("DELETE FROM lead_event")).rejects.toThrow(/history/);
  });
});

describe("a request that is refused", () => {
  it.each([
    ["an offer that is not there", { offer: "nothing" }, "OfferGone"],
    ["a region that does not exist", { regionCode: "999999" }, "RegionUnknown"],
    ["days that are over", { neededFrom: "2026-03-01" }, "LeadDatesOutOfRange"],
  ])("for %s", async (_, changes, code) => {
    expect(await submit(changes)).toMatchObject({ ok: false, refusal: { code } });
  });

  it("for one telephone number that sends more than a few a day", async () => {
    const phone = "13912340000";
    for (let count = 0; count < MOST_LEADS_A_DAY; count += 1) accepted(await submit({ phone }));
    expect(await submit({ phone })).toMatchObject({ refusal: { code: "TooManyLeads" } });
    expect((await submit({ phone }, addMs(now, DAY_MS + 1))).ok).toBe(true);
  });
});

it("keeps no source for a buyer who came alone, and asks a cooperative without an offer", async () => {
  accepted(
    await submit({ offer: "", cooperative: "yandixia-coop", phone: "13911110000" }, addMs(now, 1), null),
  );
  const { leads } = await deskLeads(db, { cooperativeId: market.cooperativeId, locale: "zh-CN", limit: 50 });
  const alone = leads.find((lead) => lead.offerName === null);
  expect(alone).toMatchObject({ source: null, offerSlug: null });
});

it("pages through a desk's leads, newest first, without a gap", async () => {
  const all = await deskLeads(db, { cooperativeId: market.cooperativeId, locale: "zh-CN", limit: 50 });
  const seen: string[] = [];
  let after: { at: Date; id: string } | undefined;
  do {
    const page = await deskLeads(db, {
      cooperativeId: market.cooperativeId,
      locale: "zh-CN",
      after,
      limit: 2,
    });
    seen.push(...page.leads.map((lead) => lead.id));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(all.leads.map((lead) => lead.id));
});
