import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { PageTerms } from "~/http/server/page-server";
import { cryptoRandom, newNumber } from "~/kernel/ids";
import { DUTIES_AT, type Role } from "~/modules/identity/duties";
import { createSession, createUser, grantRole } from "~/modules/identity/index.server";
import { insertLead } from "~/modules/wholesale/index.server";
import { silentLog } from "~/platform/log/log.server";
import { regions } from "~/platform/regions.server";
import { deliverOrder } from "~/workflows/deliver-order";
import { keepHousehold } from "~/workflows/keep-household";
import { openClaim } from "~/workflows/open-claim";
import { packOrder } from "~/workflows/pack-order";
import { revealContact } from "~/workflows/reveal-contact";
import { shipOrder } from "~/workflows/ship-order";
import { fixedClock } from "../support/clock";
import { type Market, makeListing, makeMarket, words } from "../support/market";
import { MORNING, saleGround, value } from "../workflows/sale-ground";

/**
 * What a cooperative's desk sends to the browser, read as bytes: every loader of every page, by every duty, with orders in
 * each state, a request and a household. Nobody is called by name, number or street before somebody said what for.
 */

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
const modules = import.meta.glob<{ readonly loader?: Loader }>("../../app/routes/coop/**/*.{ts,tsx}");

const BUYER = { recipient: "欧阳若兰", phone: "13812340987", street: "青年路 88 号梅园 3 栋" };
const CALLER = { contact: "司徒建国", phone: "13987650123" };
const GROWER_PHONE = "13700112233";
/** A member of staff and a grower, whom those outside of the cooperative know by a mask. */
const INSIDE = ["上官婉儿", "诸葛秀兰"];
const MARKS = [...Object.values(BUYER), ...Object.values(CALLER), GROWER_PHONE];

const ground = saleGround();
const secrets = ["s".repeat(48)] as const;
let market: Market;
let staffId: string;
const numbers: string[] = ["1"];
const cookies = new Map<string, string>();

beforeAll(async () => {
  const skuId = await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    ({ userId: staffId } = await createUser(tx, { displayName: "上官婉儿", phone: null, now: MORNING }));
    return (await makeListing(tx, market, { slug: "garlic", packs: 50 })).skuIds[0] ?? "";
  });
  await orders(skuId);
  await lead();
  const form = { name: "诸葛秀兰", phone: GROWER_PHONE, member: true, demonstration: false };
  const desk = { cooperativeId: market.cooperativeId, userId: staffId, now: ground.clock.now };
  value(await keepHousehold(ground.deps(), { ...desk, householdId: null, form }));
  for (const role of DUTIES_AT.cooperative) cookies.set(role, await signIn(role, market.cooperativeId));
  cookies.set("operator", await signIn("operator", null));
}, 60_000);

/** One order that waits, one that is packed, one on its way and one that arrived and was claimed. */
async function orders(skuId: string) {
  const act = { cooperativeId: market.cooperativeId, userId: staffId };
  for (const steps of [0, 1, 2, 3]) {
    const form = { ...BUYER, note: `到了打 ${BUYER.phone}` };
    const wish = { lines: [{ skuId, packs: 1 }], shownTotalFen: 6790n, form };
    const { id: orderId, number } = await ground.onlySale(await ground.buy(wish));
    numbers.push(number);
    const step = { ...act, orderId, now: ground.clock.now };
    if (steps > 0) value(await packOrder(ground.deps(), step));
    if (steps > 1) value(await shipOrder(ground.deps(), { ...step, carrier: "SF", waybill: "SF1" }));
    if (steps > 2) value(await deliverOrder(ground.deps(), step));
    if (steps > 2) await claim(orderId);
  }
}

/** What the buyer writes may tell how to reach him. */
async function claim(orderId: string) {
  const { id: lineId } = await ground.db().prisma.orderLine.findFirstOrThrow({ where: { orderId } });
  const bad = { affected: { of: "packs", packs: 1 }, reason: "crushed" } as const;
  const words = `都压烂了，打我 ${BUYER.phone}`;
  value(
    await openClaim(ground.deps(), { ...bad, orderId, lineId, words, userId: null, now: ground.clock.now }),
  );
}

async function lead() {
  const number = newNumber("lead", cryptoRandom);
  numbers.push(number);
  await insertLead(ground.db(), {
    number,
    token: number,
    cooperativeId: market.cooperativeId,
    offerId: null,
    ...CALLER,
    variety: "蒜苗",
    grade: "",
    grams: 5_000_000n,
    neededFrom: "2026-12-01",
    neededUntil: "2026-12-20",
    regionCode: "440000",
    region: words("广东省"),
    company: "司徒建国商行",
    heardFrom: "live" as const,
    note: `请打 ${CALLER.phone}`,
    source: null,
    now: ground.clock.now,
  });
}

