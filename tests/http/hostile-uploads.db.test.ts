import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cryptoRandom } from "~/kernel/ids";
import { createSession, createUser, grantRole } from "~/modules/identity/index.server";
import { hostileSheets } from "../platform/sheets/hostile-sheets";
import { type Hostile, hostilePhotos } from "../support/hostile-photos";
import { picture } from "../support/images";
import { accepted, type Market, makeListing, makeMarket } from "../support/market";
import { type ServedPortal, servePortal } from "../support/served-portal";

const NOW = new Date("2026-03-02T02:00:00Z");
const LISTINGS = 8;
/** All that a process may hold more than before while strangers send it hundreds of files. */
const MOST_MORE_BYTES = 500_000_000;

let served: ServedPortal;
let market: Market;
let cookie: string;
const products: string[] = [];

beforeAll(async () => {
  served = await servePortal(NOW);
  const { db } = served.portal;
  market = await makeMarket(db);
  for (let number = 0; number < LISTINGS; number += 1) {
    products.push((await makeListing(db, market, { slug: `listing-${number}` })).productId);
  }
  const { userId } = await createUser(db, { displayName: "雷小宁", phone: null, now: NOW });
  const duty = { role: "coopManager", organisationId: market.cooperativeId } as const;
  accepted(await grantRole(db, { ...duty, userId, now: NOW, validUntil: null }));
  cookie = `session=${(await createSession(db, { userId, userAgent: "test", now: NOW, random: cryptoRandom })).token}`;
}, 60_000);
afterAll(() => served.close());

interface Answered {
  readonly status: number;
  readonly refused: string | null;
  readonly retryAfter: string | null;
}

async function send(productId: string, bytes: Uint8Array): Promise<Answered> {
  const form = new FormData();
  form.append("photo", new File([new Uint8Array(bytes)], "photo.jpg", { type: "image/jpeg" }));
  const to = `${served.origin}/coop/${market.cooperativeSlug}/products/${productId}/photos/upload`;
  const headers = { cookie, accept: "application/json" };
  const answer = await fetch(to, { method: "POST", body: form, headers, redirect: "manual" });
  const { refused = null } = (await answer.json()) as { readonly refused?: string | null };
  return { status: answer.status, refused, retryAfter: answer.headers.get("retry-after") };
}

const product = (number: number) => products[number % LISTINGS] ?? "";
const photosOf = (productId: string) => served.portal.db.prisma.productImage.count({ where: { productId } });

describe("two hundred hostile photographs over HTTP", () => {
  it("are each answered in words or taken in clean, in bounded memory, and leave the portal as it was", async () => {
    const files = await hostilePhotos();
    const { prisma } = served.portal.db;
    const before = process.memoryUsage().rss;
    let most = before;
    const wrong: string[] = [];
    const judge = ({ name, must }: Hostile, { status, refused }: Answered) => {
      most = Math.max(most, process.memoryUsage().rss);
      const isTaken = status === 201 && refused === null;
      const isRefused = status === 422 && refused !== null;
      if (!isTaken && !isRefused) wrong.push(`${name}: ${status} ${refused}`);
      if (must === "refused" && isTaken) wrong.push(`${name} was taken in`);
      if (must === "clean" && !isTaken) wrong.push(`${name}: ${refused}`);
    };
    for (let from = 0; from < files.length; from += LISTINGS) {
      const eight = files.slice(from, from + LISTINGS);
      const answers = await Promise.all(eight.map(({ bytes }, at) => send(product(at), bytes)));
      for (const [at, file] of eight.entries()) {
        const answer = answers[at];
        if (answer) judge(file, answer);
      }
      // Each listing takes nine; what was taken in makes room for the next.
      await prisma.productImage.deleteMany({ where: { productId: { in: products } } });
    }
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(200);
    expect(most - before).toBeLessThan(MOST_MORE_BYTES);
    expect(served.faults).toEqual([]);
    expect((await send(product(0), await picture(400, 300, "jpeg"))).status).toBe(201);
    await prisma.productImage.deleteMany({ where: { productId: { in: products } } });
  }, 180_000);
});

describe("sixty photographs at the same moment", () => {
  it("are taken in, or sent back with a time to come again, and in the end none is lost", async () => {
    const made = Array.from({ length: 60 }, (_, at) => picture(200 + at, 200, "jpeg"));
    let left = (await Promise.all(made)).map((bytes, at) => ({ bytes, productId: product(at) }));
    const rounds: number[] = [];
    while (left.length > 0) {
      expect(rounds.length).toBeLessThan(10);
      rounds.push(left.length);
      const answers = await Promise.all(left.map(({ bytes, productId }) => send(productId, bytes)));
      for (const { status, refused, retryAfter } of answers.filter(({ status }) => status !== 201)) {
        expect([status, refused, retryAfter]).toEqual([503, "UploadsBusy", "20"]);
      }
      left = left.filter((_, at) => answers[at]?.status !== 201);
    }
    const counts = await Promise.all(products.map(photosOf));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(served.faults).toEqual([]);
  }, 120_000);
});

describe("hostile sheets over HTTP", () => {
  it("are refused in words, each within seconds, and nothing of them is kept", async () => {
    const to = `${served.origin}/coop/${market.cooperativeSlug}/products/import`;
    const wrong: string[] = [];
    for (const { name, bytes, must } of hostileSheets()) {
      const form = new FormData();
      form.append("sheet", new File([new Uint8Array(bytes)], "sheet.xlsx"));
      const started = performance.now();
      const answer = await fetch(to, { method: "POST", body: form, headers: { cookie }, redirect: "manual" });
      await answer.body?.cancel();
      const isRight = must === "refused" ? answer.status === 422 : answer.status === 303;
      if (!isRight) wrong.push(`${name}: ${answer.status}`);
      if (performance.now() - started > 25_000) wrong.push(`${name} took too long`);
    }
    expect(wrong).toEqual([]);
    expect(served.faults).toEqual([]);
  }, 180_000);
});
