import { seededRandom } from "./seeded";

/**
 * What can go wrong between the portal and Stripe.
 * - `server_error`: 500, nothing was done, nothing is remembered; a retry may work.
 * - `server_error_saved`: 500, nothing was done, and the same key gets the same 500 again, as Stripe documents.
 * - `rate_limited`: 429, nothing was done.
 * - `unreachable`: the connection breaks before the request arrives.
 * - `answer_lost`: the request is carried out, then the connection breaks. The cruel one.
 * - `slow`: the request is carried out at once and answered after `milliseconds`.
 */
export type Trouble =
  | { readonly kind: "server_error" | "server_error_saved" | "rate_limited" | "unreachable" | "answer_lost" }
  | { readonly kind: "slow"; readonly milliseconds: number };

interface Plan {
  readonly trouble: Trouble;
  readonly path: string | undefined;
  /** Requests still to be met; Infinity for as long as the plan stands. */
  left: number;
  readonly strikes: () => boolean;
}

/** The troubles ordered for coming requests. */
export class Troubles {
  #plans: Plan[] = [];

  /**
   * The next `count` requests meet this trouble.
   * @param path only requests to this path, such as `/refunds`, count and suffer.
   */
  next(count: number, trouble: Trouble, path?: string): void {
    this.#plans.push({ trouble, path, left: count, strikes: () => true });
  }

  /** From now on a share (0 to 1) of all requests meets this trouble; which ones, the seed decides. */
  some(share: number, trouble: Trouble, seed: number): void {
    const random = seededRandom(seed);
    const strikes = () => random() < share;
    this.#plans.push({ trouble, path: undefined, left: Number.POSITIVE_INFINITY, strikes });
  }

  /** Calm weather again. */
  clear(): void {
    this.#plans = [];
  }

  /** The trouble that this request meets, if any. `path` begins after `/v1`. */
  take(path: string): Trouble | undefined {
    const plan = this.#plans.find((one) => one.path === undefined || one.path === path);
    if (plan === undefined || !plan.strikes()) return undefined;
    plan.left -= 1;
    if (plan.left <= 0) this.#plans = this.#plans.filter((one) => one !== plan);
    return plan.trouble;
  }
}
