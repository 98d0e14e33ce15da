import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Account, Book, NormalSide, OpenBook, OpenBookRefusal } from "./book";
import { CHARTS, type ChartCode } from "./chart";

interface BookRow {
  readonly id: string;
  readonly code: string;
  readonly title: LocalizedText;
  readonly chart: ChartCode;
  readonly chart_version: string;
  readonly opened_on: string;
}

const BOOK_COLUMNS = "id, code, title, chart, chart_version, opened_on";

const insertBook = statement<[string, string, string, string, string, string, string], { id: string }>(
  "ledger.openBook",
  `WITH opened AS (
     INSERT INTO book (id, code, title, chart, chart_version, opened_on)
     VALUES ($1, $2, $3::jsonb, $4, $5, $6::date)
     ON CONFLICT (code) DO NOTHING
     RETURNING id
   ), accounts AS (
     INSERT INTO account (book_id, code, name, normal_side)
     SELECT opened.id, a.code, a.name, a.side
     FROM opened, jsonb_to_recordset($7::jsonb) AS a(code text, name jsonb, side text)
   )
   SELECT id FROM opened`,
);

const selectBook = statement<[string], BookRow>(
  "ledger.book",
  `SELECT ${BOOK_COLUMNS} FROM book WHERE id = $1`,
);

const selectBookByCode = statement<[string], BookRow>(
  "ledger.bookByCode",
  `SELECT ${BOOK_COLUMNS} FROM book WHERE code = $1`,
);

const selectBooks = statement<[], BookRow>("ledger.books", `SELECT ${BOOK_COLUMNS} FROM book ORDER BY id`);

const selectAccounts = statement<[string], { code: string; name: LocalizedText; normal_side: NormalSide }>(
  "ledger.accounts",
  `SELECT code, name, normal_side FROM account WHERE book_id = $1 ORDER BY code COLLATE "C"`,
);

/** Opens a book with all accounts of its chart. A code that names a book already is refused. */
export async function openBook(tx: Tx, book: OpenBook): Promise<Result<Book, OpenBookRefusal>> {
  const chart = CHARTS[book.chart];
  const id = book.id ?? newId(book.now);
  const accounts = chart.accounts.map(({ code, name, normalSide }) => ({ code, name, side: normalSide }));
  const opened = await tx.run(insertBook, [
    id,
    book.code,
    JSON.stringify(book.title),
    chart.code,
    chart.version,
    book.openedOn,
    JSON.stringify(accounts),
  ]);
  if (opened.length === 0) return refuse({ code: "BookCodeTaken", bookCode: book.code });
  const { code, title, openedOn } = book;
  return ok({ id, code, title, chart: chart.code, chartVersion: chart.version, openedOn });
}

export async function findBook(tx: Tx, bookId: string): Promise<Book | undefined> {
  const [row] = await tx.run(selectBook, [bookId]);
  return row && bookOf(row);
}

export async function findBookByCode(tx: Tx, code: string): Promise<Book | undefined> {
  const [row] = await tx.run(selectBookByCode, [code]);
  return row && bookOf(row);
}

/** All books, in the order they were opened in. There is one per legal entity: hundreds in a county. */
export async function allBooks(tx: Tx): Promise<Book[]> {
  return (await tx.run(selectBooks, [])).map(bookOf);
}

/** The accounts of a book, by code. */
export async function accountsOf(tx: Tx, bookId: string): Promise<Account[]> {
  const rows = await tx.run(selectAccounts, [bookId]);
  return rows.map((row) => ({ code: row.code, name: row.name, normalSide: row.normal_side }));
}

function bookOf(row: BookRow): Book {
  const { id, code, title, chart, chart_version: chartVersion, opened_on: openedOn } = row;
  return { id, code, title, chart, chartVersion, openedOn };
}
