import { type Fen, sumFen } from "~/kernel/money";
import { ok, type Result } from "~/kernel/result";
import { type IssuedGoods, issuedGoods, setOffOf } from "~/modules/intake/index.server";
import {
  type AccountBalance,
  balanceOfEvent,
  type ReferenceReused,
  recordTransactions,
} from "~/modules/ledger/index.server";
import type { Sale } from "~/modules/ordering/index.server";
import type { Tx } from "~/platform/db/db.server";
import { INTAKE_ACCOUNTS, setOffTransaction } from "./intake-postings";
import { cooperativeBookOf, splitByRefund } from "./sale-postings";

/** How much of a sale's growers' legs is set off against slips once `goneFen` of it has been given back. */
export function setOffTarget(sale: Sale, goods: IssuedGoods, goneFen: Fen): Fen {
  const left = splitByRefund(sale, goneFen).left[Symbol.iterator]();
  return setOffOf(
    sale.lines.map((line, position) => ({
      growersFen: sumFen(
        line.legs.map(() => {
          const leg = left.next().value;
          return leg?.kind === "growers" ? leg.fen : 0n;
        }),
      ),
      costFen: goods.costByLine.get(position) ?? 0n,
    })),
  );
}

/** What an account holds of an event, debits less credits. */
export function netOfAccount(balances: readonly AccountBalance[], account: string): Fen {
  return sumFen(
    balances
      .filter((balance) => balance.account === account)
      .map((balance) => balance.debitsPosted - balance.creditsPosted),
  );
}

interface SetOff {
  readonly sale: Sale;
  /** given back to the buyer by now, in the books */
  readonly goneFen: Fen;
  /** names the moment: the settlement, or a refund */
  readonly step: string;
  readonly now: Date;
}

/**
 * Brings the set-off of a settled sale to what it has to be. The sale's posted legs say what growers are owed by its plan,
 * the slips what they are owed by the scale; this keeps them from being owed both. Does nothing for goods without slips.
 */
export async function setOffGrowers(
  tx: Tx,
  { sale, goneFen, step, now }: SetOff,
): Promise<Result<void, ReferenceReused>> {
  const goods = await issuedGoods(tx, sale.id);
  if (!goods) return ok();
  const before = netOfAccount(await balanceOfEvent(tx, goods.eventId), INTAKE_ACCOUNTS.owedToMembers);
  const change = setOffTarget(sale, goods, goneFen) - before;
  if (change === 0n) return ok();
  const event = { bookId: cooperativeBookOf(sale), orderId: sale.id, eventId: goods.eventId };
  const booked = await recordTransactions(tx, {
    now,
    transactions: [setOffTransaction(event, change, step, now)],
  });
  return booked.ok ? ok() : booked;
}
