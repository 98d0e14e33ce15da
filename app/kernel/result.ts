import { BrokenInvariant } from "./invariant";

/**
 * A refusal is an expected "no" with a name. It is returned, never thrown, and knows nothing of HTTP or of any
 * language: `http/` gives it a status and the message catalogues give it words.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
}

export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

export function ok(): Result<void, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok(value?: unknown): Result<unknown, never> {
  return { ok: true, value };
}

export function refuse<const R extends Refusal>(refusal: R): Result<never, R> {
  return { ok: false, refusal };
}

/** The value of a step that cannot refuse, such as a transaction that only writes down a fact. */
export function accepted<T>(result: Result<T, never>): T {
  if (!result.ok) throw new BrokenInvariant("a step that cannot refuse has refused");
  return result.value;
}
