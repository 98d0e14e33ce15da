import type { AddressCase, FormCase } from "./cases";
import type { Holdings } from "./holdings";

type Fields = FormCase["fields"];
const form = (name: string, fields: Fields, more: Partial<FormCase> = {}): FormCase => ({
  name,
  fields: (of) => ({ intent: name, ...fields(of) }),
  ...more,
});
const nothing = () => ({});
const WHO_ASKED = { whoAsked: "本人到社里，认识" };
const REASON = { reason: "电话里说好的" };
const listing = (of: Holdings) => ({ id: of.draft });
const lotById = (of: Holdings) => ({ id: of.lotId });
const TWO_KILOGRAMS = { amount: "2", unit: "kilogram" };

const HARVEST = { kilograms: "900", from: "2026-12-01", until: "2026-12-20", estimatedOn: "2026-11-19" };

const weighing: Fields = (of) => ({
  householdId: of.householdId,
  productId: of.product,
  harvestedOn: "2026-11-19",
  variety: "蒜苗",
  grade: "first",
  price: "2.5",
  unit: "kilogram",
  gross0: "20",
  tare0: "1",
  correctReason: "看错了秤",
});
const SHOW_BUYER = form("reveal", (of) => ({ number: of.order, purpose: "shipping" }), {
  act: "coop.buyers.reveal",
});
const ORDER_FORMS: readonly FormCase[] = [
  form("pack", (of) => ({ number: of.order })),
  form("ship", (of) => ({ number: of.order, carrier: "顺丰速运", waybill: "SF1234567890" })),
  form("deliver", (of) => ({ number: of.order })),
];
/** One order goes its way once; the page of all orders takes it there. */
const ORDER_FORMS_AGAIN = ORDER_FORMS.map((each) =>
  each.name === "deliver" ? each : { ...each, refusedForOwn: true as const },
);
/** They stand on the page of the order that has arrived. A claim is answered once. */
const CLAIM_FORMS: readonly FormCase[] = [
  form("declineClaim", () => ({ why: "照片上是好的" }), { act: "coop.claims.answer" }),
  form("acceptClaim", () => ({ amount: "1" }), { act: "coop.orders.refund", refusedForOwn: true }),
  form("refundClaimAgain", nothing, { act: "coop.orders.refund", refusedForOwn: true }),
].map((each) => ({
  ...each,
  thing: "claim",
  params: (of) => ({ number: of.claimedOrder }),
  fields: (of) => ({ ...each.fields(of), claimId: of.claim }),
}));
const TEAM_FORMS: readonly FormCase[] = [
  form("term", (of) => ({ grantId: of.duty, lastDay: "2027-12-31" }), { thing: "duty" }),
  form("revoke", (of) => ({ grantId: of.duty, ...REASON }), { thing: "duty" }),
  form("withdraw", (of) => ({ invitationId: of.invitation }), { thing: "invitation" }),
];

/** Nothing failed of the orders that the tests hold: who may send a refund again is told that there is none. */
const NO_REFUND = "01920000-0000-7000-8000-000000000000";

