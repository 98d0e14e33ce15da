import type { Tx } from "~/platform/db/db.server";
import { type ExportFormat, exportHeader, exportVoucher } from "./export";
import { vouchersAfter } from "./voucher.store.server";

/** Vouchers read at a time. */
const EXPORT_PAGE = 500;

/** All sealed vouchers of a book as text, page by page. What is not sealed yet has no number and no hash, and is left out. */
export async function* exportBook(
  tx: Tx,
  { bookId, format }: { readonly bookId: string; readonly format: ExportFormat },
): AsyncGenerator<string> {
  yield exportHeader(format);
  for (let after = 0; ; ) {
    const page = await vouchersAfter(tx, { bookId, after, limit: EXPORT_PAGE });
    const last = page.at(-1);
    if (!last) return;
    yield page.map((voucher) => exportVoucher(format, voucher)).join("");
    after = last.number;
  }
}
