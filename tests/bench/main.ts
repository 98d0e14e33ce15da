import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { openDb } from "~/platform/db/db.server";
import { type BenchMarket, makeBenchMarket } from "./bench-market";
import { type BenchRow, HEADING, line, machine } from "./figures";
import { benchJourneys } from "./journey-bench";
import { openOrderBenches } from "./order-benches";
import { benchCached, benchUncached, CACHED_PAGES } from "./page-benches";
import { type Load, startLoad, stopEverything } from "./processes";
import { countQueries } from "./query-counts";
import { benchSheets } from "./sheet-bench";
import { benchUploads } from "./upload-bench";

interface Ground {
  readonly databaseUrl: string;
  readonly market: BenchMarket;
  readonly load: Load;
}

type Bench = (ground: Ground) => Promise<readonly BenchRow[]>;

/** In this order: the journeys come before the other orders, because they count what they have left. */
const BENCHES: readonly (readonly [string, Bench])[] = [
  ["queries", ({ databaseUrl, market }) => countQueries(databaseUrl, market)],
  ...CACHED_PAGES.map((page): [string, Bench] => [
    page.id,
    async ({ databaseUrl, load }) => [await benchCached(databaseUrl, load, page)],
  ]),
  ["page.list.uncached", ({ databaseUrl, load }) => benchUncached(databaseUrl, load)],
  ["journey.checkout", ({ databaseUrl, load, market }) => benchJourneys(databaseUrl, load, market)],
  ["order.place.distinct", withOrders(async (benches) => [await benches.placeDistinct()])],
  ["order.place.hot", withOrders(async (benches) => [await benches.placeHot()])],
  ["order.confirm", withOrders(async (benches) => [await benches.confirm()])],
  ["sheet.import", ({ databaseUrl, load, market }) => benchSheets(databaseUrl, load, market)],
  ["media.upload", ({ databaseUrl, load, market }) => benchUploads(databaseUrl, load, market)],
];

function withOrders(work: (benches: ReturnType<typeof openOrderBenches>) => Promise<BenchRow[]>): Bench {
  return async ({ databaseUrl, market }) => {
    const benches = openOrderBenches(databaseUrl, market);
    try {
      return await work(benches);
    } finally {
      await benches.close();
    }
  };
}

const withoutCpu = ({ cpu: _cpu, ...row }: BenchRow) => row;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm run bench [-- --only ID …] [--out FILE]`: 0 when everything could be measured, whatever came out. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    options: { only: { type: "string", multiple: true }, out: { type: "string" } },
    allowPositionals: true,
  });
  const wanted = [...(values.only ?? []), ...positionals];
  const chosen = BENCHES.filter(([id]) => wanted.length === 0 || wanted.some((name) => id.startsWith(name)));
  if (chosen.length === 0) throw new Error(`--only takes ${BENCHES.map(([id]) => id).join(", ")}`);
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error("scripts/bench.mjs sets DATABASE_URL");

  const db = openDb({ url: databaseUrl, maxConnections: 2, onIdleError: () => undefined });
  const market = await makeBenchMarket(db).finally(() => db.close());
  const load = startLoad();
  const rows: BenchRow[] = [];
  say(`${machine()}\n${HEADING}`);
  for (const [, bench] of chosen) {
    for (const row of await bench({ databaseUrl, market, load })) {
      rows.push(row);
      say(line(row));
    }
  }
  await load.stop();
  say(machine());
  if (values.out) await writeFile(values.out, `${JSON.stringify(rows.map(withoutCpu), null, 2)}\n`);
}

try {
  await main();
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.stack : String(fault)}\n`);
  process.exitCode = 1;
} finally {
  await stopEverything();
}
