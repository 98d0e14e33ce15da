import { type Fen, sumFen } from "~/kernel/money";
import { countDifference } from "~/modules/catalog/index.server";
import {
  type BookedSlip,
  bookedSlipsAfter,
  issuedGoods,
  issuedOrdersAfter,
  type OtherIssue,
  otherIssuesAfter,
  worthDifference,
} from "~/modules/intake/index.server";
import { balanceOfEvent, type LedgerDifference } from "~/modules/ledger/index.server";
import { lockSale } from "~/modules/ordering/index.server";
import { refundsOfOrders } from "~/modules/payments/index.server";
import type { Tx } from "~/platform/db/db.server";
import { HAS_LEFT } from "./finish-refund";
import { expenseAccountOf, INTAKE_ACCOUNTS } from "./intake-postings";
import { cooperativeBookOf } from "./sale-postings";
import { netOfAccount, setOffTarget } from "./set-off-growers";

const PAGE = 200;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

type Expected = readonly (readonly [account: string, fen: Fen])[];

async function differenceOf(
  tx: Tx,
  of: { readonly eventId: string; readonly bookId: string; readonly subject: string },
  expected: Expected,
): Promise<LedgerDifference | undefined> {
  const balances = await balanceOfEvent(tx, of.eventId);
  for (const [account, fen] of expected) {
    const found = netOfAccount(balances, account);
    if (found !== fen) {
      return {
        kind: "CrossCheckFailed",
        bookId: of.bookId,
        subject: `${of.subject}, account ${account}`,
        expected: `${fen} fen`,
        found: `${found} fen`,
      };
    }
  }
  return undefined;
}

/** What the books hold of a slip: its amount, or nothing once another slip has taken its place. */
function checkSlip(tx: Tx, slip: BookedSlip): Promise<LedgerDifference | undefined> {
  const fen = slip.replaced ? 0n : slip.amountFen;
  const { products, owedToMembers, owedToOthers } = INTAKE_ACCOUNTS;
  return differenceOf(tx, { eventId: slip.id, bookId: slip.bookId, subject: `intake slip ${slip.number}` }, [
    [products, fen],
    [owedToMembers, slip.member ? -fen : 0n],
    [owedToOthers, slip.member ? 0n : -fen],
  ]);
}

/** What the books hold of the goods of an order: what they cost, and what of it the sale's own legs had said too. */
async function checkGoods(tx: Tx, orderId: string): Promise<LedgerDifference | undefined> {
  const sale = await lockSale(tx, orderId);
  const goods = await issuedGoods(tx, orderId);
  if (!sale || !goods) return undefined;
  const refunds = await refundsOfOrders(tx, [orderId]);
  const goneFen = sumFen(
    refunds.filter((refund) => HAS_LEFT.has(refund.state)).map((refund) => refund.amountFen),
  );
  const costFen = sumFen(goods.costByLine.values());
  const setOffFen = sale.settledAt === null ? 0n : setOffTarget(sale, goods, goneFen);
  const { products, owedToMembers, growersGoods } = INTAKE_ACCOUNTS;
  const of = {
    eventId: goods.eventId,
    bookId: cooperativeBookOf(sale),
    subject: `goods of order ${sale.number}`,
  };
  return differenceOf(tx, of, [
    [products, -costFen],
    [owedToMembers, setOffFen],
    [growersGoods, costFen - setOffFen],
  ]);
}

/** What the books hold of goods that spoiled, were given away or were missing. */
function checkOther(
  tx: Tx,
  { eventId, bookId, reason, fen }: OtherIssue,
): Promise<LedgerDifference | undefined> {
  return differenceOf(tx, { eventId, bookId, subject: `goods of movement ${eventId}` }, [
    [INTAKE_ACCOUNTS.products, -fen],
    [expenseAccountOf(reason), fen],
  ]);
}

/** Goes through rows in pages by their key and answers with the first difference. */
async function firstDifference<Row>(
  pageAfter: (after: string) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
  check: (row: Row) => Promise<LedgerDifference | undefined>,
): Promise<LedgerDifference | undefined> {
  for (let after = BEFORE_ALL; ; ) {
    const rows = await pageAfter(after);
    const last = rows.at(-1);
    if (!last) return undefined;
    after = keyOf(last);
    for (const row of rows) {
      const difference = await check(row);
      if (difference) return difference;
    }
  }
}

/**
 * Holds every confirmed slip, the goods of every packed order and everything else that left a lot against the books, and
 * the figures of every lot, in grams and in money, against the rows they are made of: the stock account is then what
 * the lots are worth. Answers with the first difference.
 */
export async function checkIntakeAgainstLedger(tx: Tx): Promise<LedgerDifference | undefined> {
  const counted = (await countDifference(tx)) ?? (await worthDifference(tx));
  if (counted) return { kind: "CrossCheckFailed", ...counted };
  return (
    (await firstDifference(
      (after) => bookedSlipsAfter(tx, after, PAGE),
      (slip) => slip.id,
      (slip) => checkSlip(tx, slip),
    )) ??
    (await firstDifference(
      (after) => issuedOrdersAfter(tx, after, PAGE),
      (orderId) => orderId,
      (orderId) => checkGoods(tx, orderId),
    )) ??
    firstDifference(
      (after) => otherIssuesAfter(tx, after, PAGE),
      (issue) => issue.eventId,
      (issue) => checkOther(tx, issue),
    )
  );
}
