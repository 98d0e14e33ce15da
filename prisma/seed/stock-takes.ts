import { invariant } from "~/kernel/invariant";
import { linesOfCount, lookOf } from "~/modules/catalog/index.server";
import { enterCount } from "~/workflows/enter-count";
import { openCount } from "~/workflows/open-count";
import { postCount } from "~/workflows/post-count";
import type { Today } from "./history";
import { must } from "./must";
import type { Stage } from "./stage";

interface StockTake {
  /** in days from today */
  readonly day: number;
  /** packs of a listing by their position, and how many more or fewer lie there than should */
  readonly lines: readonly (readonly [slug: string, pack: number, difference: bigint])[];
  readonly posted: boolean;
}

const VILLAGE = "lengdixia";
const GARLIC = "lengdixia-suanmiao";
const MILK = "longzhou-yangnai";

/** Three days ago two bundles were missing; today somebody has begun and was called away. */
const STOCK_TAKES: readonly StockTake[] = [
  {
    day: -3,
    lines: [
      [GARLIC, 0, 0n],
      [GARLIC, 1, 0n],
      [GARLIC, 2, -2n],
      [MILK, 0, 0n],
    ],
    posted: true,
  },
  { day: 0, lines: [[GARLIC, 2, 0n]], posted: false },
];

/** The stock-takes of a morning, before the shop opens. */
export async function countShelves(stage: Stage, { fromToday }: Today, now: Date): Promise<void> {
  for (const stockTake of STOCK_TAKES) if (stockTake.day === fromToday) await count(stage, stockTake, now);
}

async function count(stage: Stage, { lines, posted }: StockTake, now: Date): Promise<void> {
  const { cooperativeId } = stage.places[VILLAGE];
  const act = { cooperativeId, userId: stage.cast.staffOf[VILLAGE], now };
  const countId = must(await openCount(stage, act), "a stock-take");
  for (const [slug, pack, difference] of lines) {
    const subjectId = stage.skuId(slug, pack);
    const entry = { ...act, countId, kind: "sku", subjectId } as const;
    // What should lie there is only known once something is written down; then the right figure is.
    must(await enterCount(stage, { ...entry, counted: 0n }), "a count");
    const line = (await linesOfCount(stage.db, countId)).find((each) => each.subjectId === subjectId);
    invariant(line, "what was counted is on the list");
    must(await enterCount(stage, { ...entry, counted: line.expected + difference }), "a count");
  }
  if (!posted) return;
  const look = lookOf(await linesOfCount(stage.db, countId));
  must(await postCount(stage, { ...act, countId, look }), "posting a stock-take");
}
