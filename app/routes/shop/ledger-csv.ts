import { notFound, open } from "~/http/door.server";
import { shanghaiMonth } from "~/kernel/clock";
import {
  allLedgerLines,
  csvRow,
  LEDGER_CSV_COLUMNS,
  ledgerCsvCells,
  ledgerHead,
} from "~/modules/alliance/index.server";
import { pageWords } from "~/ui/messages/page-words.server";

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
/** So that spreadsheet programs read the file as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/** The month's lines as a table for spreadsheets; nothing about buyers beyond what the page shows. */
export const loader = open("ledger.public.read", async ({ portal, params, url, locale, now, terms }) => {
  const asked = url.searchParams.get("month") ?? shanghaiMonth(now);
  if (!MONTH.test(asked)) throw notFound();
  const head = await ledgerHead(portal.db, { slug: params.slug ?? "", month: asked, locale });
  if (!head) throw notFound();
  const words = pageWords(locale, "ledger");
  let text = BYTE_ORDER_MARK + csvRow(LEDGER_CSV_COLUMNS.map((column) => words(`csv.${column}`)));
  const query = { villageId: head.villageId, bookId: head.bookId, month: asked, locale };
  for await (const line of allLedgerLines(portal.db, query)) {
    const cells = ledgerCsvCells(line);
    text += csvRow(
      LEDGER_CSV_COLUMNS.map((column) => (column === "state" ? words(`state.${line.state}`) : cells[column])),
    );
  }
  terms.keep([`village:${head.villageId}`], 60);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${head.villageSlug}-${asked}.csv"`,
    },
  });
});
