import { invariant } from "~/kernel/invariant";
import { type Fen, sumFen } from "~/kernel/money";
import type { CumulativeAmount, NewTransaction, OpeningPhase } from "~/modules/ledger/index.server";
import type { Sale, SaleLeg } from "~/modules/ordering/index.server";
import { refundedParts } from "~/modules/sharing/index.server";

/** Accounts of a sale in the operator's chart (小企业会计准则). */
const OPERATOR = {
  stripeClearing: "1012.01",
  saleMoneyToSettle: "2241.01",
  owedToCooperatives: "2202.01",
  owedToCollectives: "2202.02",
  owedToHosts: "2241.02",
  allianceFund: "2241.03",
  portalServiceIncome: "5001.01",
} as const;

/** Accounts of a sale in a cooperative's chart (财会〔2021〕37号). */
export const COOPERATIVE = {
  receivableFromPortal: "113.01",
  onlineSales: "501.01",
  portalAndSharingCosts: "521.01",
  growersGoods: "521.02",
  packing: "521.03",
  freight: "521.04",
  owedToGrowers: "114.01",
  packingLabourOwed: "213.01",
  carriersOwed: "211.01",
} as const;

/** Accounts of a sale in a village collective's chart (财会〔2023〕14号). */
/** Of a village collective's book. */
export const COLLECTIVE = { receivableFromPortal: "112.01", serviceIncome: "501.01" } as const;

/** A transfer in one of the books of a sale. No two of a sale share book, debit and credit. */
export interface SaleTransfer {
  readonly bookId: string;
  readonly debit: string;
  readonly credit: string;
  readonly fen: Fen;
  readonly phase: OpeningPhase;
}

function legsOf(sale: Sale): SaleLeg[] {
  return sale.lines.flatMap((line) => [...line.legs]);
}

function bookOf(legs: readonly SaleLeg[], kind: string): string {
  const leg = legs.find((each) => each.kind === kind);
  invariant(leg, `every sale has a ${kind} leg, which names the book`);
  return leg.bookId;
}

/** The book of the cooperative that sold. */
export function cooperativeBookOf(sale: Sale): string {
  return bookOf(legsOf(sale), "cooperative");
}

/** The legs summed up by kind. */
function totalsOf(legs: readonly SaleLeg[]): (kind: string) => Fen {
  return (kind) => sumFen(legs.filter((leg) => leg.kind === kind).map((leg) => leg.fen));
}

/**
 * What a sale with these legs writes in all its books: the receipt at once, everybody's part as pending until the
 * claim window has passed. Nothing-amounts are left out.
 */
export function saleTransfers(legs: readonly SaleLeg[]): SaleTransfer[] {
  const sum = totalsOf(legs);
  const total = sumFen(legs.map((leg) => leg.fen));
  const operator = bookOf(legs, "portal");
  const cooperative = bookOf(legs, "cooperative");
  const toCooperative = sum("growers") + sum("packing") + sum("freight") + sum("cooperative");
  const { saleMoneyToSettle } = OPERATOR;
  const { receivableFromPortal } = COOPERATIVE;
  const pending = (bookId: string, debit: string, credit: string, fen: Fen): SaleTransfer => ({
    bookId,
    debit,
    credit,
    fen,
    phase: "pending",
  });
  const collectives = new Map<string, Fen>();
  for (const leg of legs) {
    if (leg.kind === "collective") collectives.set(leg.bookId, (collectives.get(leg.bookId) ?? 0n) + leg.fen);
  }
  const transfers: SaleTransfer[] = [
    {
      bookId: operator,
      debit: OPERATOR.stripeClearing,
      credit: saleMoneyToSettle,
      fen: total,
      phase: "posted",
    },
    pending(operator, saleMoneyToSettle, OPERATOR.owedToCooperatives, toCooperative),
    pending(operator, saleMoneyToSettle, OPERATOR.owedToCollectives, sum("collective")),
    pending(operator, saleMoneyToSettle, OPERATOR.owedToHosts, sum("host")),
    pending(operator, saleMoneyToSettle, OPERATOR.allianceFund, sum("alliance")),
    pending(operator, saleMoneyToSettle, OPERATOR.portalServiceIncome, sum("portal")),
    pending(cooperative, receivableFromPortal, COOPERATIVE.onlineSales, total),
    pending(cooperative, COOPERATIVE.portalAndSharingCosts, receivableFromPortal, total - toCooperative),
    pending(cooperative, COOPERATIVE.growersGoods, COOPERATIVE.owedToGrowers, sum("growers")),
    pending(cooperative, COOPERATIVE.packing, COOPERATIVE.packingLabourOwed, sum("packing")),
    pending(cooperative, COOPERATIVE.freight, COOPERATIVE.carriersOwed, sum("freight")),
    ...[...collectives].map(([bookId, fen]) =>
      pending(bookId, COLLECTIVE.receivableFromPortal, COLLECTIVE.serviceIncome, fen),
    ),
  ];
  return transfers.filter((transfer) => transfer.fen > 0n);
}

