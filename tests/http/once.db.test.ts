import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StaffVisit } from "~/http/door.server";
import { once } from "~/http/once.server";
import { createUser, keptSince, RETENTION } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { forgetKeys } from "~/platform/requests/request-key.store.server";
import { DRAFT_DAYS } from "~/ui/drafts/draft-store";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { type Market, makeListing, makeMarket, openTestDb } from "../support/market";

const NOW = new Date("2026-02-01T02:00:00Z");

let db: Db;
let close: () => Promise<void>;
let market: Market;
let skuId: string;
let staffId: string;
let otherId: string;
beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  const listing = await makeListing(db, market, { slug: "garlic", packs: 50 });
  skuId = listing.skuIds[0] ?? "";
  ({ userId: staffId } = await createUser(db, { displayName: "王社长", phone: null, now: NOW }));
  ({ userId: otherId } = await createUser(db, { displayName: "李会计", phone: null, now: NOW }));
});
afterAll(() => close());

/** The desk's stock form: so many packs are added, or with a minus taken away. */
const addPacks = once(async ({ request, portal, viewer, now, organisationId }: StaffVisit) => {
  const packs = Number((await request.formData()).get("packs"));
  const done = await editSkuStock(portal, {
    cooperativeId: organisationId,
    userId: viewer.userId,
    skuId,
    channel: "shop",
    reason: packs < 0 ? "spoiled" : "packed",
    packs,
    now,
  });
  if (!done.ok) return data({ refused: done.refusal.code }, 409);
  return redirect(`/coop/${market.cooperativeSlug}/products?added=${packs}`, 303);
});

interface Form {
  readonly key?: string;
  readonly packs: number;
  readonly userId?: string;
  readonly path?: string;
}

function send({ key, packs, userId = staffId, path = "/coop/x/products" }: Form) {
  const url = new URL(`http://shop.test${path}`);
  const body = new URLSearchParams({ packs: String(packs), ...(key && { requestKey: key }) });
  const visit = {
    request: new Request(url, { method: "POST", body }),
    url,
    portal: { db },
    viewer: { userId, displayName: "", grants: [] },
    now: NOW,
    organisationId: market.cooperativeId,
  };
  return addPacks(visit as unknown as StaffVisit);
}

async function packs(): Promise<number> {
  const pool = await db.prisma.stockPool.findUniqueOrThrow({
    where: { skuId_channel: { skuId, channel: "shop" } },
  });
  return pool.onHand;
}

/** Status, and where to or what was said. */
function told(answer: unknown): unknown {
  if (answer instanceof Response) return [answer.status, answer.headers.get("location")];
  const { data: value, init } = answer as { data: unknown; init: ResponseInit };
  return [init.status, value];
}

describe("a desk form that is sent again", () => {
  it("has one effect, and the second sender is told what the first was", async () => {
    const before = await packs();
    const key = randomUUID();
    const first = await send({ key, packs: 10 });
    const second = await send({ key, packs: 10 });
    expect(told(second)).toEqual(told(first));
    expect(told(second)).toEqual([303, "/coop/yandixia-coop/products?added=10"]);
    expect(await packs()).toBe(before + 10);
  });

  it("has one effect however many sendings arrive at the same moment, and all are told the same", async () => {
    const before = await packs();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send({ key, packs: 7 })));
    expect(await packs()).toBe(before + 7);
    expect(answers.map(told)).toEqual(
      Array.from({ length: 20 }, () => [303, "/coop/yandixia-coop/products?added=7"]),
    );
  });

  it("is refused when it says something else under the same key, and gives back what was typed", async () => {
    const before = await packs();
    const key = randomUUID();
    await send({ key, packs: 3 });
    expect(told(await send({ key, packs: 4 }))).toEqual([
      409,
      { refused: "FormSentBefore", problems: {}, values: { packs: "4" } },
    ]);
    expect(told(await send({ key, packs: 3, path: "/coop/y/products" }))).toMatchObject([
      409,
      { refused: "FormSentBefore" },
    ]);
    expect(await packs()).toBe(before + 3);
  });

  it("may be corrected under its key after a refusal, which had no effect", async () => {
    const before = await packs();
    const key = randomUUID();
    expect(told(await send({ key, packs: -9999 }))).toEqual([409, { refused: "OutOfStock" }]);
    expect(told(await send({ key, packs: 2 }))).toMatchObject([303, expect.stringContaining("added=2")]);
    expect(await packs()).toBe(before + 2);
  });

  it("is another form in another person's hands, though the key be the same", async () => {
    const before = await packs();
    const key = randomUUID();
    await send({ key, packs: 5 });
    await send({ key, packs: 5, userId: otherId });
    expect(await packs()).toBe(before + 10);
  });

  it("shows the page as it stands when the first answer died with its process", async () => {
    const before = await packs();
    const key = randomUUID();
    await send({ key, packs: 6 });
    await db.pool.query("UPDATE request_key SET answer = NULL WHERE key = $1", [key]);
    expect(told(await send({ key, packs: 6, path: "/coop/x/products" }))).toEqual([303, "/coop/x/products"]);
    expect(await packs()).toBe(before + 6);
  });

  it("is worked as it comes when it carries no key, or one that is none", async () => {
    const before = await packs();
    for (const key of ["", "", "1", "1"]) await send({ key, packs: 1 });
    expect(await packs()).toBe(before + 4);
  });
});

describe("a request key", () => {
  it("is remembered longer than any browser keeps the form, and then forgotten", async () => {
    expect(RETENTION.requestKeys.kept.days).toBeGreaterThan(DRAFT_DAYS);
    await db.pool.query("DELETE FROM request_key");
    await send({ key: randomUUID(), packs: 1 });
    expect(await forgetKeys(db, keptSince(RETENTION.requestKeys, NOW))).toBe(0);
    expect(await forgetKeys(db, new Date(NOW.getTime() + 1))).toBe(1);
  });
});
