import { DAY_MS } from "~/kernel/clock";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";

export const LEAD_STATES = ["new", "opened", "answered", "won", "lost"] as const;
export type LeadState = (typeof LEAD_STATES)[number];

export const LEAD_MOVES = ["open", "answer", "planNextStep", "win", "lose"] as const;
export type LeadMove = (typeof LEAD_MOVES)[number];

export const LEAD_EVENT_KINDS = ["submitted", "opened", "answered", "nextStep", "won", "lost"] as const;
export type LeadEventKind = (typeof LEAD_EVENT_KINDS)[number];

/** How a buyer came to hear of the cooperative. */
export const HEARD_FROM = ["live", "video", "link", "search", "acquaintance", "fair", "other"] as const;
export type HeardFrom = (typeof HEARD_FROM)[number];

/** Half a tonne to 500 tonnes: below it the shop sells, above it nobody writes a form. */
export const LEAST_LEAD_GRAMS: Grams = 500_000n;
export const MOST_LEAD_GRAMS: Grams = 500_000_000n;
/** Nobody plans a purchase further ahead. */
export const LONGEST_LEAD_DAYS = 370;
/** Answers one lead may have; after these the telephone is the better tool. */
export const MOST_ANSWERS = 50;

/**
 * The life of a lead. It is opened before anything else, because opening shows the contact and says who saw it.
 * Answering and planning may go on until it is won or lost; a lost lead can be taken up again by answering.
 */
const MOVES: Readonly<
  Record<LeadMove, { readonly from: readonly LeadState[]; readonly to: (from: LeadState) => LeadState }>
> = {
  open: { from: ["new"], to: () => "opened" },
  answer: { from: ["opened", "answered", "lost"], to: () => "answered" },
  planNextStep: { from: ["opened", "answered"], to: (from) => from },
  win: { from: ["opened", "answered"], to: () => "won" },
  lose: { from: ["opened", "answered"], to: () => "lost" },
};

export type LeadMoveRefused = Refusal<"LeadMoveRefused"> & {
  readonly move: LeadMove;
  readonly state: LeadState;
};

export function moveLead(state: LeadState, move: LeadMove): Result<LeadState, LeadMoveRefused> {
  const { from, to } = MOVES[move];
  if (!from.includes(state)) return refuse({ code: "LeadMoveRefused", move, state });
  return ok(to(state));
}

/** The moves open to a lead in this state, for the buttons of the desk. */
export function leadMovesFrom(state: LeadState): readonly LeadMove[] {
  return LEAD_MOVES.filter((move) => MOVES[move].from.includes(state));
}

/** The days a lead asks for lie in the past or too far ahead. */
export type LeadDatesOutOfRange = Refusal<"LeadDatesOutOfRange"> & {
  readonly earliest: string;
  readonly latest: string;
};

/** Days are YYYY-MM-DD; the first may be today at the earliest. */
export function decideLeadDates(
  neededFrom: string,
  neededUntil: string,
  today: string,
): Result<void, LeadDatesOutOfRange> {
  const latest = new Date(Date.parse(today) + LONGEST_LEAD_DAYS * DAY_MS).toISOString().slice(0, 10);
  if (neededFrom < today || neededUntil > latest) {
    return refuse({ code: "LeadDatesOutOfRange", earliest: today, latest });
  }
  return ok();
}

/** New leads one telephone number may send within a day. */
export const MOST_LEADS_A_DAY = 5;
export type TooManyLeads = Refusal<"TooManyLeads"> & { readonly most: number };
