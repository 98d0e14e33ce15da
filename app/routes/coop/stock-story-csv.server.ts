import { csvRow } from "~/modules/alliance/index.server";
import type { Story, StoryCursor } from "~/modules/catalog/index.server";

/** So that spreadsheet programs read the file as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";
/** More pages than a pack has in years; a longer story is cut there. */
const MOST_PAGES = 400;

/** A whole story as a table for spreadsheets, read page by page. */
export async function storyCsv<Line>(input: {
  readonly name: string;
  readonly columns: readonly string[];
  readonly page: (after: StoryCursor | undefined) => Promise<Story<Line>>;
  readonly cells: (line: Line) => readonly string[];
}): Promise<Response> {
  let text = BYTE_ORDER_MARK + csvRow(input.columns);
  let after: StoryCursor | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { lines, next } = await input.page(after);
    text += lines.map((line) => csvRow(input.cells(line))).join("");
    if (next === null) break;
    after = next;
  }
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${input.name}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
