import type { Send } from "./deliveries";
import type { StripeSandbox } from "./sandbox";
import { TimeHeap } from "./time-heap";

export interface DeliveryPumpOptions {
  readonly sandbox: StripeSandbox;
  readonly now: () => Date;
  readonly send: Send;
  /** Called with a fault that is not the endpoint's: a full disk, for one. */
  readonly onFault: (fault: unknown) => void;
}

export interface DeliveryPump {
  /** Takes nothing new and resolves once everything under way has come back. */
  stop(): Promise<void>;
}

/** Deliveries under way at once; more wait. */
const AT_ONCE = 8;
/**
 * Milliseconds between two looks at the clock: sessions expire then, and no timer runs longer, because the
 * sandbox's clock may be a demo's that jumps.
 */
const TICK = 1_000;

/** Brings news in the background, each when it is due, and lets the sandbox's clock tick. */
export function startDeliveryPump(options: DeliveryPumpOptions): DeliveryPump {
  const { sandbox, now, send, onFault } = options;
  const due = new TimeHeap();
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const queue = (id: string) => {
    const delivery = sandbox.delivery(id);
    if (delivery?.state === "waiting") due.push(delivery.dueAt, id);
  };
  const bring = async (id: string) => {
    try {
      await sandbox.attemptDelivery(id, send);
      queue(id);
    } catch (fault) {
      onFault(fault);
    }
  };
  const run = () => {
    while (!stopped && underWay.size < AT_ONCE) {
      const id = due.popDue(now().getTime());
      if (id === undefined) break;
      const task = bring(id).finally(() => {
        underWay.delete(task);
        run();
      });
      underWay.add(task);
    }
    plan();
  };
  const plan = () => {
    clearTimeout(timer);
    const next = due.peek();
    if (stopped || next === undefined || underWay.size >= AT_ONCE) return;
    const wait = next.at - now().getTime();
    if (wait < TICK) timer = setTimeout(run, Math.max(0, wait));
  };

  for (const delivery of sandbox.waiting()) queue(delivery.id);
  const forget = sandbox.onQueued((ids) => {
    for (const id of ids) queue(id);
    plan();
  });
  const clock = setInterval(() => {
    sandbox.tick().catch(onFault);
    run();
  }, TICK);
  plan();

  return {
    stop: async () => {
      stopped = true;
      forget();
      clearTimeout(timer);
      clearInterval(clock);
      await Promise.all(underWay);
    },
  };
}
