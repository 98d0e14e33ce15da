import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { shanghaiDay } from "~/kernel/clock";
import { addDays, readPeriod, startOfShanghaiDay } from "~/kernel/period";
import { salesFigures } from "~/modules/ordering/index.server";
import { refundedParts } from "~/modules/sharing/index.server";
import { type Db, openDb } from "~/platform/db/db.server";
import { viewCooperativeMoney } from "~/workflows/view-cooperative-money";
import { viewHostFigures } from "~/workflows/view-host-figures";
import { viewVillageFigures } from "~/workflows/view-village-figures";
import { useBrowser } from "../support/browser";
import { usePortal } from "../support/portal";
import { become } from "./demo-desk";

const DESK = "/coop/lengdixia-shucai";
const TODAY = shanghaiDay(new Date());
const PERIOD = readPeriod(new URLSearchParams({ from: addDays(TODAY, -59), by: "week" }), TODAY);
const WITHIN = { gte: startOfShanghaiDay(PERIOD.from), lt: startOfShanghaiDay(addDays(PERIOD.to, 1)) };

const OWN_KINDS = new Set(["growers", "packing", "freight", "cooperative"]);

/** Every leg of the sales that stand, less the part that refunds took of it. */
async function keptLegs(db: Db, where: { cooperativeId?: string; paidAt?: typeof WITHIN }) {
  const orders = await db.prisma.order.findMany({
    where: { state: { in: ["paid", "packed", "shipped", "delivered", "settled"] }, ...where },
    include: {
      lines: { orderBy: { position: "asc" }, include: { legs: { orderBy: { position: "asc" } } } },
    },
  });
  return orders.flatMap(({ lines, refundedFen, settledAt }) => {
    const legs = lines.flatMap((line) => line.legs.map((leg) => ({ ...leg, line })));
    const taken = refundedParts(
      legs.map((leg) => leg.fen),
      refundedFen,
    );
    return legs.map(({ kind, line: { hostId, villageId }, fen }, index) => ({
      kind,
      hostId,
      villageId,
      settled: settledAt !== null,
      fen: fen - (taken[index] ?? 0n),
    }));
  });
}

