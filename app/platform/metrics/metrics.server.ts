import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** A connection pool, as far as it is watched. */
export interface WatchedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly queriesSent: number;
}

export interface WatchedPageCache {
  readonly hits: number;
  readonly misses: number;
}

/** What this process counts and measures about itself, in the text format of Prometheus. */
export interface Metrics {
  /** One answered request. `route` is the id of a route, never an address: addresses are without number. */
  request(route: string, status: number, seconds: number): void;
  jobTry(job: string, outcome: "done" | "failed", seconds: number): void;
  sweepRun(sweep: string, outcome: "done" | "failed", seconds: number): void;
  /** Read when somebody asks for the figures. */
  watchPool(pool: WatchedPool): void;
  watchPageCache(cache: WatchedPageCache): void;
  watchRealtime(realtime: { readonly listening: boolean }): void;
  readonly contentType: string;
  text(): Promise<string>;
  close(): void;
}

/** From a page out of memory (tenths of a millisecond) to a request that times out. */
const REQUEST_BUCKETS = [0.0005, 0.002, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const WORK_BUCKETS = [0.01, 0.05, 0.25, 1, 5, 15, 60];
/** A label with ever new values fills the memory; past this many they are counted together. */
const MAX_ROUTES = 300;

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const requests = new Histogram({
    name: "portal_http_request_seconds",
    help: "Time to answer a request, by route and status.",
    labelNames: ["route", "status"] as const,
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const work = new Histogram({
    name: "portal_background_work_seconds",
    help: "Time of one try of a job or one run of a sweep, by outcome.",
    labelNames: ["kind", "work", "outcome"] as const,
    buckets: WORK_BUCKETS,
    registers,
  });

  // Looking a label up costs more than counting: each pair of route and status is looked up once.
  const observers = new Map<string, (seconds: number) => void>();
  const routes = new Set<string>();
  const observerOf = (route: string, status: number) => {
    const key = `${status} ${route}`;
    const known = observers.get(key);
    if (known) return known;
    const isNew = !routes.has(route);
    if (isNew && routes.size >= MAX_ROUTES) return observerFor("other", status);
    routes.add(route);
    const made = observerFor(route, status);
    observers.set(key, made);
    return made;
  };
  const observerFor = (route: string, status: number) => {
    const child = requests.labels(route, String(status));
    return (seconds: number) => child.observe(seconds);
  };

  return {
    request: (route, status, seconds) => observerOf(route, status)(seconds),
    jobTry: (job, outcome, seconds) => work.labels("job", job, outcome).observe(seconds),
    sweepRun: (sweep, outcome, seconds) => work.labels("sweep", sweep, outcome).observe(seconds),
    watchPool: (pool) => watchPool(pool, registers),
    watchPageCache: (cache) => watchPageCache(cache, registers),
    watchRealtime(realtime) {
      new Gauge({
        name: "portal_realtime_listening",
        help: "1 while news from other processes is heard.",
        registers,
        collect() {
          this.set(realtime.listening ? 1 : 0);
        },
      });
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
    close: () => registry.clear(),
  };
}

function watchPool(pool: WatchedPool, registers: Registry[]): void {
  new Gauge({
    name: "portal_db_connections",
    help: "Database connections of the pool, and requests waiting for one.",
    labelNames: ["state"] as const,
    registers,
    collect() {
      this.set({ state: "busy" }, pool.totalCount - pool.idleCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
  new Counter({
    name: "portal_db_queries_total",
    help: "Queries sent through the pool.",
    registers,
    collect() {
      this.reset();
      this.inc(pool.queriesSent);
    },
  });
}

function watchPageCache(cache: WatchedPageCache, registers: Registry[]): void {
  new Counter({
    name: "portal_page_cache_total",
    help: "Anonymous pages answered from memory (hit) or rendered (miss).",
    labelNames: ["outcome"] as const,
    registers,
    collect() {
      this.reset();
      this.inc({ outcome: "hit" }, cache.hits);
      this.inc({ outcome: "miss" }, cache.misses);
    },
  });
}
