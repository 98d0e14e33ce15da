import type { Fen } from "~/kernel/money";
import type { Voucher } from "./voucher";

/**
 * The forms in which a book leaves the portal. Each line stands for itself, so that a book of any size can be streamed.
 * docs/ledger-format.md explains them to the reader.
 */
export type ExportFormat = "chain" | "json" | "csv";

const CSV_COLUMNS = [
  "number",
  "period",
  "occurred_at",
  "reason",
  "reference",
  "event",
  "position",
  "debit",
  "credit",
  "yuan",
  "phase",
  "resolves",
  "reverses",
  "hash",
] as const;

/** What the canonical text of a voucher holds, as far as a spreadsheet shows it. */
interface CanonicalVoucher {
  readonly period: string;
  readonly occurredAt: string;
  readonly reason: string;
  readonly reference: string;
  readonly event: string;
  readonly transfers: readonly {
    readonly position: number;
    readonly debit: string;
    readonly credit: string;
    readonly fen: string;
    readonly phase: string;
    readonly resolves: string | null;
    readonly reverses: string | null;
  }[];
}

/** The line before the first voucher, if the format has one. */
export function exportHeader(format: ExportFormat): string {
  return format === "csv" ? `${CSV_COLUMNS.join(",")}\r\n` : "";
}

/**
 * The lines of one voucher. `chain`: number, previous hash, hash and canonical text, separated by tabs; the text is JSON
 * and so holds neither tab nor line feed. `json`: the same as one JSON object. `csv`: one row per transfer, read
 * from the canonical text itself, so that the spreadsheet shows what the hash covers.
 */
export function exportVoucher(format: ExportFormat, voucher: Voucher): string {
  const { number, previousHash, hash, canonical } = voucher;
  if (format === "chain") return `${number}\t${previousHash}\t${hash}\t${canonical}\n`;
  if (format === "json") return `${JSON.stringify({ number, previousHash, hash, canonical })}\n`;
  const text = JSON.parse(canonical) as CanonicalVoucher;
  return text.transfers
    .map((transfer) =>
      [
        number,
        text.period,
        text.occurredAt,
        text.reason,
        text.reference,
        text.event,
        transfer.position,
        transfer.debit,
        transfer.credit,
        decimalYuan(BigInt(transfer.fen)),
        transfer.phase,
        transfer.resolves ?? "",
        transfer.reverses ?? "",
        hash,
      ]
        .map((cell) => csvCell(String(cell)))
        .join(","),
    )
    .map((row) => `${row}\r\n`)
    .join("");
}

/** Yuan without grouping, as spreadsheets read numbers. Amounts of transfers are positive. */
function decimalYuan(fen: Fen): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`;
}

function csvCell(text: string): string {
  // A cell that begins like a formula is shown as text: spreadsheets run formulas from files of strangers.
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
