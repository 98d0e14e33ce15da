import { HOUR_MS, MINUTE_MS, SECOND_MS } from "~/kernel/clock";
import type { Refusal } from "~/kernel/result";
import { RESEND_AFTER_MS } from "./one-time-code";

/** `burst` tries at once; after that one more for every `regainMs` that passes. */
export interface PaceLimit {
  readonly burst: number;
  readonly regainMs: number;
}

/**
 * How fast somebody may go on. A telephone's limits protect its owner from floods and guesses, an address's limits
 * the portal; a village office shares one address, so these are wide.
 */
export const PACES = {
  codeAgain: { burst: 1, regainMs: RESEND_AFTER_MS },
  codesOfPhone: { burst: 5, regainMs: 12 * MINUTE_MS },
  codesOfPhoneInADay: { burst: 12, regainMs: 2 * HOUR_MS },
  codesOfAddress: { burst: 30, regainMs: 2 * MINUTE_MS },
  guessesOfAddress: { burst: 60, regainMs: MINUTE_MS },
  passwordsOfPhone: { burst: 10, regainMs: 6 * MINUTE_MS },
  secondFactorsOfUser: { burst: 10, regainMs: 6 * MINUTE_MS },
  /** An order number is no secret: it stands on the parcel. The telephone behind it must not be found by trying. */
  lookupsOfOrder: { burst: 10, regainMs: 6 * MINUTE_MS },
  lookupsOfAddress: { burst: 60, regainMs: MINUTE_MS },
  /** Faster than the fastest hand packs: 120 parcels at once, and then one every half minute. */
  revealsOfUser: { burst: 120, regainMs: 30 * SECOND_MS },
} as const satisfies Readonly<Record<string, PaceLimit>>;
export type PaceName = keyof typeof PACES;

/** Come back after so many whole seconds. */
export type TryLater = Refusal<"TryLater"> & { readonly pace: PaceName; readonly waitSeconds: number };

/** Seconds until another try is allowed, when tries are spent until `spentUntil`. At least 1. */
export function secondsToWait(limit: PaceLimit, spentUntil: Date, now: Date): number {
  const allowedAt = spentUntil.getTime() - (limit.burst - 1) * limit.regainMs;
  return Math.max(1, Math.ceil((allowedAt - now.getTime()) / 1000));
}
