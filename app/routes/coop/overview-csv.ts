import { staff } from "~/http/door.server";
import { plainDecimal } from "~/kernel/amount-text";
import { shanghaiDay } from "~/kernel/clock";
import { readPeriod } from "~/kernel/period";
import { csvRow } from "~/modules/alliance/index.server";
import { salesFigures } from "~/modules/ordering/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { cooperativeBySlug } from "./cooperative-of.server";

/** So that spreadsheet programs read the file as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";
const COLUMNS = ["from", "orders", "kilograms", "sales", "refunded"] as const;

/** The figures of the overview's charts, a row for each of their bars; plain numbers for spreadsheets. */
export const loader = staff("coop.overview.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, locale, now, organisationId } = visit;
  const period = readPeriod(url.searchParams, shanghaiDay(now));
  const scope = { of: "cooperative", id: organisationId } as const;
  const { pieces } = await salesFigures(portal.db, { scope, period });
  const words = pageWords(locale, "overview", "desk");
  const rows = pieces.map(({ piece, orders, grams, salesFen, refundedFen }) =>
    csvRow([
      piece,
      String(orders),
      plainDecimal(grams, 3),
      plainDecimal(salesFen, 2),
      plainDecimal(refundedFen, 2),
    ]),
  );
  const head = csvRow(COLUMNS.map((column) => words(`csvColumn.${column}`)));
  return new Response(`${BYTE_ORDER_MARK}${head}${rows.join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${params.slug}-${period.from}-${period.to}.csv"`,
    },
  });
});
