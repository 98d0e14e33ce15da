import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  adjustLot,
  adjustStock,
  type CountChanged,
  type CountClosed,
  type CountEmpty,
  type CountLine,
  type CountNotFound,
  type CountOvertaken,
  closeCount,
  differenceOf,
  linesOfCount,
  lockCount,
  lockFreePacks,
  lockLeftGrams,
  lookOf,
  productTags,
  spread,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db, Tx } from "~/platform/db/db.server";

export interface PostCount {
  readonly countId: string;
  readonly cooperativeId: string;
  /** What was seen when the differences were looked at: `lookOf` the lines. */
  readonly look: string;
  readonly userId: string;
  readonly now: Date;
}

export type PostCountRefusal = CountNotFound | CountClosed | CountEmpty | CountChanged | CountOvertaken;

/** One difference and the two parts it goes to. */
interface Share {
  readonly line: CountLine;
  readonly productId: string;
  readonly parts: { readonly first: bigint; readonly second: bigint } | undefined;
}

/**
 * Makes the stock what was counted, in one transaction: each difference between what lay there and what should have lain
 * there at that moment is added to what is there now. Sales since then are not lost, because they are in neither.
 */
export function postCount(
  { db }: { readonly db: Db },
  input: PostCount,
): Promise<Result<void, PostCountRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, PostCountRefusal>> => {
    const { countId, cooperativeId, userId, now } = input;
    const count = await lockCount(tx, countId, cooperativeId);
    if (!count) return refuse({ code: "CountNotFound" });
    if (count.outcome !== null) return refuse({ code: "CountClosed" });
    const lines = await linesOfCount(tx, countId);
    if (lines.length === 0) return refuse({ code: "CountEmpty" });
    if (lookOf(lines) !== input.look) return refuse({ code: "CountChanged" });
    const shares = await sharesOf(
      tx,
      lines.filter((line) => differenceOf(line) !== 0n),
    );
    const overtaken = shares.filter((share) => share.parts === undefined);
    if (overtaken.length > 0) {
      const subjects = overtaken.map(({ line: { kind, subjectId } }) => ({ kind, subjectId }));
      return refuse({ code: "CountOvertaken", subjects });
    }
    for (const share of shares) await write(tx, share, userId, now);
    await closeCount(tx, { countId, outcome: "posted", now, userId });
    await recordChange(tx, {
      ...{ at: now, actorUserId: userId, organisationId: cooperativeId, act: "count.posted" },
      subject: { kind: "count", id: countId },
      before: null,
      after: {
        counted: lines.length,
        differences: shares.map(({ line }) => ({
          ...{ kind: line.kind, subjectId: line.subjectId },
          difference: differenceOf(line),
        })),
      },
      reason: "counted",
    });
    const products = [...new Set(shares.map((share) => share.productId))];
    await tx.dropPages([...products.flatMap(productTags), "wholesale"]);
    return ok();
  });
}

/** Locks what differs and shares each difference out: shop before live, retail before wholesale. */
async function sharesOf(tx: Tx, lines: readonly CountLine[]): Promise<Share[]> {
  const idsOf = (kind: CountLine["kind"]) =>
    lines.filter((line) => line.kind === kind).map((line) => line.subjectId);
  const lots = await lockLeftGrams(tx, idsOf("lot"));
  const skus = await lockFreePacks(tx, idsOf("sku"));
  return lines.map((line) => {
    const difference = differenceOf(line);
    if (line.kind === "sku") {
      const sku = skus.find((each) => each.skuId === line.subjectId);
      invariant(sku, "what was counted exists");
      return { line, productId: sku.productId, parts: spread(difference, sku.shop, sku.live) };
    }
    const lot = lots.find((each) => each.lotId === line.subjectId);
    invariant(lot, "what was counted exists");
    return { line, productId: lot.productId, parts: spread(difference, lot.left, lot.wholesale) };
  });
}

/** A stock-take differs in few places, so one after the other. Everything is locked: nothing can refuse now. */
async function write(tx: Tx, { line, parts }: Share, userId: string, at: Date): Promise<void> {
  invariant(parts, "what is short was refused before");
  const by = { reason: "counted", userId, at };
  if (line.kind === "lot") {
    const act = { ...by, movementId: newId(at), lotId: line.subjectId, note: "" };
    const gramsRetail = parts.first;
    const done = await adjustLot(tx, { ...act, gramsRetail, gramsWholesale: parts.second });
    invariant(done, "a locked lot has what was shared out");
    return;
  }
  const channels = [
    ["shop", parts.first],
    ["live", parts.second],
  ] as const;
  for (const [channel, packs] of channels) {
    if (packs === 0n) continue;
    const entry = { ...by, movementId: newId(at), skuId: line.subjectId, channel, packs: Number(packs) };
    const done = await adjustStock(tx, entry);
    invariant(done.ok, "a locked pool has what was shared out");
  }
}
