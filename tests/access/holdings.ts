import { addMs, DAY_MS } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { createUser, grantRole } from "~/modules/identity/index.server";
import { createOffer, leadForm } from "~/modules/wholesale/index.server";
import type { Portal } from "~/wiring.server";
import { addPlot } from "~/workflows/add-plot";
import { deliverOrder } from "~/workflows/deliver-order";
import { inviteToDuty } from "~/workflows/invite-to-duty";
import { issueCertificate } from "~/workflows/issue-certificate";
import { openCheckout } from "~/workflows/open-checkout";
import { openClaim } from "~/workflows/open-claim";
import { openCount } from "~/workflows/open-count";
import { packLot } from "~/workflows/pack-lot";
import { packOrder } from "~/workflows/pack-order";
import { placeOrder } from "~/workflows/place-order";
import { planChange } from "~/workflows/plan-change";
import { receiveWebhook } from "~/workflows/receive-webhook";
import { shipOrder } from "~/workflows/ship-order";
import { submitLead } from "~/workflows/submit-lead";
import { writeProductionRecord } from "~/workflows/write-production-record";
import { accepted, type Market, makeListing, makeMarket, words } from "../support/market";
import { scale } from "../workflows/intake-ground";

/** One thing of each kind that a cooperative has: its own in one story, somebody else's in the other. */
export interface Holdings {
  readonly market: Market;
  /** Of the desk's address. */
  readonly slug: string;
  readonly organisationId: string;
  readonly hostId: string;
  readonly order: string;
  /** An order that has arrived, and what its buyer claims of it. */
  readonly claimedOrder: string;
  readonly claim: string;
  readonly lead: string;
  /** A draft with a photograph, and what it sells in. */
  readonly draft: string;
  readonly photo: string;
  /** On sale. */
  readonly product: string;
  readonly sku: string;
  readonly plan: string;
  readonly sheet: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly packing: string;
  readonly slip: string;
  readonly unsignedSlip: string;
  readonly household: string;
  readonly householdId: string;
  readonly plot: string;
  readonly record: string;
  readonly count: string;
  readonly certificate: string;
  readonly certificateId: string;
  readonly invitation: string;
  readonly duty: string;
}

const PHOTO = { width: 8, height: 8, widths: [8], blur: "data:," };

/** A village with its cooperative and everything in its rooms, made through the workflows that make it in life. */
export async function makeHoldings(portal: Portal, name: string, position: number): Promise<Holdings> {
  const { db, clock } = portal;
  const now = clock.now();
  const market = await makeMarket(db, name, position);
  const organisationId = market.cooperativeId;
  const staff = await createUser(db, { displayName: `${name} 的雷小宁`, phone: null, now });
  const grants = [{ role: "operator" as const, organisationId: null }];
  const by = { cooperativeId: organisationId, userId: staff.userId, now };
  const { productId: product, skuIds } = await makeListing(db, market, { slug: `${name}-garlic` });
  const sku = skuIds[0] ?? "";
  const { productId: draft } = await makeListing(db, market, { slug: `${name}-draft`, state: "draft" });
  const hostId = newId(now);
  await db.prisma.host.create({ data: { id: hostId, slug: name, name: words(name), duty: false } });
  const helper = await createUser(db, { displayName: `${name} 的苏巧云`, phone: null, now });
  const duty = { userId: helper.userId, role: "packer" as const, organisationId, now, validUntil: null };
  accepted(await grantRole(db, duty));
  const viewer = { userId: staff.userId, displayName: "", grants };
  const invited = { viewer, organisationId, role: "packer" as const, phone: null, lastDay: null, now };
  accepted(await inviteToDuty(portal, invited));
  const priced = {
    kind: "price",
    skuId: sku,
    priceFen: 6_100n,
    reason: "",
    dueAt: addMs(now, DAY_MS),
  } as const;
  const planned = await planChange(portal, { ...by, productId: product, plan: priced });
  const grown = await growAndWeigh(portal, market, product, sku, by, position);
  return {
    market,
    slug: market.cooperativeSlug,
    organisationId,
    hostId,
    product,
    sku,
    draft,
    ...grown,
    plan: accepted(planned).planId,
    sheet: await bringSheet(portal, by),
    photo: await hangPhoto(portal, draft),
    order: await sell(portal, sku, name),
    ...(await claimOne(portal, await sell(portal, sku, name), by)),
    lead: await ask(portal, market, product, grown.lotId, name),
    count: accepted(await openCount(portal, by)),
    invitation: (await db.prisma.invitation.findFirstOrThrow({ where: { organisationId } })).id,
    duty: (await db.prisma.roleGrant.findFirstOrThrow({ where: { organisationId } })).id,
  };
}

