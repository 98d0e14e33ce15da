import type { Fen } from "~/kernel/money";
import { roundedDivide } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import type { OrderState } from "./order";

/**
 * The life of a claim: a buyer says that goods were not good, and the cooperative answers once. Before that the buyer may
 * take it back. A declined one may be followed by another, while there is time.
 */
export const CLAIM_STATES = ["open", "accepted", "declined", "withdrawn"] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export const CLAIM_MOVES: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
  open: ["accepted", "declined", "withdrawn"],
  accepted: [],
  declined: [],
  withdrawn: [],
};

/** What was wrong. Codes; the screens give them words. */
export const CLAIM_REASONS = ["rotten", "crushed", "short", "wrong", "other"] as const;
export type ClaimReason = (typeof CLAIM_REASONS)[number];

/** So many claims of one line, answered and withdrawn ones counted: beyond that the telephone is the better way. */
export const MAX_CLAIMS_PER_LINE = 3;
export const MAX_CLAIM_WORDS = 500;
export const MAX_CLAIM_ANSWER = 300;

/** How much of a line was not good. */
export type Affected =
  | { readonly of: "packs"; readonly packs: number }
  | { readonly of: "grams"; readonly grams: Grams };

export interface ClaimTooEarly extends Refusal<"ClaimTooEarly"> {}
export interface ClaimTooLate extends Refusal<"ClaimTooLate"> {}
/** More was claimed than was bought. */
export interface ClaimTooLarge extends Refusal<"ClaimTooLarge"> {}
/** All that was paid for the line has been given back. */
export interface ClaimNothingLeft extends Refusal<"ClaimNothingLeft"> {}
export interface ClaimAlreadyOpen extends Refusal<"ClaimAlreadyOpen"> {}
export interface TooManyClaims extends Refusal<"TooManyClaims"> {}
export interface ClaimUnknown extends Refusal<"ClaimUnknown"> {}
export interface ClaimAnswered extends Refusal<"ClaimAnswered"> {
  readonly state: ClaimState;
}
/** More was to be given than was asked for, or than there is left of the line or the order. */
export interface ClaimGivenTooLarge extends Refusal<"ClaimGivenTooLarge"> {
  readonly mostFen: Fen;
}
/** Claims wait for an answer, which comes before the whole sale is given back. */
export interface ClaimsOpen extends Refusal<"ClaimsOpen"> {}

export function checkClaimMove(from: ClaimState, to: ClaimState): Result<void, ClaimAnswered> {
  return CLAIM_MOVES[from].includes(to) ? ok() : refuse({ code: "ClaimAnswered", state: from });
}

const STILL_TO_COME: ReadonlySet<OrderState> = new Set(["placed", "paid", "packed", "shipped"]);

/** Claims are taken from delivery until the order's time for them is over; at that very moment it is settled. */
export function checkClaimTime(
  order: { readonly state: OrderState; readonly claimUntil: Date | null },
  now: Date,
): Result<void, ClaimTooEarly | ClaimTooLate> {
  if (STILL_TO_COME.has(order.state)) return refuse({ code: "ClaimTooEarly" });
  const open = order.state === "delivered" && order.claimUntil !== null && now < order.claimUntil;
  return open ? ok() : refuse({ code: "ClaimTooLate" });
}

/** A line of an order as claims see it. */
export interface ClaimableLine {
  readonly packs: number;
  /** of one pack */
  readonly netGrams: Grams;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  /** given back for it on claims so far */
  readonly givenFen: Fen;
}

/**
 * What a claim asks for: of the goods' price the part that was not good, rounded to the fen; freight too where nothing of
 * the line was good, for then the parcel brought nothing. Never more than is left of what was paid for the line, or of the
 * order (`leftFen`).
 */
export function claimAmount(
  line: ClaimableLine,
  affected: Affected,
  leftFen: Fen,
): Result<Fen, ClaimTooLarge | ClaimNothingLeft> {
  const whole = BigInt(line.packs) * line.netGrams;
  const bad = affected.of === "packs" ? BigInt(affected.packs) * line.netGrams : affected.grams;
  if (bad <= 0n || bad > whole) return refuse({ code: "ClaimTooLarge" });
  const share =
    bad === whole ? line.goodsFen + line.freightFen : roundedDivide(line.goodsFen * bad, whole) || 1n;
  const most = mostFor(line, leftFen);
  if (most <= 0n) return refuse({ code: "ClaimNothingLeft" });
  return ok(share < most ? share : most);
}

/** What is left to give back for a line, under all that limits it. */
function mostFor(line: ClaimableLine, ...limits: readonly Fen[]): Fen {
  let most = line.goodsFen + line.freightFen - line.givenFen;
  for (const limit of limits) if (limit < most) most = limit;
  return most;
}

/** An answer gives back something, and never more than was asked for or than there is left. */
export function checkGiven(
  givenFen: Fen,
  claim: { readonly askedFen: Fen; readonly line: ClaimableLine },
  leftFen: Fen,
): Result<void, ClaimGivenTooLarge> {
  const mostFen = mostFor(claim.line, claim.askedFen, leftFen);
  return givenFen > 0n && givenFen <= mostFen ? ok() : refuse({ code: "ClaimGivenTooLarge", mostFen });
}
