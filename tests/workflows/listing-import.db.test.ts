import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskListing, findImport, sheetGround } from "~/modules/catalog/index.server";
import type { SheetCell, SheetColumn } from "~/modules/catalog/sheet/columns";
import { createUser } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { sheetLanguages } from "~/routes/coop/sheet-words.server";
import { applyImport } from "~/workflows/apply-listing-import";
import { checkImport, recheckImport } from "~/workflows/check-listing-import";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { accepted, type Market, makeListing, makeMarket, openTestDb } from "../support/market";

const now = new Date("2026-03-02T02:00:00Z");
let ticks = 0;
const later = () => {
  ticks += 1;
  return new Date(now.getTime() + ticks * 1000);
};

let db: Db;
let close: () => Promise<void>;
let market: Market;
let userId: string;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db, "sheets");
  ({ userId } = await createUser(db, { displayName: "雷小宁", phone: null, now }));
});
afterAll(() => close());

const languagesOf = async (cooperativeId: string) =>
  sheetLanguages("zh-CN", await sheetGround(db, cooperativeId));
const deps = (to: Db = db) => ({ db: to, toTraditional: (text: string) => `${text}（繁）` });

/** A table of these columns; headings are taken by their keys' words. */
function table(rows: readonly Readonly<Partial<Record<SheetColumn, SheetCell>>>[]) {
  const [{ headings }] = sheetLanguages("zh-CN", { categories: [], freightTemplates: [], sharePlans: [] });
  const columns = [...new Set(rows.flatMap((cells) => Object.keys(cells) as SheetColumn[]))];
  return [
    columns.map((column) => headings[column]),
    ...rows.map((cells) => columns.map((c) => cells[c] ?? null)),
  ];
}

const check = async (rows: Parameters<typeof table>[0], to: Db = db) =>
  checkImport(
    { db: to },
    {
      cooperativeId: market.cooperativeId,
      fileName: "八月.xlsx",
      file: Buffer.from("file"),
      userId,
      table: table(rows),
      languages: await languagesOf(market.cooperativeId),
      now: later(),
    },
  );

const apply = async (importId: string, cooperativeId = market.cooperativeId, to: Db = db) =>
  applyImport(deps(to), {
    cooperativeId,
    importId,
    languages: await languagesOf(cooperativeId),
    userId,
    now: later(),
    reason: "Excel 导入 八月.xlsx",
  });

/** A database that counts what it is asked. */
function counting(): { readonly to: Db; statements(): number } {
  let sent = 0;
  const pool = db.pool;
  const query = pool.query.bind(pool);
  const to: Db = {
    ...db,
    transaction: async (work) => {
      const counted = pool as { query: typeof pool.query };
      counted.query = ((...asked: Parameters<typeof query>) => {
        sent += 1;
        return query(...asked);
      }) as typeof pool.query;
      try {
        return await db.transaction(work);
      } finally {
        counted.query = query;
      }
    },
  };
  return { to, statements: () => sent };
}

const NEW = { template: "水果", category: "蔬菜", packName: "5斤装", weight: "2500", price: "69.9" };