/** A sheet of listings that was looked at and had nothing in it. */
async function bringSheet(
  { db }: Portal,
  {
    cooperativeId,
    userId,
    now,
  }: { readonly cooperativeId: string; readonly userId: string; readonly now: Date },
): Promise<string> {
  const id = newId(now);
  const seen = { unread: [], cells: [], shown: [], madeAt: now, madeBy: userId };
  const file = { cooperativeId, fileName: "价目.xlsx", contentHash: new Uint8Array(32) };
  await db.prisma.listingImport.create({ data: { id, ...file, ...seen } });
  return id;
}

async function hangPhoto({ db, clock }: Portal, productId: string): Promise<string> {
  const id = newId(clock.now());
  const row = { ...PHOTO, id, key: id.replaceAll("-", ""), contentHash: id, createdAt: clock.now() };
  await db.prisma.image.create({ data: row });
  const hung = { productId, imageId: id, position: 0, alt: words("一捆") };
  await db.prisma.productImage.create({ data: hung });
  return id;
}

/** A delivery over the scale: the household, its slip, the lot it became, the certificate and a packing of it. */
async function growAndWeigh(
  portal: Portal,
  market: Market,
  productId: string,
  skuId: string,
  by: { readonly cooperativeId: string; readonly userId: string; readonly now: Date },
  others: number,
) {
  const { db } = portal;
  const { cooperativeId } = market;
  const desk = scale(
    () => db,
    () => cooperativeId,
    () => by.now,
  );
  // Households are numbered at each cooperative anew: so that no number of one is also the other's.
  for (let more = 0; more < others; more += 1) await desk.household(true);
  const householdId = await desk.household(true);
  const { number: household } = await db.prisma.household.findUniqueOrThrow({ where: { id: householdId } });
  await db.prisma.household.update({ where: { id: householdId }, data: { demonstration: true } });
  const field = { householdId, form: { place: "南坡", area: 200 } };
  const { plotId: plot } = accepted(await addPlot(portal, { ...by, ...field }));
  const delivery = { householdId, productId, harvestedOn: "2026-11-19" };
  const { number: slip } = await desk.weigh(delivery);
  accepted(await desk.sign(slip));
  const { number: unsignedSlip } = await desk.weigh(delivery);
  const done = { productId, plotId: null, kind: "irrigate" as const, doneOn: "2026-11-01", intervalDays: 0 };
  const form = { ...done, input: "", source: "", dose: "", note: "" };
  accepted(await writeProductionRecord(portal, { ...by, householdId, form }));
  const lot = await db.prisma.lot.findFirstOrThrow({ where: { cooperativeId } });
  const basis = ["ownTest"] as const;
  const promise = { lotCode: lot.code, grams: 50_000n, basis, occasion: "first" } as const;
  const { number } = accepted(await issueCertificate(portal, { ...by, ...promise }));
  const run = { lotId: lot.id, skuId, channel: "shop" as const, packs: 2, usedGrams: 6_000n };
  const { runId: packing } = accepted(await packLot(portal, { ...by, ...run, lossReason: undefined }));
  const certificate = await db.prisma.conformityCertificate.findUniqueOrThrow({ where: { number } });
  return {
    householdId,
    plot,
    household: String(household),
    slip,
    unsignedSlip,
    packing,
    lotId: lot.id,
    lotCode: lot.code,
    certificate: number,
    certificateId: certificate.id,
    record: (await db.prisma.productionRecord.findFirstOrThrow({ where: { householdId } })).id,
  };
}

