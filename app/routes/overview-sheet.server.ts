import type { Visit } from "~/http/door.server";
import { plainDecimal } from "~/kernel/amount-text";
import type { Period } from "~/kernel/period";
import { csvRow } from "~/modules/alliance/index.server";
import type { ComparedFigures } from "~/modules/ordering/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import type { Messages } from "~/ui/messages/types";

/** So that spreadsheet programs read the file as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

type Column = keyof Messages["overview"]["csvColumn"];

/** A table to take away: which columns, and plain numbers under them. */
export interface CsvSheet {
  /** of the file, behind whose it is */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** The file of a sheet, its columns in the reader's language. */
export function csvAnswer({ params, locale }: Visit, { name, columns, rows }: CsvSheet): Response {
  const words = pageWords(locale, "overview", "desk");
  const head = csvRow(columns.map((column) => words(`csvColumn.${column}`)));
  return new Response(`${BYTE_ORDER_MARK}${head}${rows.map(csvRow).join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${params.slug}-${name}.csv"`,
    },
  });
}

/** Sales by pieces of a period. `refunds`: whether they are counted, which is where whole orders are somebody's. */
export function salesSheet(
  { from, to }: Period,
  { pieces }: ComparedFigures,
  { refunds }: { readonly refunds: boolean },
): CsvSheet {
  return {
    name: `${from}-${to}`,
    columns: ["from", "orders", "kilograms", "sales", ...(refunds ? (["refunded"] as const) : [])],
    rows: pieces.map(({ piece, orders, grams, salesFen, refundedFen }) => [
      piece,
      String(orders),
      plainDecimal(grams, 3),
      plainDecimal(salesFen, 2),
      ...(refunds ? [plainDecimal(refundedFen, 2)] : []),
    ]),
  };
}
