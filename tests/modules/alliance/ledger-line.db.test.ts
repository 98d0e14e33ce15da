import { beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { ledgerLines, ledgerPageOfLine, publicLinesOfOrder } from "~/modules/alliance/index.server";
import { type Market, makeListing, makeMarket } from "../../support/market";
import { saleGround } from "../../workflows/sale-ground";

const ONE_PACK = 5990n + 800n;
const MONTH = "2026-11";
const LINES_A_PAGE = 2;

const ground = saleGround();
let market: Market;
let skuId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    const { skuIds } = await makeListing(tx, market, { slug: "garlic", packs: 50 });
    skuId = skuIds[0] ?? "";
  });
});

const wish = () => ({ lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK });
const linesOf = (orderId: string) => publicLinesOfOrder(ground.db(), { orderId, locale: "zh-CN" });
const inMonth = () => ({ villageId: market.villageId, bookId: market.collectiveBook, month: MONTH });
const pageAfter = (after: string | undefined) =>
  ledgerLines(ground.db(), { ...inMonth(), locale: "zh-CN", after, limit: LINES_A_PAGE });
const pageOf = (ref: string, month = MONTH) =>
  ledgerPageOfLine(ground.db(), { ...inMonth(), month, ref, limit: LINES_A_PAGE });

describe("the way from an order to its line in the public ledger", () => {
  it("does not exist before the order is paid, because the line does not", async () => {
    const sale = await ground.onlySale(await ground.place(wish()));
    expect(await linesOf(sale.id)).toEqual([]);
  });

  it("leads every line to the page on which it stands, and to no other", async () => {
    const refs: string[] = [];
    for (let sale = 0; sale < 5; sale += 1) {
      ground.pass(MINUTE_MS);
      const { id } = await ground.onlySale(await ground.buy(wish()));
      const [line, ...more] = await linesOf(id);
      expect(more).toEqual([]);
      expect(line).toMatchObject({ month: MONTH, productName: "高山蒜苗" });
      refs.push(line?.ref ?? "");
    }
    expect(await pageOf(refs[4] ?? "")).toBeUndefined();
    expect(await pageOf(refs[3] ?? "")).toBeUndefined();
    for (const ref of refs) {
      const { lines } = await pageAfter(await pageOf(ref));
      expect(lines.map((line) => line.ref)).toContain(ref);
    }
    // The pages are those that somebody gets who turns them one by one.
    const { next } = await pageAfter(undefined);
    expect(await pageOf(refs[2] ?? "")).toBe(next);
    expect(await pageOf(refs[1] ?? "")).toBe(next);
  });

  it("begins with the first page for a line that the month does not have, and for what is no line", async () => {
    const { lines } = await pageAfter(await pageOf("000000000000"));
    expect(lines[0]?.ref).toBe((await pageAfter(undefined)).lines[0]?.ref);
    expect(await pageOf(lines[0]?.ref ?? "", "2026-10")).toBeUndefined();
    expect(await pageOf("' OR true --")).toBeUndefined();
  });
});
