import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type Affected,
  type ClaimAlreadyOpen,
  type ClaimNothingLeft,
  type ClaimReason,
  type ClaimTooEarly,
  type ClaimTooLarge,
  type ClaimTooLate,
  checkClaimTime,
  claimAmount,
  deskTag,
  insertClaim,
  lineToClaim,
  lockSale,
  MAX_CLAIMS_PER_LINE,
  noteEvents,
  type OpenClaim,
  type OrderUnknown,
  type TooManyClaims,
} from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

export interface OpenClaimInput {
  /** The door has made sure that it is the buyer's. */
  readonly orderId: string;
  readonly lineId: string;
  readonly affected: Affected;
  readonly reason: ClaimReason;
  readonly words: string;
  /** null for who bought without an account */
  readonly userId: string | null;
  readonly now: Date;
}

export type OpenClaimRefusal =
  | OrderUnknown
  | ClaimTooEarly
  | ClaimTooLate
  | ClaimTooLarge
  | ClaimNothingLeft
  | ClaimAlreadyOpen
  | TooManyClaims;

/**
 * A buyer says that goods were not good. While the claim waits for its answer the order is not settled: what may go back
 * has not been credited to anybody. The same claim sent twice is one claim.
 */
export function openClaim(
  { db }: { readonly db: Db },
  input: OpenClaimInput,
): Promise<Result<void, OpenClaimRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, OpenClaimRefusal>> => {
    const { orderId, lineId, affected, reason, words, userId, now } = input;
    const sale = await lockSale(tx, orderId);
    const line = sale && (await lineToClaim(tx, { orderId, lineId }));
    if (!line) return refuse({ code: "OrderUnknown" });
    if (line.open) return isSame(line.open, input) ? ok() : refuse({ code: "ClaimAlreadyOpen" });
    const inTime = checkClaimTime(sale, now);
    if (!inTime.ok) return inTime;
    if (line.claims >= MAX_CLAIMS_PER_LINE) return refuse({ code: "TooManyClaims" });
    const asked = claimAmount(line, affected, sale.totalFen - sale.refundedFen);
    if (!asked.ok) return asked;
    const { cooperativeId } = sale;
    const claim = { id: newId(now), orderId, cooperativeId, lineId, askedFen: asked.value };
    await insertClaim(tx, { ...claim, affected, reason, words, openedAt: now });
    const event = { id: newId(now), orderId, kind: "claimOpened" as const, data: { claimId: claim.id } };
    await noteEvents(tx, [event], now, userId);
    tx.dropPagesSoon([deskTag(cooperativeId)]);
    return ok();
  });
}

function isSame(open: OpenClaim, { affected, reason, words }: OpenClaimInput): boolean {
  const amount = (each: Affected) => (each.of === "packs" ? each.packs : each.grams);
  return (
    open.reason === reason &&
    open.words === words &&
    open.affected.of === affected.of &&
    amount(open.affected) === amount(affected)
  );
}
