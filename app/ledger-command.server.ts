import { allBooks, exportBook, findBookByCode, verifyLedger } from "~/modules/ledger/index.server";
import { openDb } from "~/platform/db/db.server";
import { checkIntakeAgainstLedger } from "~/workflows/check-intake-against-ledger";
import { checkOrdersAgainstLedger } from "~/workflows/check-orders-against-ledger";

const HELP = `Usage: npm run ledger -- <what>
  verify                    recompute every hash, number and balance, and hold each paid order and each intake slip against its postings
  export BOOK [FORMAT]      all sealed vouchers of a book: csv (default), json lines, or chain (docs/ledger-format.md)
  books                     the codes of all books
`;

/** Vouchers held in memory at a time while verifying. */
const PAGE = 500;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm run ledger`: 0 when all is well, 1 when the books differ from what they say, 2 for a wrong call. */
async function main(): Promise<number> {
  const [what, ...rest] = process.argv.slice(2);
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("scripts/ledger.mjs sets DATABASE_URL");
  const db = openDb({ url, maxConnections: 2, onIdleError: () => undefined });
  try {
    if (what === "verify") return await verify(db);
    if (what === "export") return await exportTo(db, rest);
    if (what === "books") {
      for (const book of await allBooks(db)) say(`${book.code}\t${book.title["zh-CN"]}`);
      return 0;
    }
    process.stderr.write(HELP);
    return 2;
  } finally {
    await db.close();
  }
}

type Database = ReturnType<typeof openDb>;

async function verify(db: Database): Promise<number> {
  const result = await verifyLedger(db, {
    pageSize: PAGE,
    crossChecks: [checkOrdersAgainstLedger, checkIntakeAgainstLedger],
  });
  if (!result.whole) {
    const { kind, bookId, number, subject, expected, found } = result.difference;
    say(`${kind}: book ${bookId}${number === undefined ? "" : `, voucher ${number}`}, ${subject}`);
    say(`  expected ${expected}`);
    say(`  found    ${found}`);
    return 1;
  }
  const { books, vouchers, unsealed, transfers, heads } = result.verified;
  for (const head of heads) say(`${head.bookId}  ${String(head.number).padStart(6)}  ${head.hash}`);
  say(
    `${books} books, ${vouchers} vouchers, ${unsealed} waiting to be sealed, ${transfers} transfers: all hold.`,
  );
  return 0;
}

const FORMATS = ["csv", "json", "chain"] as const;

async function exportTo(db: Database, [code, asked = "csv"]: readonly string[]): Promise<number> {
  const format = FORMATS.find((each) => each === asked);
  const book = code === undefined ? undefined : await findBookByCode(db, code);
  if (!book || !format) {
    process.stderr.write(
      book ? HELP : `There is no book ${code ?? ""}; npm run ledger -- books lists them.\n`,
    );
    return 2;
  }
  for await (const piece of exportBook(db, { bookId: book.id, format })) process.stdout.write(piece);
  return 0;
}

process.exitCode = await main();
