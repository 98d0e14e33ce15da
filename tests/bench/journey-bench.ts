import { verifyLedger } from "~/modules/ledger/index.server";
import { openDb } from "~/platform/db/db.server";
import { type BenchMarket, REGION } from "./bench-market";
import { type BenchRow, median, rounded } from "./figures";
import type { LoadReport } from "./load-orders";
import { type Load, startPortal } from "./processes";

const SHOPPERS = 16;
const MILLISECONDS = 3000;
const ROUNDS = 5;
const GOAL = 200;

/** Whole journeys over HTTP, and what the shoppers themselves cost, who share the machine with the shop. */
export async function benchJourneys(
  databaseUrl: string,
  load: Load,
  market: BenchMarket,
): Promise<BenchRow[]> {
  const portal = await startPortal(databaseUrl);
  const reports: LoadReport[] = [];
  const cpuSpent: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const before = await portal.cpu();
      const report = await load.run({
        kind: "journeys",
        port: portal.port,
        shoppers: SHOPPERS,
        milliseconds: MILLISECONDS,
        goods: market.goods,
        region: REGION,
        webhookSecret: portal.webhookSecret,
      });
      const after = await portal.cpu();
      reports.push(report);
      if (before !== undefined && after !== undefined) cpuSpent.push((after - before) / report.done);
    }
  } finally {
    await portal.stop();
  }
  await checkJourneys(
    databaseUrl,
    reports.reduce((sum, report) => sum + report.done, 0),
  );
  return rowsOf(reports.slice(1), cpuSpent.slice(1));
}

function rowsOf(reports: readonly LoadReport[], cpuSpent: readonly number[]): BenchRow[] {
  const latencies = reports.flatMap((report) => report.latencies).toSorted((a, b) => a - b);
  const plain = (id: string, value: number, unit: string): BenchRow => ({
    id,
    value: rounded(value),
    unit,
    floor: null,
    ratio: null,
    goal: null,
  });
  const rate = median(reports.map((report) => (report.done / report.milliseconds) * 1000));
  return [
    {
      ...plain("journey.checkout", rate, "journeys/s"),
      goal: GOAL,
      ...(cpuSpent.length > 0 ? { cpu: { value: median(cpuSpent), floor: undefined } } : {}),
    },
    plain("journey.checkout.p50", median(latencies), "ms"),
    plain("journey.checkout.p95", latencies[Math.floor(latencies.length * 0.95)] ?? 0, "ms"),
    plain(
      "journey.checkout.client",
      median(reports.map((report) => report.cpuMilliseconds / report.done)),
      "cpu ms each",
    ),
  ];
}

/** A figure counts only when every journey left a paid order and books that hold. */
async function checkJourneys(databaseUrl: string, journeys: number): Promise<void> {
  const db = openDb({ url: databaseUrl, maxConnections: 2, onIdleError: () => undefined });
  try {
    const paid = await db.prisma.order.count({ where: { state: "paid" } });
    if (paid !== journeys) throw new Error(`${journeys} journeys left ${paid} paid orders`);
    const verified = await verifyLedger(db, { pageSize: 500, crossChecks: [] });
    if (!verified.whole)
      throw new Error(`after the journeys the ledger differs: ${verified.difference.kind}`);
  } finally {
    await db.close();
  }
}
