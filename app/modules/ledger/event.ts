import type { Fen } from "~/kernel/money";
import type { DraftTransfer, OpeningPhase, TransferKey } from "./transaction";

/**
 * Where a transfer that opened something stands. `open`: pending, not resolved yet. `settled`: posted at once, or
 * pending and since posted. `voided`: pending and since voided; it never counted and never will.
 */
export type TransferState = "open" | "settled" | "voided";

/**
 * A transfer of an event that moved money by itself (not one that merely resolves another), with what became of it.
 * `reversed` is the sum of the reversals that name it, without voided ones.
 */
export interface EventTransfer extends TransferKey {
  readonly bookId: string;
  readonly debit: string;
  readonly credit: string;
  readonly fen: Fen;
  readonly phase: OpeningPhase;
  readonly state: TransferState;
  readonly reversed: Fen;
  readonly reverses?: TransferKey;
}

/** How pendings end. */
export type Resolution = "post" | "void";

/** Groups by book, books in order of their id, so that every caller inserts in the same order. */
export function byBook<T extends { readonly bookId: string }>(items: readonly T[]): [string, T[]][] {
  const groups = Map.groupBy(items, (item) => item.bookId);
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** One resolving transfer for each pending of the event that is still open: same accounts, same amount. */
export function planResolution(
  transfers: readonly EventTransfer[],
  how: Resolution,
): { bookId: string; transfers: DraftTransfer[] }[] {
  const open = transfers.filter((transfer) => transfer.state === "open");
  return byBook(open).map(([bookId, pendings]) => ({
    bookId,
    transfers: pendings.map(({ transactionId, position, debit, credit, fen }) => ({
      debit,
      credit,
      fen,
      phase: how,
      resolves: { transactionId, position },
    })),
  }));
}