describe("figures of one's own", () => {
  const browser = useBrowser();
  const portal = usePortal();

  async function withDb<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const db = openDb({ url: portal.databaseUrl, maxConnections: 4, onIdleError: () => undefined });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  }
  const statusOf = async (page: Page, path: string) =>
    (await page.request.get(`${portal.origin}${path}`, { maxRedirects: 0 })).status();

  it("are what the orders and the ledger come to, for every cooperative, in three queries", async () => {
    await withDb(async (db) => {
      const cooperatives = await db.prisma.cooperative.findMany();
      expect(cooperatives.length).toBeGreaterThan(1);
      for (const { id, bookId } of cooperatives) {
        const asked = db.pool.queriesSent;
        const scope = { of: "cooperative", id } as const;
        const { total, pieces } = await salesFigures(db, { scope, period: PERIOD });
        const money = await viewCooperativeMoney(db, { cooperativeId: id, bookId });
        expect(db.pool.queriesSent - asked).toBe(3);

        const orders = await db.prisma.order.findMany({ where: { cooperativeId: id, paidAt: WITHIN } });
        const sum = (fens: readonly bigint[]) => fens.reduce((all, fen) => all + fen, 0n);
        expect(total.orders).toBe(orders.length);
        expect(total.salesFen).toBe(sum(orders.map((order) => order.totalFen)));
        expect(total.grams).toBe(sum(orders.map((order) => order.grams)));
        expect(total.salesFen).toBe(sum(pieces.map((piece) => piece.salesFen)));
        const refunds = await db.prisma.refund.findMany({
          where: { state: "succeeded", finishedAt: WITHIN },
        });
        const own = await db.prisma.order.findMany({ where: { cooperativeId: id }, select: { id: true } });
        const ids = new Set(own.map((order) => order.id));
        const gone = refunds.filter((refund) => ids.has(refund.orderId));
        expect(total.refundedFen).toBe(sum(gone.map((refund) => refund.amountFen)));

        // What no screen asks: the cooperative's legs of all its sales that stand, less what went back.
        const kept = await keptLegs(db, { cooperativeId: id });
        const due = (settled: boolean) =>
          sum(kept.filter((leg) => leg.settled === settled && OWN_KINDS.has(leg.kind)).map(({ fen }) => fen));
        expect(money.pendingFen).toBe(due(false));
        expect(money.settledFen).toBe(due(true));
      }
    });
  });

  it("are, for a host, those of her own links alone", async () => {
    await withDb(async (db) => {
      for (const { id: hostId } of await db.prisma.host.findMany()) {
        const figures = await viewHostFigures(db, { hostId, period: PERIOD, locale: "zh-CN" });
        const lines = await db.prisma.orderLine.findMany({
          where: { hostId, order: { paidAt: WITHIN } },
          select: { orderId: true },
        });
        const kept = await keptLegs(db, { paidAt: WITHIN });
        const own = kept.filter((leg) => leg.kind === "host" && leg.hostId === hostId);
        const of = (settled: boolean) =>
          own.filter((leg) => leg.settled === settled).reduce((all, leg) => all + leg.fen, 0n);
        expect(figures.earnedFen).toBe(of(true));
        expect(figures.pendingFen).toBe(of(false));
        expect(figures.sales.total.orders).toBe(new Set(lines.map((line) => line.orderId)).size);
        expect(figures.links.reduce((sum, link) => sum + link.salesFen, 0n)).toBe(
          figures.sales.total.salesFen,
        );
      }
    });
  });

  it("are, for a village, what its goods brought and what of it is its collective's", async () => {
    await withDb(async (db) => {
      const kept = await keptLegs(db, {});
      for (const { villageId, bookId } of await db.prisma.collective.findMany()) {
        const figures = await viewVillageFigures(db, { villageId, bookId, period: PERIOD });
        const own = kept.filter((leg) => leg.kind === "collective" && leg.villageId === villageId);
        const of = (settled: boolean) =>
          own.filter((leg) => leg.settled === settled).reduce((all, leg) => all + leg.fen, 0n);
        expect(figures.settledFen).toBe(of(true));
        expect(figures.pendingFen).toBe(of(false));
        const lines = await db.prisma.orderLine.findMany({ where: { villageId, order: { paidAt: WITHIN } } });
        expect(figures.sales.total.salesFen).toBe(
          lines.reduce((all, line) => all + line.goodsFen + line.freightFen, 0n),
        );
      }
    });
  });

  it("wait for the collective's accountant where the demo leads her, to take away as tables", async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "闫桂芳");
    // She keeps her cooperative's books too; the demo links to both.
    await page.goto(`${portal.origin}/demo`);
    await page.locator('a[href="/books/lengdixia/overview"]').click();
    await page.waitForURL(/\/books\/lengdixia\/overview$/);
    await page.getByRole("heading", { level: 1, name: "经营和入账" }).waitFor();
    const shares = page.getByRole("figure", { name: "入账的分成" });
    await shares.getByText("看数字").click();
    expect(await shares.getByRole("row").count()).toBeGreaterThan(10);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const csv = async (of: string) => {
      const answer = await page.request.get(`${portal.origin}/books/lengdixia/overview.csv?of=${of}`);
      return (await answer.text()).split("\r\n")[0]?.slice(1);
    };
    expect(await csv("sales")).toBe("起始日,付款订单,重量（公斤）,货款和运费（元）");
    expect(await csv("shares")).toBe("起始日,入账的分成（元）");
    expect(await csv("due")).toBe("售后期截止,付款订单,待结算（元）");
    const secretary = await browser.newPhone();
    await become(secretary, portal.origin, "林致远");
    await secretary.goto(`${portal.origin}/demo`);
    await secretary.locator('a[href="/books/shouzhang/overview"]').click();
    await secretary.waitForURL(/\/books\/shouzhang\/overview$/);
    expect(await statusOf(secretary, "/books/lengdixia/overview")).toBe(403);
  });

  it("meet the chairwoman in the morning: what is to do, then how it goes, by the week, to take away as a table", async () => {
    const page = await browser.newPhone();
    await become(page, portal.origin, "杜晓燕");
    await page.goto(`${portal.origin}${DESK}`);
    await page.getByRole("heading", { level: 1, name: "今天要做的" }).waitFor();
    await page.getByRole("link", { name: "看总览" }).click();
    await page.getByRole("heading", { level: 1, name: "经营总览" }).waitFor();
    await page.getByRole("link", { name: "90 天" }).click();
    await page.waitForURL(/by=week/);
    const chart = page.getByRole("figure", { name: "货款和运费" });
    await chart.getByRole("img", { name: /最高的是.*起的一周/ }).waitFor();
    await chart.getByText("看数字").click();
    expect(await chart.getByRole("row").count()).toBeGreaterThan(10);
    const csv = await page.request.get(`${portal.origin}${DESK}/overview.csv${new URL(page.url()).search}`);
    expect(csv.headers()["content-type"]).toBe("text/csv; charset=utf-8");
    expect((await csv.text()).split("\r\n")[0]).toBe(
      "\uFEFF起始日,付款订单,重量（公斤）,货款和运费（元）,退款（元）",
    );
    const packs = await page.request.get(`${portal.origin}${DESK}/overview.csv?of=packs`);
    expect((await packs.text()).split("\r\n")[0]).toBe(
      "\uFEFF商品,规格,商城可卖（份）,直播可卖（份）,等付款（份）,留给预订（份）",
    );
    const store = page.getByRole("figure", { name: "各批次剩下的货" });
    await store.getByRole("img", { name: /最多的是/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  it("are nobody else's: not a host's, not a buyer's, not another cooperative's", async () => {
    const nobody = await browser.newPhone();
    for (const path of ["/host", `${DESK}/overview`, `${DESK}/overview.csv`]) {
      expect(await statusOf(nobody, path), path).toBe(401);
    }
    const host = await browser.newPhone();
    await become(host, portal.origin, "秦小满");
    expect(await statusOf(host, `${DESK}/overview`)).toBe(403);
    expect(await statusOf(host, `${DESK}/overview.csv`)).toBe(403);
    await host.goto(`${portal.origin}/host`);
    await host.getByRole("heading", { level: 1, name: "我的带货" }).waitFor();
    await host.locator("header").getByText("秦小满").waitFor();
    const staff = await browser.newPhone();
    await become(staff, portal.origin, "杜晓燕");
    expect(await statusOf(staff, "/host")).toBe(403);
    expect(await statusOf(staff, `${DESK}/overview`)).toBe(200);
  });
});
