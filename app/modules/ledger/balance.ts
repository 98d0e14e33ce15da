import type { Fen } from "~/kernel/money";
import type { NormalSide } from "./book";
import type { Phase } from "./transaction";

/** Cumulative totals of one account, in fen. Pending totals shrink again when a pending is posted or voided. */
export interface Totals {
  readonly debitsPosted: Fen;
  readonly creditsPosted: Fen;
  readonly debitsPending: Fen;
  readonly creditsPending: Fen;
}

export interface AccountBalance extends Totals {
  readonly bookId: string;
  readonly account: string;
}

export const NO_TOTALS: Totals = {
  debitsPosted: 0n,
  creditsPosted: 0n,
  debitsPending: 0n,
  creditsPending: 0n,
};

/** What one side of a transfer adds to the totals of its account. */
const EFFECT: Readonly<Record<Phase, { readonly posted: bigint; readonly pending: bigint }>> = {
  posted: { posted: 1n, pending: 0n },
  pending: { posted: 0n, pending: 1n },
  post: { posted: 1n, pending: -1n },
  void: { posted: 0n, pending: -1n },
};

export function addDebit(totals: Totals, phase: Phase, fen: Fen): Totals {
  const effect = EFFECT[phase];
  return {
    ...totals,
    debitsPosted: totals.debitsPosted + effect.posted * fen,
    debitsPending: totals.debitsPending + effect.pending * fen,
  };
}

export function addCredit(totals: Totals, phase: Phase, fen: Fen): Totals {
  const effect = EFFECT[phase];
  return {
    ...totals,
    creditsPosted: totals.creditsPosted + effect.posted * fen,
    creditsPending: totals.creditsPending + effect.pending * fen,
  };
}

/** The totals per account after these transfers: the rule that the SQL of a balance must agree with. */
export function foldTransfers(
  transfers: Iterable<{ debit: string; credit: string; fen: Fen; phase: Phase }>,
  before: ReadonlyMap<string, Totals> = new Map(),
): Map<string, Totals> {
  const after = new Map(before);
  for (const { debit, credit, fen, phase } of transfers) {
    after.set(debit, addDebit(after.get(debit) ?? NO_TOTALS, phase, fen));
    after.set(credit, addCredit(after.get(credit) ?? NO_TOTALS, phase, fen));
  }
  return after;
}

/** Posted balance on the account's normal side; negative when it stands on the other one. "both" counts as debit. */
export function postedBalance(totals: Totals, side: NormalSide): Fen {
  const debit = totals.debitsPosted - totals.creditsPosted;
  return side === "credit" ? -debit : debit;
}

/** As `postedBalance`, of what is only foreseen so far. */
export function pendingBalance(totals: Totals, side: NormalSide): Fen {
  const debit = totals.debitsPending - totals.creditsPending;
  return side === "credit" ? -debit : debit;
}

/** Whether an account stands at zero, with nothing foreseen either: what a full refund leaves behind. */
export function isZero(totals: Totals): boolean {
  return postedBalance(totals, "debit") === 0n && totals.debitsPending === 0n && totals.creditsPending === 0n;
}
