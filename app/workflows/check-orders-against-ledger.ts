import { type Fen, sumFen } from "~/kernel/money";
import { type AccountBalance, balanceOfEvent, type LedgerDifference } from "~/modules/ledger/index.server";
import { lockSale, paidSalesAfter, type Sale } from "~/modules/ordering/index.server";
import { refundsOfOrders } from "~/modules/payments/index.server";
import type { Tx } from "~/platform/db/db.server";
import { HAS_LEFT } from "./finish-refund";
import { type SaleTransfer, saleTransfers, splitByRefund } from "./sale-postings";

/** Orders held in memory at a time. */
const PAGE = 200;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/** What an account holds of one sale: debits less credits, counted and foreseen. */
interface Net {
  readonly bookId: string;
  readonly account: string;
  posted: Fen;
  pending: Fen;
}

type NetByAccount = Map<string, Net>;

function netOf(nets: NetByAccount, bookId: string, account: string): Net {
  const key = `${bookId} ${account}`;
  const net = nets.get(key) ?? { bookId, account, posted: 0n, pending: 0n };
  nets.set(key, net);
  return net;
}

function add(nets: NetByAccount, transfer: SaleTransfer, phase: "posted" | "pending"): void {
  netOf(nets, transfer.bookId, transfer.debit)[phase] += transfer.fen;
  netOf(nets, transfer.bookId, transfer.credit)[phase] -= transfer.fen;
}

/** What the books must hold of a sale, computed from nothing but its frozen legs, its state and its refunds. */
function expected(sale: Sale, goneFen: Fen): NetByAccount {
  const nets: NetByAccount = new Map();
  const settled = sale.settledAt !== null;
  for (const transfer of saleTransfers(splitByRefund(sale, goneFen).left)) {
    add(nets, transfer, settled ? "posted" : transfer.phase);
  }
  return nets;
}

function found(balances: readonly AccountBalance[]): NetByAccount {
  const nets: NetByAccount = new Map();
  for (const balance of balances) {
    const net = netOf(nets, balance.bookId, balance.account);
    net.posted = balance.debitsPosted - balance.creditsPosted;
    net.pending = balance.debitsPending - balance.creditsPending;
  }
  return nets;
}

function differenceOf(
  sale: Sale,
  goneFen: Fen,
  balances: readonly AccountBalance[],
): LedgerDifference | undefined {
  const [should, is] = [expected(sale, goneFen), found(balances)];
  for (const key of new Set([...should.keys(), ...is.keys()])) {
    const [wanted, held] = [should.get(key), is.get(key)];
    const [text, heldText] = [amounts(wanted), amounts(held)];
    if (text === heldText) continue;
    const { bookId = "", account = "" } = wanted ?? held ?? {};
    return {
      kind: "CrossCheckFailed",
      bookId,
      subject: `order ${sale.number}, account ${account}`,
      expected: text,
      found: heldText,
    };
  }
  return undefined;
}

function amounts(net: Net | undefined): string {
  return `${net?.posted ?? 0n} fen posted, ${net?.pending ?? 0n} fen pending`;
}

async function checkSale(tx: Tx, sale: Sale): Promise<LedgerDifference | undefined> {
  const refunds = await refundsOfOrders(tx, [sale.id]);
  const gone = refunds.filter((refund) => HAS_LEFT.has(refund.state)).map((refund) => refund.amountFen);
  return differenceOf(sale, sumFen(gone), await balanceOfEvent(tx, sale.id));
}

/**
 * Holds every order that was ever paid against the books: each account must hold exactly what the order's legs, its
 * settlement and the refunds that have left say. Answers with the first difference. The portal may be at work
 * meanwhile: an order that seems to differ is read anew before it is believed.
 */
export async function checkOrdersAgainstLedger(tx: Tx): Promise<LedgerDifference | undefined> {
  for (let after = BEFORE_ALL; ; ) {
    const sales = await paidSalesAfter(tx, after, PAGE);
    const last = sales.at(-1);
    if (!last) return undefined;
    after = last.id;
    for (const sale of sales) {
      if (!(await checkSale(tx, sale))) continue;
      const again = await lockSale(tx, sale.id);
      const difference = again && (await checkSale(tx, again));
      if (difference) return difference;
    }
  }
}