function transactionsOf(
  sale: Sale,
  step: string,
  reason: string,
  transfers: readonly SaleTransfer[],
  occurredAt: Date,
): NewTransaction[] {
  return [...Map.groupBy(transfers, (transfer) => transfer.bookId)].map(([bookId, group]) => ({
    bookId,
    reference: `order:${sale.id}:${step}:${bookId}`,
    eventId: sale.id,
    reason,
    occurredAt,
    transfers: group.map(({ bookId: _bookId, ...transfer }) => transfer),
  }));
}

/** One transaction per book for a sale that has been paid. */
export function paidTransactions(sale: Sale, paidAt: Date): NewTransaction[] {
  return transactionsOf(sale, "paid", "sale-paid", saleTransfers(legsOf(sale)), paidAt);
}

/** The receipt alone: money came in for goods that cannot be had any more, and goes back. */
export function receiptTransactions(sale: Sale, paidAt: Date): NewTransaction[] {
  const receipt = saleTransfers(legsOf(sale)).filter((transfer) => transfer.phase === "posted");
  return transactionsOf(sale, "received", "sale-received-too-late", receipt, paidAt);
}

/** The legs as they stand once `refundedFen` of the sale has been given back, and the parts given back. */
export function splitByRefund(
  sale: Sale,
  refundedFen: Fen,
): { readonly given: readonly SaleLeg[]; readonly left: readonly SaleLeg[] } {
  const legs = legsOf(sale);
  const parts = refundedParts(
    legs.map((leg) => leg.fen),
    refundedFen,
  );
  const given = legs.map((leg, index) => ({ ...leg, fen: parts[index] ?? 0n }));
  const left = legs.map((leg, index) => ({ ...leg, fen: leg.fen - (parts[index] ?? 0n) }));
  return { given, left };
}

/**
 * How much of each transfer of a sale is taken back once `refundedFen` of it has been refunded. The same split in
 * all books, so that what one book gives back is what the other one takes.
 */
export function reversedAmounts(sale: Sale, refundedFen: Fen): CumulativeAmount {
  const amounts = new Map(
    saleTransfers(splitByRefund(sale, refundedFen).given).map((transfer) => [keyOf(transfer), transfer.fen]),
  );
  return (transfer) => amounts.get(keyOf(transfer)) ?? 0n;
}

function keyOf(transfer: { bookId: string; debit: string; credit: string }): string {
  return `${transfer.bookId} ${transfer.debit} ${transfer.credit}`;
}

/** A refund came back to the portal after its sale had been reversed: the money waits for the buyer. */
export function bouncedTransaction(
  sale: Sale,
  refund: { readonly id: string; readonly amountFen: Fen },
  occurredAt: Date,
): NewTransaction {
  const { stripeClearing: debit, saleMoneyToSettle: credit } = OPERATOR;
  return {
    bookId: bookOf(legsOf(sale), "portal"),
    reference: `refund:${refund.id}:bounced`,
    eventId: refund.id,
    reason: "refund-bounced",
    occurredAt,
    transfers: [{ debit, credit, fen: refund.amountFen, phase: "posted" }],
  };
}