/** The addresses of a cooperative's desk, what each names, and the forms that change it. */
export const DESK_CASES: Readonly<Record<string, AddressCase>> = {
  "/coop/:slug": {},
  "/coop/:slug/*": { entered: 404 },
  "/coop/:slug/orders": {
    forms: [SHOW_BUYER, ...ORDER_FORMS].map((each) => ({ ...each, thing: "order" as const })),
  },
  "/coop/:slug/orders/:number": {
    thing: "order",
    params: (of) => ({ number: of.order }),
    forms: [
      SHOW_BUYER,
      ...ORDER_FORMS_AGAIN,
      ...CLAIM_FORMS,
      form("refundAgain", () => ({ refundId: NO_REFUND }), {
        act: "coop.orders.refund",
        refusedForOwn: true,
      }),
      form("cancel", () => REASON, { act: "coop.orders.refund" }),
    ],
  },
  "/coop/:slug/leads": {},
  "/coop/:slug/leads/:number": {
    thing: "lead",
    params: (of) => ({ number: of.lead }),
    forms: [
      form("reveal", () => ({ purpose: "answering" }), { act: "coop.leads.reveal" }),
      form("answer", () => ({ body: "明天下午可以看货" })),
      form("plan", () => ({ nextStep: "再打电话", nextStepOn: "2026-11-22" })),
      form("close", () => ({ outcome: "lose", reason: "价格谈不拢" })),
    ],
  },
  "/coop/:slug/products": {
    forms: [
      form("price", (of) => ({ skuId: of.sku, per: "pack", price: "61.5" }), { thing: "pack" }),
      form(
        "stock",
        (of) => ({ skuId: of.sku, channel: "shop", direction: "add", packs: "3", reason: "found" }),
        { thing: "pack" },
      ),
      form("publication", (of) => ({ productId: of.product, move: "pause" }), { thing: "listing" }),
    ],
  },
  "/coop/:slug/products.xlsx": {},
  "/coop/:slug/products/new": {},
  // By then the forms of all products have set the price that stands here, and taken the listing off sale.
  "/coop/:slug/products/grid": {
    forms: [
      form("price", (of) => ({ [`price.${of.sku}`]: "61.8", [`was.${of.sku}`]: "6150" }), { thing: "pack" }),
      form(
        "packs",
        (of) => ({ [`packs.${of.sku}.shop`]: "5", [`free.${of.sku}.shop`]: "3", stockReason: "found" }),
        { thing: "pack" },
      ),
      form("move", (of) => ({ [`move.${of.product}`]: "pause", ...REASON }), {
        thing: "listing",
        refusedForOwn: true,
      }),
    ],
  },
  "/coop/:slug/products/import": {},
  "/coop/:slug/products/import/:id": {
    thing: "sheet",
    params: (of) => ({ id: of.sheet }),
    forms: [form("apply", nothing, { refusedForOwn: true })],
  },
  "/coop/:slug/products/import/:id/report.xlsx": { thing: "sheet", params: (of) => ({ id: of.sheet }) },
  "/coop/:slug/products/:id": {
    thing: "listing",
    params: listing,
    forms: [
      form("submit", nothing, { refusedForOwn: true }),
      form("withdraw", nothing, { refusedForOwn: true }),
      form("discard", nothing, { refusedForOwn: true }),
      form("duplicate", nothing),
    ],
  },
  "/coop/:slug/products/:id/edit": { thing: "listing", params: listing },
  "/coop/:slug/products/:id/photos": {
    thing: "listing",
    params: listing,
    forms: [
      form("describe", (of) => ({ imageId: of.photo, alt: "一捆", altEn: "" }), { thing: "photo" }),
      form("remove", (of) => ({ imageId: of.photo }), { thing: "photo" }),
    ],
  },
  "/coop/:slug/products/:id/photos/upload": { thing: "listing", params: listing },
  "/coop/:slug/products/:id/preview": { thing: "listing", params: listing },
  "/coop/:slug/products/:id/prices": {
    thing: "listing",
    params: (of) => ({ id: of.product }),
    forms: [
      form("plan", (of) => ({ kind: "price", skuId: of.sku, price: "62", from: "2026-11-28T08:00" }), {
        thing: "pack",
      }),
      form("cancel", (of) => ({ planId: of.plan }), { thing: "plan" }),
      form("notice", (of) => ({ planId: of.plan }), { thing: "plan", passedOver: true }),
    ],
  },
  "/coop/:slug/stock": {},
  "/coop/:slug/stock/packs/:id": {
    thing: "pack",
    params: (of) => ({ id: of.sku }),
    forms: [
      form("move", () => ({ from: "shop", packs: "1", reason: "sessionComing" })),
      form("adjust", () => ({ channel: "shop", way: "add", packs: "1", reason: "found" })),
      form("limit", () => ({ lowBelow: "7" })),
    ],
  },
  "/coop/:slug/stock/packs/:id/story.csv": { thing: "pack", params: (of) => ({ id: of.sku }) },
  "/coop/:slug/stock/counts": {},
  "/coop/:slug/stock/counts/:id": {
    thing: "count",
    params: (of) => ({ id: of.count }),
    forms: [
      form("enter", (of) => ({ kind: "sku", subjectId: of.sku, amount: "4" }), { thing: "pack" }),
      form("post", () => ({ look: "none" }), { refusedForOwn: true }),
      form("giveUp", nothing),
    ],
  },
  "/coop/:slug/stock/lots/:id": {
    thing: "lot",
    params: lotById,
    forms: [
      form("shelfLife", () => ({ days: "9" })),
      form("moveGrams", () => ({ to: "wholesale", ...TWO_KILOGRAMS, reason: "rebalanced" })),
      form("adjustGrams", () => ({ part: "retail", way: "take", ...TWO_KILOGRAMS, reason: "spoiled" })),
      form("undo", (of) => ({ runId: of.packing })),
    ],
  },
  "/coop/:slug/stock/lots/:id/story.csv": { thing: "lot", params: lotById },
  "/coop/:slug/intake": {
    forms: [form("weigh", weighing, { thing: "household" })],
  },
  "/coop/:slug/intake/:number": {
    thing: "slip",
    params: (of) => ({ number: of.unsignedSlip }),
    forms: [
      form("confirm", () => ({ code: "000000" }), { refusedForOwn: true }),
      form("weighAnew", weighing),
      form("cancel", () => REASON),
    ],
  },
  "/coop/:slug/households": {},
  "/coop/:slug/households/:number": {
    thing: "household",
    params: (of) => ({ number: of.household }),
    forms: [
      form("reveal", () => ({ purpose: "harvest" }), { act: "coop.households.reveal" }),
      form("strike", (of) => ({ recordId: of.record, ...REASON }), { thing: "record" }),
    ],
  },
  "/coop/:slug/households/:number/data": {
    thing: "household",
    params: (of) => ({ number: of.household }),
    forms: [
      form("handOut", () => WHO_ASKED),
      form("leave", () => ({ ...WHO_ASKED, understood: "on" }), { refusedForOwn: true }),
    ],
  },
  "/coop/:slug/households/:number/data.json": {
    thing: "household",
    params: (of) => ({ number: of.household }),
  },
  "/coop/:slug/forecasts": {},
  "/coop/:slug/forecasts/:id": {
    thing: "listing",
    params: (of) => ({ id: of.product }),
    forms: [
      form("estimate", (of) => ({ plotId: of.plot, ...HARVEST }), { thing: "field" }),
      form("plant", (of) => ({ "plotIds[]": of.plot }), { thing: "field", passedOver: true }),
    ],
  },
  "/coop/:slug/forecasts/:id/ahead": {
    thing: "listing",
    params: (of) => ({ id: of.product }),
    forms: [
      form("cap", (of) => ({ skuId: of.sku, packs: "1", from: HARVEST.from, until: HARVEST.until }), {
        thing: "pack",
      }),
      form("end", (of) => ({ skuId: of.sku }), { thing: "pack" }),
    ],
  },
  "/coop/:slug/lots": {},
  "/coop/:slug/lots/:code/labels": { thing: "lot", params: (of) => ({ code: of.lotCode }) },
  "/coop/:slug/lots/:code": {
    thing: "lot",
    params: (of) => ({ code: of.lotCode }),
    forms: [
      form("void", (of) => ({ certificateId: of.certificateId, ...REASON }), { thing: "certificate" }),
      form("issue", () => ({ kilograms: "10", "basis[]": "ownTest" })),
    ],
  },
  "/coop/:slug/team": { forms: TEAM_FORMS },
  "/coop/:slug/audit": {},
  "/coop/:slug/overview": {},
  "/coop/:slug/overview.csv": {},
  "/coop/:slug/events": {},
};
