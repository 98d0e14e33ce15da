import { type Fen, sumFen } from "~/kernel/money";
import { balances } from "~/modules/ledger/index.server";
import { type MoneyDue, moneyDue } from "~/modules/ordering/index.server";
import type { Tx } from "~/platform/db/db.server";
import { COOPERATIVE } from "./sale-postings";

/** What a cooperative's own book says of money that has not moved yet. */
export interface CooperativeMoney {
  /** settled with the portal and not paid out */
  readonly settledFen: Fen;
  /** foreseen from sales whose claim window is still open, by the day it ends */
  readonly due: readonly MoneyDue[];
  readonly pendingFen: Fen;
  /** what the cooperative itself owes for its sales: settled, and what will follow */
  readonly owes: readonly {
    readonly to: "growers" | "packers" | "carriers";
    readonly fen: Fen;
    readonly pendingFen: Fen;
  }[];
}

const OWES = [
  ["growers", COOPERATIVE.owedToGrowers],
  ["packers", COOPERATIVE.packingLabourOwed],
  ["carriers", COOPERATIVE.carriersOwed],
] as const;

/** Reads what is owed to a cooperative and by it from its own book. Two queries. */
export async function viewCooperativeMoney(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly bookId: string },
): Promise<CooperativeMoney> {
  const [accounts, due] = await Promise.all([
    balances(tx, input.bookId),
    moneyDue(tx, {
      scope: { of: "cooperative", id: input.cooperativeId },
      bookId: input.bookId,
      account: COOPERATIVE.receivableFromPortal,
    }),
  ]);
  const found = new Map(accounts.map((account) => [account.account, account]));
  const net = (code: string) => {
    const {
      debitsPosted = 0n,
      creditsPosted = 0n,
      debitsPending = 0n,
      creditsPending = 0n,
    } = found.get(code) ?? {};
    return { posted: debitsPosted - creditsPosted, pending: debitsPending - creditsPending };
  };
  return {
    settledFen: net(COOPERATIVE.receivableFromPortal).posted,
    due,
    pendingFen: sumFen(due.map((each) => each.fen)),
    owes: OWES.map(([to, code]) => ({ to, fen: -net(code).posted, pendingFen: -net(code).pending })),
  };
}