/** One pack, ordered and not paid for. */
export async function orderOne(portal: Portal, skuId: string, name: string) {
  const now = portal.clock.now();
  const agreed = { terms: "on", shareWithSeller: "on", payAbroad: "on", freshNoReturn: "on" } as const;
  const form = {
    recipient: "王小明",
    phone: "13812345678",
    regionCode: "610104",
    street: "北院门 12 号",
    note: name,
    ...agreed,
    shownTotalFen: 6_790n,
    requestKey: newId(now),
  };
  const wish = { lines: [{ skuId, packs: 1 }], cartId: null, userId: null, visitorId: null, form };
  const { paymentId } = accepted(await placeOrder(portal, { ...wish, locale: "zh-CN", now }));
  const { number } = await portal.db.prisma.order.findFirstOrThrow({ where: { paymentId } });
  return { paymentId, number };
}

/** One pack, paid for. */
async function sell(portal: Portal, skuId: string, name: string): Promise<string> {
  const { db, clock, sandbox, gateway } = portal;
  const now = clock.now();
  const { paymentId, number } = await orderOne(portal, skuId, name);
  const returnUrls = () => ({ successUrl: "http://shop.test/", cancelUrl: "http://shop.test/" });
  const labels = { freightName: () => "运费", returnUrls };
  accepted(await openCheckout({ ...portal, words: labels }, { paymentId, now }));
  const { sessionId } = await db.prisma.payment.findUniqueOrThrow({ where: { id: paymentId } });
  await sandbox?.pay(sessionId ?? "", "alipay");
  await sandbox?.deliverAll({}, async (rawBody, headers) => {
    const signature = headers["stripe-signature"] ?? "";
    accepted(await receiveWebhook({ db, gateway }, { rawBody, signature, now }));
    return { status: 200 };
  });
  return number;
}

/** Half of what came was crushed. */
async function claimOne(
  portal: Portal,
  number: string,
  by: { readonly cooperativeId: string; readonly userId: string; readonly now: Date },
) {
  const { db } = portal;
  const order = await db.prisma.order.findUniqueOrThrow({ where: { number }, include: { lines: true } });
  const step = { ...by, orderId: order.id };
  accepted(await packOrder(portal, step));
  accepted(await shipOrder(portal, { ...step, carrier: "顺丰速运", waybill: "SF1234567890" }));
  accepted(await deliverOrder(portal, step));
  const [line] = order.lines;
  const bad = { affected: { of: "grams", grams: 1_500n }, reason: "crushed", words: "" } as const;
  accepted(await openClaim(portal, { ...step, ...bad, lineId: line?.id ?? "", userId: null }));
  const { id: claim } = await db.prisma.claim.findFirstOrThrow({ where: { orderId: order.id } });
  return { claimedOrder: number, claim };
}

/** A buyer's request for tonnes. */
async function ask(
  portal: Portal,
  { cooperativeId }: Market,
  productId: string,
  lotId: string,
  name: string,
): Promise<string> {
  const now = portal.clock.now();
  await createOffer(portal.db, {
    slug: `${name}-tonnes`,
    lotId,
    productId,
    cooperativeId,
    basis: "loaded",
    position: 0,
    now,
    pickup: words("村口冷库"),
    packaging: words("网袋"),
    minGrams: 1_000n,
    validUntil: "2026-12-31",
    tiers: [{ fromGrams: 1_000n, unitPrice: 30_000n }],
  });
  const form = leadForm.parse({
    offer: `${name}-tonnes`,
    variety: "蒜苗",
    tonnes: "1",
    neededFrom: "2026-11-25",
    neededUntil: "2026-11-30",
    regionCode: "620102",
    company: "兰州绿源",
    contact: "马先生",
    phone: "13893112345",
    heardFrom: "live",
    note: name,
  });
  accepted(await submitLead(portal, { form, visitorId: null, userId: null, now }));
  return (await portal.db.prisma.lead.findFirstOrThrow({ where: { cooperativeId } })).number;
}
