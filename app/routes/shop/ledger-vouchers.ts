import { notFound, open } from "~/http/door.server";
import { shanghaiMonth } from "~/kernel/clock";
import { ledgerHead } from "~/modules/alliance/index.server";
import { vouchersAfter } from "~/modules/ledger/index.server";

const ON_A_PAGE = 500;

/** The sealed vouchers of a village's book in order, for whoever wants to recompute the chain. */
export const loader = open("ledger.public.read", async ({ portal, params, url, locale, now }) => {
  const head = await ledgerHead(portal.db, { slug: params.slug ?? "", month: shanghaiMonth(now), locale });
  if (!head) throw notFound();
  const asked = Number(url.searchParams.get("after") ?? "0");
  const after = Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
  const vouchers = await vouchersAfter(portal.db, { bookId: head.bookId, after, limit: ON_A_PAGE });
  const published = vouchers.map(({ number, canonical, previousHash, hash }) => ({
    number,
    canonical,
    previousHash,
    hash,
  }));
  const next = vouchers.length === ON_A_PAGE ? (vouchers.at(-1)?.number ?? null) : null;
  return Response.json({ book: head.bookCode, vouchers: published, next });
});
