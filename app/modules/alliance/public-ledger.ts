import { shanghaiDay } from "~/kernel/clock";
import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";

/**
 * What a village publishes about the sale of its goods. Nothing in these types can name a buyer: no order number, no
 * person, no address below the province, no time finer than a minute.
 */

/**
 * How the collective's share of a sale stands: foreseen until the buyer's time for claims is over, credited after
 * it, corrected when some or all of it was taken back. `noShare` when the share plan gave the collective nothing.
 */
export type ShareState = "pending" | "credited" | "corrected" | "noShare";

/** A share always is the sum of what is pending, what was credited and what was taken back. */
export interface ShareAmounts {
  readonly shareFen: Fen;
  readonly pendingFen: Fen;
  readonly creditedFen: Fen;
  readonly takenBackFen: Fen;
}

export function shareState(amounts: ShareAmounts): ShareState {
  if (amounts.shareFen === 0n) return "noShare";
  if (amounts.takenBackFen > 0n) return "corrected";
  return amounts.pendingFen > 0n ? "pending" : "credited";
}

export interface SealedVoucher {
  readonly number: number;
  /** SHA-256 in hexadecimal */
  readonly hash: string;
  readonly reason: string;
}

export interface LedgerLine {
  /** names the line on the page and in corrections; says nothing about the order behind it */
  readonly ref: string;
  /** when it was paid, to the minute */
  readonly at: Date;
  readonly productName: string;
  readonly productSlug: string;
  readonly skuName: string;
  readonly packs: number;
  /** of all packs */
  readonly grams: Grams;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  /** GB/T 2260 code of the buyer's province */
  readonly provinceCode: string;
  /** who got which part of goods and freight; kinds are those of the share plan */
  readonly legs: readonly { readonly kind: string; readonly fen: Fen }[];
  /** the part of this line that goes to this village's collective */
  readonly shareFen: Fen;
  /** of the sale this line belongs to: the books know a sale as a whole */
  readonly state: ShareState;
  /** vouchers of the sale in the collective's book, oldest first; empty until they are sealed */
  readonly vouchers: readonly SealedVoucher[];
}

/** A month, counted by when the goods were paid. */
export interface LedgerMonth extends ShareAmounts {
  /** YYYY-MM in Shanghai */
  readonly month: string;
  readonly orders: number;
  readonly grams: Grams;
  /** what was paid for the goods, freight apart */
  readonly salesFen: Fen;
  readonly freightFen: Fen;
  /** sales above that were given back in full since */
  readonly refundedOrders: number;
  readonly refundedSalesFen: Fen;
}

/** An entry of this month that takes back what an earlier one had foreseen or credited. */
export interface LedgerCorrection {
  /** a pending share was called off, or a credited one was reversed */
  readonly kind: "calledOff" | "reversed";
  readonly at: Date;
  readonly reason: string;
  readonly fen: Fen;
  readonly voucher: SealedVoucher | null;
  /** the lines of the sale it corrects and the month in which they stand */
  readonly corrects: { readonly month: string; readonly refs: readonly string[] };
}

export interface LedgerDay<Line extends LedgerLine = LedgerLine> {
  /** YYYY-MM-DD in Shanghai */
  readonly day: string;
  readonly lines: readonly Line[];
}

/** Lines that follow each other by time, gathered under their day. */
export function groupByDay<Line extends LedgerLine>(lines: readonly Line[]): LedgerDay<Line>[] {
  const days: { day: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const day = shanghaiDay(line.at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

/** Columns of the CSV, as codes; the page puts words in their place. */
export const LEDGER_CSV_COLUMNS = [
  "ref",
  "time",
  "product",
  "pack",
  "packs",
  "grams",
  "goodsYuan",
  "freightYuan",
  "shareYuan",
  "state",
  "province",
  "voucher",
  "hash",
] as const;
export type LedgerCsvColumn = (typeof LEDGER_CSV_COLUMNS)[number];

/** One line as cells of a table for machines: plain numbers, ISO time in Shanghai, the last voucher. */
export function ledgerCsvCells(line: LedgerLine): Readonly<Record<LedgerCsvColumn, string>> {
  const voucher = line.vouchers.at(-1);
  const shanghai = new Date(line.at.getTime() + 8 * 60 * 60 * 1000).toISOString();
  return {
    ref: line.ref,
    time: `${shanghai.slice(0, 16)}+08:00`,
    product: line.productName,
    pack: line.skuName,
    packs: String(line.packs),
    grams: String(line.grams),
    goodsYuan: plainYuan(line.goodsFen),
    freightYuan: plainYuan(line.freightFen),
    shareYuan: plainYuan(line.shareFen),
    state: line.state,
    province: line.provinceCode,
    voucher: voucher ? String(voucher.number) : "",
    hash: voucher?.hash ?? "",
  };
}

function plainYuan(fen: Fen): string {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A row of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is shown as text. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
