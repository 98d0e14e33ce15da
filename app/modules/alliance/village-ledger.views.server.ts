import { addMonths, startOfShanghaiMonth } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { ledgerCursor } from "./ledger-line.views.server";
import { type LedgerLine, type SealedVoucher, shareState } from "./public-ledger";
import { LINE_REF, ofBookAndEvent, SHARE_SUMS } from "./village-ledger.sql.server";

export const MOST_LEDGER_LINES = 100;

/** A village's book as everybody may know it. */
export interface LedgerHead {
  readonly villageId: string;
  readonly villageSlug: string;
  readonly villageName: string;
  readonly collectiveName: string;
  readonly bookId: string;
  readonly bookCode: string;
  /** the newest sealed voucher of the book */
  readonly seal: { readonly number: number; readonly hash: string; readonly sealedAt: Date } | null;
  /** set once the month is closed: its last voucher and hash */
  readonly close: {
    readonly throughNumber: number;
    readonly hash: string;
    readonly closedAt: Date;
  } | null;
}

const selectHead = statement<
  [locale: Locale, slug: string, month: string],
  Omit<LedgerHead, "seal" | "close"> & {
    readonly seal_number: number | null;
    readonly seal_hash: string | null;
    readonly sealed_at: Date | null;
    readonly close_number: number | null;
    readonly close_hash: string | null;
    readonly closed_at: Date | null;
  }
>(
  "alliance.ledgerHead",
  `SELECT v.id AS "villageId", v.slug AS "villageSlug", v.name ->> $1 AS "villageName",
          k.name ->> $1 AS "collectiveName", b.id AS "bookId", b.code AS "bookCode",
          s.number AS seal_number, encode(s.hash, 'hex') AS seal_hash, s.sealed_at,
          c.through_number AS close_number, encode(c.hash, 'hex') AS close_hash, c.closed_at
     FROM village v
     JOIN collective k ON k.village_id = v.id
     JOIN book b ON b.id = k.book_id
     LEFT JOIN LATERAL (SELECT number, hash, sealed_at FROM voucher WHERE book_id = b.id
                         ORDER BY number DESC LIMIT 1) s ON true
     LEFT JOIN period_close c ON c.book_id = b.id AND c.period = $3
    WHERE v.slug = $2`,
);

/** The village's book, its newest seal and the close of the month; undefined without a village or collective. */
export async function ledgerHead(
  tx: Tx,
  input: { readonly slug: string; readonly month: string; readonly locale: Locale },
): Promise<LedgerHead | undefined> {
  const [row] = await tx.run(selectHead, [input.locale, input.slug, input.month]);
  if (!row) return undefined;
  const { seal_number, seal_hash, sealed_at, close_number, close_hash, closed_at, ...head } = row;
  return {
    ...head,
    seal:
      seal_number !== null && seal_hash !== null && sealed_at !== null
        ? { number: seal_number, hash: seal_hash, sealedAt: sealed_at }
        : null,
    close:
      close_number !== null && close_hash !== null && closed_at !== null
        ? { throughNumber: close_number, hash: close_hash, closedAt: closed_at }
        : null,
  };
}

interface LineRow {
  readonly ref: string;
  readonly minute: Date;
  readonly product_name: string;
  readonly product_slug: string;
  readonly sku_name: string;
  readonly packs: number;
  readonly net_grams: bigint;
  readonly goods_fen: bigint;
  readonly freight_fen: bigint;
  readonly province: string;
  readonly legs: readonly { readonly kind: string; readonly fen: string; readonly own: boolean }[];
  readonly share: bigint;
  readonly pending: bigint;
  readonly credited: bigint;
  readonly taken_back: bigint;
  readonly vouchers: readonly SealedVoucher[];
}

/** Ordered by minute and ref, so that a page's cursor says no more about a sale than the page does. */
const selectLines = statement<
  [
    locale: Locale,
    villageId: string,
    bookId: string,
    from: Date,
    until: Date,
    afterMinute: Date | null,
    afterRef: string | null,
    limit: number,
  ],
  LineRow
