import { randomBytes } from "node:crypto";
import Stripe from "stripe";
import { badParameter } from "./errors";
import type { SandboxState } from "./state";
import type { Arrival, EventType, RefundOutcome, StoredEvent } from "./types";

/** The version of the API that the installed SDK speaks: the sandbox's "account default". */
export const ACCOUNT_API_VERSION: string = Stripe.API_VERSION;

/** From this version on, `payment_method_types` can no longer be sent; `allowed_payment_method_types` filters instead. */
const FIRST_DYNAMIC_METHODS_VERSION = "2026-09-30";

/** How the sandbox turns buyers' yuan into the merchant's money. All figures are invented. */
export interface Settlement {
  /** Settlement currency, lower case. Stripe itself does not settle in cny outside of the mainland. */
  readonly currency: string;
  /** Units of the settlement currency for one yuan; null when the currencies are the same. */
  readonly exchangeRate: number | null;
  /** Variable fee in hundredths of a percent of the settled amount. */
  readonly feeBasisPoints: number;
  /** Fixed fee in the settlement currency's smallest unit. */
  readonly feeFixed: number;
}

/** 3.4 % + ¥2.35, invented for the sandbox: Stripe's price depends on country, method and contract. */
export const INVENTED_SETTLEMENT: Settlement = {
  currency: "cny",
  exchangeRate: null,
  feeBasisPoints: 340,
  feeFixed: 235,
};

export interface Settings {
  readonly now: () => Date;
  readonly idSource: (prefix: string) => string;
  readonly webhookSecret: string;
  readonly payPageOrigin: string;
  readonly secretKey: string | undefined;
  readonly settlement: Settlement;
  readonly minimumTotalFen: number;
  readonly enabledEvents: ReadonlySet<EventType>;
  readonly mostAttempts: number;
}

/** What the parts of the sandbox share. */
export interface Core {
  readonly settings: Settings;
  readonly state: SandboxState;
  /** How news travels unless the one who acts says otherwise. */
  arrival: Arrival;
  /** What becomes of the next refunds; the last entry stays in force. */
  refundOutcomes: RefundOutcome[];
  /** Called with the ids of events whose news has just been queued. */
  readonly onQueued: Set<(events: readonly string[]) => void>;
}

/**
 * One thing that happens: an API request, a buyer on the pay page, the clock. Events collect here and are
 * queued together when it is over, so that "reordered" has something to reorder.
 */
export interface Act {
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly apiVersion: string;
  readonly arrival: Arrival;
  readonly events: StoredEvent[];
}

export function seconds(core: Core): number {
  return Math.floor(core.settings.now().getTime() / 1000);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const ID_LENGTH = 24;

/** Random bytes are fetched for many ids at once: one paid session needs some fifteen of them. */
let pool = Buffer.alloc(0);
let used = 0;

/** `pi_3xK…`: the prefix and 24 random letters and digits. */
export function randomId(prefix: string): string {
  if (used + ID_LENGTH > pool.length) {
    pool = randomBytes(ID_LENGTH * 128);
    used = 0;
  }
  let id = prefix;
  // A slight bias towards the first letters is harmless: these ids keep no secret.
  for (const byte of pool.subarray(used, used + ID_LENGTH)) id += ALPHABET[byte % ALPHABET.length];
  used += ID_LENGTH;
  return id;
}

/** Whether a request speaks a version from before payment methods became dynamic. Refuses nonsense. */
export function speaksStaticMethods(version: string): boolean {
  return version.slice(0, 10) < FIRST_DYNAMIC_METHODS_VERSION;
}

/** Reads the `Stripe-Version` header; without one the account's own version holds. */
export function apiVersionOf(header: string | null): string {
  if (header === null) return ACCOUNT_API_VERSION;
  if (!/^\d{4}-\d{2}-\d{2}(\.[a-z_]+)?$/.test(header)) {
    throw badParameter(`Invalid Stripe API version: ${header}`, "Stripe-Version");
  }
  return header;
}