async function signIn(role: Role, organisationId: string | null): Promise<string> {
  const db = ground.db();
  const userId =
    role === "packer"
      ? staffId
      : (await createUser(db, { displayName: role, phone: null, now: MORNING })).userId;
  value(await grantRole(db, { userId, role, organisationId, now: MORNING, validUntil: null }));
  const now = ground.clock.now;
  const { token } = await createSession(db, { userId, userAgent: "test", now, random: cryptoRandom });
  return `session=${token}`;
}

/** All that one loader answers to one visitor, as text; empty where he may not come in or nothing is there. */
async function bytes(loader: Loader, cookie: string, number: string, query: string): Promise<string> {
  const portal = {
    db: ground.db(),
    clock: fixedClock(ground.clock.now),
    log: silentLog,
    regions,
    stopping: new AbortController().signal,
    publicOrigin: "http://shop.test",
    sessionSecrets: secrets,
    // A workbook is packed; what goes into it is read here instead.
    sheets: { write: async (sheets: unknown) => Buffer.from(asText(sheets)) },
    realtime: { subscribe: () => () => undefined, publish: async () => undefined, listening: true },
  };
  const params = { slug: market.cooperativeSlug, number, code: number, id: number };
  const request = new Request(`http://shop.test/coop/${market.cooperativeSlug}${query}`, {
    headers: { cookie },
  });
  const context = { portal, locale: "zh-CN", requestId: "test", terms: new PageTerms() };
  try {
    const answer = await loader({ request, params, context } as unknown as LoaderFunctionArgs);
    if (answer instanceof Response) return answer.body && !isStream(answer) ? await answer.text() : "";
    return asText(answer);
  } catch (thrown) {
    if (thrown instanceof Response) return "";
    throw thrown;
  }
}
const asText = (answer: unknown) =>
  JSON.stringify(answer, (_, part) => (typeof part === "bigint" ? String(part) : part));
const isStream = (answer: Response) => answer.headers.get("content-type")?.includes("event-stream") ?? false;

/** By page and duty what was found of `MARKS`, and everything that was read. */
async function walk(
  duties: readonly string[] = [...cookies.keys()],
): Promise<{ readonly found: string[]; readonly read: string }> {
  const found: string[] = [];
  let read = "";
  for (const [file, load] of Object.entries(modules)) {
    const { loader } = await load();
    if (!loader) continue;
    for (const duty of duties) {
      const cookie = cookies.get(duty) ?? "";
      for (const number of file.match(/\/(order|lead|household)\.tsx$/) ? numbers : ["1"]) {
        for (const query of file.endsWith("/orders.tsx") ? TABS : [""]) {
          const text = await bytes(loader, cookie, number, query);
          read += text;
          for (const mark of MARKS) if (text.includes(mark)) found.push(`${file} to ${duty}: ${mark}`);
        }
      }
    }
  }
  return { found, read };
}
const TABS = ["?state=paid", "?state=packed", "?state=shipped", "?state=delivered"];

describe("what a desk sends to who has no duty at it", () => {
  it("names neither its households nor its own people to the operator, on any page", async () => {
    const { read } = await walk(["operator"]);
    for (const mark of INSIDE) expect(read, mark).not.toContain(mark);
    for (const masked of ["诸**", "上**"]) expect(read).toContain(masked);
  }, 60_000);

  it("names them to those who work there", async () => {
    const { read } = await walk(["coopManager"]);
    for (const mark of INSIDE) expect(read, mark).toContain(mark);
  }, 60_000);
});

describe("what a desk sends before anybody said what for", () => {
  it("names no buyer, no caller and no grower's telephone to any duty on any page", async () => {
    const { found, read } = await walk();
    expect(found).toEqual([]);
    for (const masked of ["欧**", "138****0987", "139****0123", "137****2233"])
      expect(read).toContain(masked);
  }, 60_000);

  it("shows one order to the one who looked, and nobody else's page changes", async () => {
    const number = numbers[2] ?? "";
    const look = { userId: staffId, role: "packer", organisationId: market.cooperativeId } as const;
    const subject = { kind: "order", id: number } as const;
    value(
      await revealContact(
        { db: ground.db(), sessionSecrets: secrets },
        { ...look, subject, purpose: "shipping", words: "", now: ground.clock.now },
      ),
    );
    const { found } = await walk();
    const pages = [...new Set(found.map((each) => each.replace(/^.*\/coop\//, "").replace(/:.*/, "")))];
    expect(pages).toEqual(["order.tsx to packer", "orders.tsx to packer"]);
  }, 60_000);
});
