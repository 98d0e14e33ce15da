import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  adjustLot,
  type CountChanged,
  type CountClosed,
  type CountEmpty,
  type CountLine,
  type CountNotFound,
  type CountOvertaken,
  changePacks,
  closeCount,
  differenceOf,
  linesOfCount,
  lockCount,
  lockFreePacks,
  lockLayers,
  lockLeftGrams,
  lookOf,
  productTags,
  spread,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { expenseGoods } from "./expense-goods";

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
  /** of a lot: all that is there of it, in packs too */
  readonly thereGrams: bigint;
}

/**
 * Makes the stock what was counted, in one transaction: each difference between what lay there and what should have lain
 * there at that moment is added to what is there now. Sales since then are not lost, because they are in neither. What is
 * missing takes its cost out of the books.
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
    for (const share of shares) await write(tx, share, input);
    await closeCount(tx, { countId, outcome: "posted", now, userId });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "count.posted",
      subject: { kind: "count", id: countId },
      before: null,
      after: {
        counted: lines.length,
        differences: shares.map(({ line }) => ({
          kind: line.kind,
          subjectId: line.subjectId,
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
  await lockLayers(tx, idsOf("sku"));
  const lots = await lockLeftGrams(tx, idsOf("lot"));
  const skus = await lockFreePacks(tx, idsOf("sku"));
  return lines.map((line) => {
    const difference = differenceOf(line);
    if (line.kind === "sku") {
      const sku = skus.find((each) => each.skuId === line.subjectId);
      invariant(sku, "what was counted exists");
      const parts = spread(difference, sku.shop, sku.live);
      return { line, productId: sku.productId, parts, thereGrams: 0n };
    }
    const lot = lots.find((each) => each.lotId === line.subjectId);
    invariant(lot, "what was counted exists");
    const parts = spread(difference, lot.left, lot.wholesale);
    return { line, productId: lot.productId, parts, thereGrams: lot.there };
  });
}

/** A stock-take differs in few places, so one after the other, lots before packs of them. Nothing can refuse now. */
async function write(tx: Tx, share: Share, { userId, cooperativeId, now }: PostCount): Promise<void> {
  const { line, parts, thereGrams } = share;
  invariant(parts, "what is short was refused before");
  const by = { reason: "counted", userId, at: now };
  const goods = { cooperativeId, reason: "counted", now };
  if (line.kind === "lot") {
    const lotId = line.subjectId;
    const act = { ...by, movementId: newId(now), lotId, note: "" };
    const done = await adjustLot(tx, { ...act, gramsRetail: parts.first, gramsWholesale: parts.second });
    invariant(done, "a locked lot has what was shared out");
    const difference = differenceOf(line);
    if (difference > 0n) return;
    const outflow = { lotId, linePosition: null, grams: -difference, leftBefore: thereGrams };
    await expenseGoods(tx, { ...goods, cause: { movementId: act.movementId }, outflows: [outflow] });
    return;
  }
  const channels = [
    ["shop", parts.first],
    ["live", parts.second],
  ] as const;
  for (const [channel, packs] of channels) {
    if (packs === 0n) continue;
    const movementId = newId(now);
    const changed = await changePacks(tx, {
      ...by,
      movementId,
      skuId: line.subjectId,
      channel,
      packs: Number(packs),
    });
    invariant(changed.ok, "a locked pool has what was shared out");
    await expenseGoods(tx, { ...goods, cause: { movementId }, outflows: changed.value.outflows });
  }
}
