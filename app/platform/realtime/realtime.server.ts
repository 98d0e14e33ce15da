import pg from "pg";
import { invariant } from "~/kernel/invariant";
import { PAGES_CHANNEL, type Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Log } from "~/platform/log/log.server";

/** The news that travels between processes. A channel is one subject; the payload says which one of it. */
export const CHANNELS = [PAGES_CHANNEL, "desk_events", "demo_clock"] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * `heard`: somebody committed this payload. `missed`: the connection was gone for a while and is back; whatever a
 * subscriber derived from earlier news may be stale, so it reads again or forgets everything.
 */
export type Signal = { readonly kind: "heard"; readonly payload: string } | { readonly kind: "missed" };

export interface Realtime {
  /** Calls `listener` for every signal of this channel until the returned function is called. */
  subscribe(channel: Channel, listener: (signal: Signal) => void): () => void;
  /** Sends `payload` to every process when `tx` commits, and to nobody when it does not. At most 7,900 bytes. */
  publish(tx: Tx, channel: Channel, payload: string): Promise<void>;
  /** False while the connection is gone: news may be passing by. */
  readonly listening: boolean;
  close(): Promise<void>;
}

export interface RealtimeOptions {
  readonly url: string;
  readonly log: Log;
  /** Milliseconds. Defaults: first retry 100, longest 10,000, heartbeat 15,000. */
  readonly timing?: {
    readonly firstRetry: number;
    readonly longestRetry: number;
    readonly heartbeat: number;
  };
}

/** PostgreSQL takes payloads below 8,000 bytes. */
const MAX_PAYLOAD_BYTES = 7_900;
const CONNECT_TIMEOUT_MS = 5_000;
const USUAL_TIMING = { firstRetry: 100, longestRetry: 10_000, heartbeat: 15_000 };

const notify = statement<[channel: string, payload: string], Record<string, never>>(
  "realtime.notify",
  "SELECT pg_notify($1, $2)",
);

/**
 * Opens the one connection of this process that listens for news. Rejects when the first attempt fails, so that a
 * wrong address is told at start; later losses are mended in the background with growing pauses.
 */
export async function openRealtime(options: RealtimeOptions): Promise<Realtime> {
  const listeners = new Map<Channel, Set<(signal: Signal) => void>>(
    CHANNELS.map((name) => [name, new Set()]),
  );

  const tell = (channel: string, signal: Signal) => {
    for (const listener of listeners.get(channel as Channel) ?? []) {
      try {
        listener(signal);
      } catch (fault) {
        options.log.fault(fault, { during: "telling a subscriber", channel });
      }
    }
  };
  const ear = new Ear(options, tell);
  await ear.open();

  return {
    subscribe(channel, listener) {
      const ofChannel = listeners.get(channel);
      invariant(ofChannel, "a subscription names a known channel");
      ofChannel.add(listener);
      return () => void ofChannel.delete(listener);
    },
    async publish(tx, channel, payload) {
      invariant(Buffer.byteLength(payload) <= MAX_PAYLOAD_BYTES, "a realtime payload is small");
      await tx.run(notify, [channel, payload]);
    },
    get listening() {
      return ear.listening;
    },
    close: () => ear.close(),
  };
}

/** The listening connection and its mending. */
class Ear {
  #client: pg.Client | undefined;
  #closed = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #timing: NonNullable<RealtimeOptions["timing"]>;

  constructor(
    private readonly options: RealtimeOptions,
    private readonly tell: (channel: string, signal: Signal) => void,
  ) {
    this.#timing = options.timing ?? USUAL_TIMING;
    // A connection cut without a goodbye looks alive until something is asked of it.
    this.#heartbeat = setInterval(() => {
      const client = this.#client;
      client?.query("SELECT 1").catch((fault: Error) => this.#lost(client, fault));
    }, this.#timing.heartbeat).unref();
  }

  get listening(): boolean {
    return this.#client !== undefined;
  }

  async open(): Promise<void> {
    try {
      await this.#connect();
    } catch (fault) {
      await this.close();
      throw fault;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: "portal realtime",
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
    });
    client.on("error", (fault) => this.#lost(client, fault));
    client.on("end", () => this.#lost(client, undefined));
    client.on("notification", ({ channel, payload }) =>
      this.tell(channel, { kind: "heard", payload: payload ?? "" }),
    );
    try {
      await client.connect();
      await client.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join("; "));
    } catch (fault) {
      client.end().catch(() => undefined);
      throw fault;
    }
    if (this.#closed) return client.end();
    this.#client = client;
    this.#failures = 0;
  }

  #lost(client: pg.Client, fault: Error | undefined): void {
    // Only the current connection counts; its error, its end and a failed heartbeat may all be reported.
    if (client !== this.#client || this.#closed) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    this.options.log.warn("realtime connection lost", { reason: fault?.message ?? "closed by the server" });
    this.#tryLater();
  }

  #tryLater(): void {
    if (this.#closed) return;
    const pause = Math.min(this.#timing.longestRetry, this.#timing.firstRetry * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 20);
    // Half of the pause is left to chance: many processes lose the same server at the same moment.
    this.#retry = setTimeout(() => void this.#reconnect(), pause * (0.5 + Math.random() / 2)).unref();
  }

  async #reconnect(): Promise<void> {
    try {
      await this.#connect();
    } catch (fault) {
      this.options.log.warn("realtime connection not back yet", { reason: (fault as Error).message });
      this.#tryLater();
      return;
    }
    if (this.#closed) return;
    this.options.log.info("realtime connection is back");
    for (const channel of CHANNELS) this.tell(channel, { kind: "missed" });
  }
}