describe("an import", () => {
  it("changes nothing when it is looked at, and then exactly what was shown, once", async () => {
    const { productId, skuIds } = await makeListing(db, market, { slug: "suanmiao" });
    const [pack = ""] = skuIds;
    const id = accepted(
      await check([
        { pack, price: "88", sentence: "今早现拔" },
        { name: "新葡萄", ...NEW },
        { pack: "nobody", price: "1" },
      ]),
    );
    const shown = await findImport(db, market.cooperativeId, id);
    expect(shown?.shown.map(({ number, kind }) => [number, kind])).toEqual([
      [2, "change"],
      [3, "create"],
      [4, "bad"],
    ]);
    expect((await deskListing(db, productId))?.draft.packs[0]?.priceFen).toBe(5990n);

    expect(accepted(await apply(id))).toEqual({ created: 1, changed: 1 });
    const changed = await deskListing(db, productId);
    expect(changed?.draft.packs[0]?.priceFen).toBe(8800n);
    // On sale: what has to be looked at waits as a version to come.
    expect(changed?.draft.sentence.zh).toBe("早上现拔");
    expect(changed?.revision).toMatchObject({ state: "editing", draft: { sentence: { zh: "今早现拔" } } });
    const made = await db.prisma.product.findFirstOrThrow({ where: { slug: "xinputao" } });
    expect(made).toMatchObject({ state: "draft", template: "fruit", name: { "zh-TW": "新葡萄（繁）" } });

    expect(await apply(id)).toMatchObject({ refusal: { code: "ImportApplied" } });
    const entries = await db.prisma.auditEntry.findMany({ where: { reason: "Excel 导入 八月.xlsx" } });
    expect(entries.map(({ act }) => act).toSorted()).toEqual([
      "product.created",
      "product.saved",
      "sku.priceSet",
    ]);
    const history = await db.prisma.skuPrice.findMany({ where: { skuId: pack }, orderBy: { setAt: "desc" } });
    expect(history[0]).toMatchObject({
      priceFen: 8800n,
      reason: "Excel 导入 八月.xlsx",
      setByUserId: userId,
    });
  });

  it("is refused whole when somebody changed one of its listings since, and names the rows", async () => {
    const { skuIds } = await makeListing(db, market, { slug: "a" });
    const { skuIds: others, productId } = await makeListing(db, market, { slug: "b" });
    const [one = "", other = ""] = [skuIds[0], others[0]];
    const id = accepted(
      await check([
        { pack: one, price: "70" },
        { pack: other, price: "71" },
      ]),
    );
    const { cooperativeId } = market;
    const priceFen = 8000n;
    accepted(await editSkuPrice({ db }, { skuId: other, cooperativeId, priceFen, userId, now: later() }));
    expect(await apply(id)).toMatchObject({ refusal: { code: "ImportOutdated", rows: [3] } });
    expect((await deskListing(db, productId))?.draft.packs[0]?.priceFen).toBe(8000n);

    const again = accepted(
      await recheckImport(
        { db },
        { cooperativeId, importId: id, languages: await languagesOf(cooperativeId), userId, now: later() },
      ),
    );
    expect(accepted(await apply(again))).toEqual({ created: 0, changed: 2 });
    expect((await deskListing(db, productId))?.draft.packs[0]?.priceFen).toBe(7100n);
  });

  it("is applied once by two who press at the same moment", async () => {
    const { skuIds } = await makeListing(db, market, { slug: "c" });
    const id = accepted(await check([{ pack: skuIds[0] ?? "", price: "75" }]));
    const done = await Promise.all([apply(id), apply(id)]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.prisma.skuPrice.count({ where: { skuId: skuIds[0] ?? "" } })).toBe(2);
  });

  it("finds nothing of another cooperative's, neither listings nor imports", async () => {
    const foreign = await makeMarket(db, "elsewhere", 1);
    const { skuIds } = await makeListing(db, foreign, { slug: "theirs" });
    const id = accepted(await check([{ pack: skuIds[0] ?? "", price: "75" }]));
    const found = await findImport(db, market.cooperativeId, id);
    expect(found?.shown[0]?.problems[0]).toMatchObject({ problem: "packUnknown" });
    expect(await findImport(db, foreign.cooperativeId, id)).toBeUndefined();
    expect(await apply(id, foreign.cooperativeId)).toMatchObject({ refusal: { code: "ImportNotFound" } });
    expect(await apply(id)).toMatchObject({ refusal: { code: "ImportChangesNothing" } });
  });

  it("asks the database no more often for five hundred listings than for five", async () => {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...NEW, name: `橙${from + at}` }));
    const run = async (from: number, count: number) => {
      const { to, statements } = counting();
      const id = accepted(await check(rows(from, count), to));
      accepted(await apply(id, market.cooperativeId, to));
      const created = await db.prisma.sku.findMany({
        where: { product: { slug: { startsWith: "cheng" } } },
        select: { id: true },
      });
      const dearer = created.map(({ id: pack }) => ({ pack, price: "77", sentence: `甜${from}` }));
      const change = accepted(await check(dearer, to));
      accepted(await apply(change, market.cooperativeId, to));
      return statements();
    };
    const few = await run(0, 5);
    const many = await run(1_000, 500);
    // Prisma sends a large insert in a few pieces.
    expect(many).toBeLessThan(few + 10);
    expect(many).toBeLessThan(70);
  }, 60_000);

  it("is never rewritten, applied twice or forgotten once applied, whoever writes to the database", async () => {
    const { skuIds } = await makeListing(db, market, { slug: "d" });
    const id = accepted(await check([{ pack: skuIds[0] ?? "", price: "75" }]));
    const attack = (sql: string) => db.pool.query(sql, [id]);
    await expect(attack("UPDATE listing_import SET shown = '[]' WHERE id = $1")).rejects.toThrow(
      "not rewritten",
    );
    accepted(await apply(id));
    await expect(attack("UPDATE listing_import SET applied_at = now() WHERE id = $1")).rejects.toThrow(
      "once",
    );
    await expect(attack("DELETE FROM listing_import WHERE id = $1")).rejects.toThrow("history");
  });
});
