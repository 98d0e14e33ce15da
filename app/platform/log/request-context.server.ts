import { AsyncLocalStorage } from "node:async_hooks";
import { randomFillSync } from "node:crypto";

const current = new AsyncLocalStorage<string>();

/** Ids another server may hand us: long enough to be unique, plain enough for a log line and a header. */
const ACCEPTABLE = /^[\w-]{8,64}$/;

const ID_BYTES = 9;

/** Random bytes for many ids at once: asking the system for nine of them costs as much as for two thousand. */
const supply = { bytes: Buffer.alloc(ID_BYTES * 256), used: ID_BYTES * 256 };

function freshId(): string {
  if (supply.used === supply.bytes.length) {
    randomFillSync(supply.bytes);
    supply.used = 0;
  }
  supply.used += ID_BYTES;
  return supply.bytes.toString("base64url", supply.used - ID_BYTES, supply.used);
}

/** A proxy's `X-Request-Id` when it looks like one, else a fresh id. */
export function requestIdFrom(header: string | null | undefined): string {
  return header && ACCEPTABLE.test(header) ? header : freshId();
}

/** Runs `work` so that every log line written on its behalf, however deep, carries this request id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return current.run(requestId, work);
}

export function currentRequestId(): string | undefined {
  return current.getStore();
}