>(
  "alliance.ledgerLines",
  `WITH page AS MATERIALIZED (
     SELECT l.*, ${LINE_REF} AS ref, date_trunc('minute', o.paid_at) AS minute, left(o.region_code, 2) AS province
       FROM order_line l JOIN orders o ON o.id = l.order_id
      WHERE l.village_id = $2 AND o.paid_at >= $4 AND o.paid_at < $5
        AND ($6::timestamptz IS NULL OR (date_trunc('minute', o.paid_at), ${LINE_REF}) < ($6, $7))
      ORDER BY minute DESC, ref DESC LIMIT $8
   )
   SELECT page.ref, page.minute, page.name ->> $1 AS product_name, p.slug AS product_slug,
          page.sku_name ->> $1 AS sku_name, page.packs, page.net_grams, page.goods_fen, page.freight_fen,
          page.province, legs.list AS legs, legs.share, booked.*, sealed.vouchers
     FROM page
     JOIN product p ON p.id = page.product_id
     JOIN LATERAL (SELECT coalesce(sum(leg.fen) FILTER (WHERE leg.kind = 'collective' AND leg.book_id = $3), 0)::int8 AS share,
                          coalesce(json_agg(json_build_object('kind', leg.kind, 'fen', leg.fen::text)
                                            ORDER BY leg.position), '[]') AS list
                     FROM order_leg leg WHERE leg.line_id = page.id) legs ON true
     JOIN LATERAL (SELECT ${SHARE_SUMS}
                     FROM ledger_transaction t JOIN transfer ON transfer.transaction_id = t.id
                    WHERE ${ofBookAndEvent("$3", "page.order_id")}) booked ON true
     JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('number', voucher.number,
                            'hash', encode(voucher.hash, 'hex'), 'reason', t.reason)
                            ORDER BY voucher.number), '[]') AS vouchers
                     FROM ledger_transaction t JOIN voucher ON voucher.transaction_id = t.id
                    WHERE ${ofBookAndEvent("$3", "page.order_id")}) sealed ON true
    ORDER BY page.minute DESC, page.ref DESC`,
);

export interface LedgerLinesQuery {
  readonly villageId: string;
  readonly bookId: string;
  /** YYYY-MM in Shanghai */
  readonly month: string;
  readonly locale: Locale;
  /** `next` of the page before */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The month's lines, newest first, without anything about who bought. */
export async function ledgerLines(
  tx: Tx,
  query: LedgerLinesQuery,
): Promise<{ readonly lines: readonly LedgerLine[]; readonly next: string | null }> {
  invariant(
    query.limit >= 1 && query.limit <= MOST_LEDGER_LINES,
    `a page has 1 to ${MOST_LEDGER_LINES} lines`,
  );
  const after = readCursor(query.after);
  const rows = await tx.run(selectLines, [
    query.locale,
    query.villageId,
    query.bookId,
    startOfShanghaiMonth(query.month),
    startOfShanghaiMonth(addMonths(query.month, 1)),
    after?.minute ?? null,
    after?.ref ?? null,
    query.limit + 1,
  ]);
  const { shown, next } = pageOf(rows, query.limit, ({ minute, ref }) => ledgerCursor(minute, ref));
  return { lines: shown.map(lineOf), next };
}

/** Every line of the month, for the CSV; reads page by page. */
export async function* allLedgerLines(
  tx: Tx,
  query: Omit<LedgerLinesQuery, "after" | "limit">,
): AsyncGenerator<LedgerLine> {
  let after: string | undefined;
  do {
    const page = await ledgerLines(tx, { ...query, after, limit: MOST_LEDGER_LINES });
    yield* page.lines;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function lineOf(row: LineRow): LedgerLine {
  const amounts = {
    shareFen: row.share,
    pendingFen: row.pending,
    creditedFen: row.credited,
    takenBackFen: row.taken_back,
  };
  return {
    ref: row.ref,
    at: row.minute,
    productName: row.product_name,
    productSlug: row.product_slug,
    skuName: row.sku_name,
    packs: row.packs,
    grams: row.net_grams * BigInt(row.packs),
    goodsFen: row.goods_fen,
    freightFen: row.freight_fen,
    provinceCode: `${row.province}0000`,
    legs: row.legs.map((leg) => ({ kind: leg.kind, fen: BigInt(leg.fen) })),
    shareFen: row.share,
    state: shareState(amounts),
    vouchers: row.vouchers,
  };
}

function readCursor(text: string | undefined): { readonly minute: Date; readonly ref: string } | undefined {
  const [, minutes, ref] = /^(\d{1,9})-([0-9a-f]{12})$/.exec(text ?? "") ?? [];
  if (minutes === undefined || ref === undefined) return undefined;
  return { minute: new Date(Number(minutes) * 60_000), ref };
}
