import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

const current = new AsyncLocalStorage<string>();

/** Ids another server may hand us: long enough to be unique, plain enough for a log line and a header. */
const ACCEPTABLE = /^[\w-]{8,64}$/;

/** A proxy's `X-Request-Id` when it looks like one, else a fresh id. */
export function requestIdFrom(header: string | null | undefined): string {
  return header && ACCEPTABLE.test(header) ? header : randomBytes(9).toString("base64url");
}

/** Runs `work` so that every log line written on its behalf, however deep, carries this request id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return current.run(requestId, work);
}

export function currentRequestId(): string | undefined {
  return current.getStore();
}
