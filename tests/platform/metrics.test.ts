import { afterEach, beforeEach, expect, test } from "vitest";
import { type Metrics, openMetrics } from "~/platform/metrics/metrics.server";

let metrics: Metrics;
beforeEach(() => {
  metrics = openMetrics();
});
afterEach(() => metrics.close());

/** The value of one line of the text, such as `portal_x{a="b"}`; undefined when there is none. */
async function reading(line: string): Promise<number | undefined> {
  const found = (await metrics.text()).split("\n").find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

test("requests are counted by route and status, with their times", async () => {
  metrics.request("shop/product", 200, 0.0004);
  metrics.request("shop/product", 200, 0.03);
  metrics.request("shop/product", 404, 0.001);
  expect(await reading('portal_http_request_seconds_count{route="shop/product",status="200"}')).toBe(2);
  expect(await reading('portal_http_request_seconds_count{route="shop/product",status="404"}')).toBe(1);
  expect(
    await reading('portal_http_request_seconds_bucket{le="0.0005",route="shop/product",status="200"}'),
  ).toBe(1);
  expect(await reading('portal_http_request_seconds_sum{route="shop/product",status="200"}')).toBeCloseTo(
    0.0304,
  );
});

test("a caller that invents routes without end is counted under one name", async () => {
  for (let index = 0; index < 400; index += 1) metrics.request(`route ${index}`, 200, 0.001);
  metrics.request("route 3", 200, 0.001);
  expect(await reading('portal_http_request_seconds_count{route="other",status="200"}')).toBe(100);
  expect(await reading('portal_http_request_seconds_count{route="route 3",status="200"}')).toBe(2);
});

test("jobs and sweeps are told apart, done and failed", async () => {
  metrics.jobTry("send-message", "failed", 0.2);
  metrics.sweepRun("seal-books", "done", 0.1);
  const line = (kind: string, work: string, outcome: string) =>
    `portal_background_work_seconds_count{kind="${kind}",work="${work}",outcome="${outcome}"}`;
  expect(await reading(line("job", "send-message", "failed"))).toBe(1);
  expect(await reading(line("sweep", "seal-books", "done"))).toBe(1);
});

test("pool, page cache and realtime are read when the figures are asked for, not before", async () => {
  const pool = { totalCount: 5, idleCount: 3, waitingCount: 1, queriesSent: 40 };
  const cache = { hits: 7, misses: 2 };
  const realtime = { listening: true };
  metrics.watchPool(pool);
  metrics.watchPageCache(cache);
  metrics.watchRealtime(realtime);
  await metrics.text();
  pool.queriesSent = 41;
  cache.hits = 9;
  realtime.listening = false;
  expect(await reading('portal_db_connections{state="busy"}')).toBe(2);
  expect(await reading('portal_db_connections{state="waiting"}')).toBe(1);
  expect(await reading("portal_db_queries_total")).toBe(41);
  expect(await reading('portal_page_cache_total{outcome="hit"}')).toBe(9);
  expect(await reading('portal_page_cache_total{outcome="miss"}')).toBe(2);
  expect(await reading("portal_realtime_listening")).toBe(0);
});

test("the process itself is measured too, as text of Prometheus", async () => {
  expect(metrics.contentType).toContain("text/plain");
  expect(await reading("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
});
