import { type Clock, DAY_MS } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Db } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Log } from "~/platform/log/log.server";
import type { Realtime } from "~/platform/realtime/realtime.server";

export const systemClock: Clock = { now: () => new Date() };

/** One step of the demo's clock, and how far ahead it may get in all. */
export const MAX_CLOCK_STEP_MS = 400 * DAY_MS;
export const MAX_CLOCK_LEAD_MS = 3_650 * DAY_MS;

export type MoveClockRefusal = Refusal<"ClockStepNotAllowed"> | Refusal<"ClockTooFarAhead">;

/** The demo's clock: system time plus a lead kept in the database, so that it survives restarts. */
export interface DemoClock extends Clock {
  /** How far ahead of the system it is, in milliseconds. */
  readonly leadMs: number;
  /** Moves the clock of every process forward by whole milliseconds, > 0; gives the new time. */
  moveForward(milliseconds: number): Promise<Result<Date, MoveClockRefusal>>;
  /** Calls `listener` after every move, wherever it was made, until the returned function is called. */
  onMove(listener: () => void): () => void;
  close(): void;
}

export interface DemoClockDeps {
  readonly mode: "demo" | "production";
  readonly db: Db;
  readonly realtime: Realtime;
  readonly log: Log;
  readonly base?: Clock;
}

const readLead = statement<[], { offset_ms: bigint }>(
  "clock.read-lead",
  "SELECT offset_ms FROM demo_clock WHERE id = 1",
);

const addLead = statement<[step: bigint, most: bigint], { offset_ms: bigint }>(
  "clock.add-lead",
  `INSERT INTO demo_clock AS clock (id, offset_ms) VALUES (1, $1)
   ON CONFLICT (id) DO UPDATE SET offset_ms = clock.offset_ms + EXCLUDED.offset_ms
   WHERE clock.offset_ms + EXCLUDED.offset_ms <= $2
   RETURNING offset_ms`,
);

/** Opens the demo's clock. A production process that asks for one is a fault of the wiring. */
export async function openDemoClock(deps: DemoClockDeps): Promise<DemoClock> {
  invariant(deps.mode === "demo", "only a demo has a clock that can be moved");
  const { db, realtime, log, base = systemClock } = deps;
  const listeners = new Set<() => void>();
  let lead = Number((await db.run(readLead, []))[0]?.offset_ms ?? 0n);

  // The clock only moves forward, so of two notices that cross each other the later time is the right one.
  const follow = (leadMs: number) => {
    if (!(leadMs > lead)) return;
    lead = leadMs;
    for (const listener of listeners) {
      try {
        listener();
      } catch (fault) {
        log.fault(fault, { during: "following the demo clock" });
      }
    }
  };
  const readAgain = async () => follow(Number((await db.run(readLead, []))[0]?.offset_ms ?? 0n));
  const unsubscribe = realtime.subscribe("demo_clock", (signal) => {
    if (signal.kind === "heard") follow(Number(signal.payload));
    else readAgain().catch((fault) => log.fault(fault, { during: "reading the demo clock again" }));
  });
  // A move between the first reading and the subscription would otherwise stay unknown.
  await readAgain();

  const now = () => new Date(base.now().getTime() + lead);
  return {
    now,
    get leadMs() {
      return lead;
    },
    async moveForward(milliseconds) {
      const allowed =
        Number.isSafeInteger(milliseconds) && milliseconds > 0 && milliseconds <= MAX_CLOCK_STEP_MS;
      if (!allowed) return refuse({ code: "ClockStepNotAllowed" });
      const moved = await db.transaction<number, MoveClockRefusal>(async (tx) => {
        const [row] = await tx.run(addLead, [BigInt(milliseconds), BigInt(MAX_CLOCK_LEAD_MS)]);
        if (!row) return refuse({ code: "ClockTooFarAhead" });
        await realtime.publish(tx, "demo_clock", String(row.offset_ms));
        return ok(Number(row.offset_ms));
      });
      if (!moved.ok) return moved;
      follow(moved.value);
      return ok(now());
    },
    onMove(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: unsubscribe,
  };
}
