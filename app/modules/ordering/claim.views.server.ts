import { maskMobilesIn } from "~/kernel/masking";
import type { Fen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Affected, type ClaimReason, type ClaimState, MAX_CLAIMS_PER_LINE } from "./claim";
import { affectedOf } from "./claim.store.server";

/** A claim as its buyer and the cooperative's desk see it, in one language. */
export interface ShownClaim {
  readonly id: string;
  readonly lineId: string;
  readonly name: string;
  readonly skuName: string;
  readonly affected: Affected;
  readonly reason: ClaimReason;
  readonly words: string;
  readonly state: ClaimState;
  readonly askedFen: Fen;
  readonly givenFen: Fen | null;
  /** where the money of an accepted one is; null of the others */
  readonly refundState: string | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly answer: string;
  /** how much may be given at most: what is left of what was paid for the line, or of the order */
  readonly mostFen: Fen;
}

/** What of an order may be claimed, line by line, as the buyer's form offers it. */
export interface LineOffered {
  readonly id: string;
  readonly name: string;
  readonly skuName: string;
  readonly packs: number;
  /** of one pack */
  readonly netGrams: Grams;
  readonly goodsFen: Fen;
  /** `open`: a claim waits; `spent`: no more claims, or nothing left to give back */
  readonly claimable: "yes" | "open" | "spent";
}

type ClaimRow = Omit<ShownClaim, "affected"> & {
  readonly packs: number | null;
  readonly grams: Grams | null;
};

const CLAIMS = statement<[orderId: string, locale: Locale], ClaimRow>(
  "ordering.claimsOfOrder",
  `SELECT c.id, c.line_id AS "lineId", l.name ->> $2 AS name, l.sku_name ->> $2 AS "skuName", c.packs, c.grams, c.reason,
     CASE WHEN o.contact_locked_at IS NULL THEN c.words ELSE '' END AS words, c.state, c.asked_fen AS "askedFen",
     c.given_fen AS "givenFen", r.state AS "refundState", c.opened_at AS "openedAt", c.closed_at AS "closedAt", c.answer,
     least(c.asked_fen, o.total_fen - o.refunded_fen, l.goods_fen + l.freight_fen -
       coalesce((SELECT sum(g.given_fen) FROM claim g WHERE g.line_id = l.id), 0))::bigint AS "mostFen"
   FROM claim c JOIN orders o ON o.id = c.order_id JOIN order_line l ON l.id = c.line_id
   LEFT JOIN refund r ON r.id = c.refund_id
   WHERE c.order_id = $1 ORDER BY c.opened_at, c.id`,
);

/** The claims of an order, the first one first, as its buyer sees them. A few at most: they are limited by line. */
export async function claimsOfOrder(
  tx: Tx,
  { orderId, locale }: { readonly orderId: string; readonly locale: Locale },
): Promise<ShownClaim[]> {
  const rows = await tx.run(CLAIMS, [orderId, locale]);
  return rows.map(({ packs, grams, ...claim }) => ({
    ...claim,
    affected: affectedOf(packs, grams) ?? { of: "packs", packs: 0 },
  }));
}

/**
 * As the desk sees them: what the buyer wrote is masked like the rest of what is personal, until somebody looks behind the
 * mask (`shown`), and what is locked does not leave the database.
 */
export async function claimsForDesk(
  tx: Tx,
  asked: { readonly orderId: string; readonly locale: Locale; readonly shown: boolean },
): Promise<ShownClaim[]> {
  const claims = await claimsOfOrder(tx, asked);
  return claims.map((claim) =>
    asked.shown
      ? claim
      : { ...claim, words: maskMobilesIn(claim.words), answer: maskMobilesIn(claim.answer) },
  );
}

type LineRow = Omit<LineOffered, "claimable"> & {
  readonly claims: number;
  readonly open: boolean;
  readonly leftFen: Fen;
};

const LINES = statement<[orderId: string, locale: Locale], LineRow>(
  "ordering.linesToClaim",
  `SELECT l.id, l.name ->> $2 AS name, l.sku_name ->> $2 AS "skuName", l.packs, l.net_grams AS "netGrams",
     l.goods_fen AS "goodsFen", count(c.id)::int AS claims, coalesce(bool_or(c.state = 'open'), false) AS open,
     (l.goods_fen + l.freight_fen - coalesce(sum(c.given_fen), 0))::bigint AS "leftFen"
   FROM order_line l LEFT JOIN claim c ON c.line_id = l.id
   WHERE l.order_id = $1 GROUP BY l.id ORDER BY l.position`,
);

export async function linesToClaim(
  tx: Tx,
  { orderId, locale }: { readonly orderId: string; readonly locale: Locale },
): Promise<LineOffered[]> {
  const rows = await tx.run(LINES, [orderId, locale]);
  return rows.map(({ claims, open, leftFen, ...line }) => ({
    ...line,
    claimable: open ? "open" : claims >= MAX_CLAIMS_PER_LINE || leftFen <= 0n ? "spent" : "yes",
  }));
}

const OPEN_AT_DESK = statement<[cooperativeId: string], { claims: number; oldestAt: Date | null }>(
  "ordering.claimsWaiting",
  `SELECT count(*)::int AS claims, min(opened_at) AS "oldestAt" FROM claim
    WHERE cooperative_id = $1 AND state = 'open'`,
);

/** Claims that wait for a cooperative's answer, and since when the oldest does. */
export async function claimsWaiting(
  tx: Tx,
  cooperativeId: string,
): Promise<{ readonly claims: number; readonly oldestAt: Date | null }> {
  const [row] = await tx.run(OPEN_AT_DESK, [cooperativeId]);
  return row ?? { claims: 0, oldestAt: null };
}
