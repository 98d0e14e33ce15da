import { addMs, HOUR_MS } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import type { ClaimReason } from "~/modules/ordering/index.server";
import { acceptClaim } from "~/workflows/accept-claim";
import { declineClaim } from "~/workflows/decline-claim";
import { openClaim } from "~/workflows/open-claim";
import { must } from "./must";
import type { Stage } from "./stage";

const WHOLE = 10_000n;

interface SeedClaim {
  readonly reason: ClaimReason;
  readonly words: string;
  /** basis points of what its line weighs */
  readonly part: bigint;
}

/** Opens a claim of an order's first goods, and gives what it asks for. */
async function openFor(stage: Stage, orderId: string, { part, ...claim }: SeedClaim, now: Date) {
  const line = await stage.db.prisma.orderLine.findFirstOrThrow({
    where: { orderId },
    orderBy: { position: "asc" },
  });
  const grams = (BigInt(line.packs) * line.netGrams * part) / WHOLE;
  const affected = { of: "grams", grams } as const;
  const wish = { ...claim, orderId, lineId: line.id, affected, userId: null, now };
  must(await openClaim(stage, wish), "a claim");
  return stage.db.prisma.claim.findFirstOrThrow({ where: { orderId, state: "open" } });
}

interface Answerer {
  readonly orderId: string;
  readonly cooperativeId: string;
  readonly userId: string;
}

const ANSWERED_AFTER_HOURS = 1;

/** A buyer claims a part that was crushed, and an hour later, `now`, the cooperative gives all of it. */
export async function claimAndGive(stage: Stage, by: Answerer, part: bigint, now: Date): Promise<void> {
  const claim = { reason: "crushed", words: "路上压伤了一部分，坏的称了一下。", part } as const;
  const openedAt = addMs(now, -ANSWERED_AFTER_HOURS * HOUR_MS);
  const { id: claimId, askedFen: givenFen } = await openFor(stage, by.orderId, claim, openedAt);
  const answer = "核实过了，按重量折算赔给您，对不住。";
  must(await acceptClaim(stage, { ...by, claimId, givenFen, answer, now }), "the answer to a claim");
}

/** What buyers claimed today and nobody has answered yet; the last one was declined. */
const TODAY: readonly SeedClaim[] = [
  { reason: "crushed", words: "箱子一角压瘪了，里面坏了差不多四成。", part: 4_000n },
  { reason: "short", words: "称了两遍，少了将近半斤。", part: 1_000n },
  { reason: "rotten", words: "打开有点潮，担心坏了一些。", part: 1_500n },
];
const DECLINED = "电话里问清了，是外面一层的水汽，晾干就好，不影响吃。再有问题请随时来电话。";
const OPENED_HOURS_AGO = 3;

/** Leaves the desks something to answer: claims of goods that arrived lately, each at another cooperative where it can be. */
export async function leaveClaims(stage: Stage, now: Date): Promise<void> {
  const openedAt = addMs(now, -OPENED_HOURS_AGO * HOUR_MS);
  const arrived = await stage.db.prisma.order.findMany({
    where: {
      state: "delivered",
      deliveredAt: { lt: openedAt },
      claimUntil: { gt: now },
      claims: { none: {} },
    },
    orderBy: [{ deliveredAt: "desc" }, { number: "asc" }],
  });
  const [first = [], ...others] = [...Map.groupBy(arrived, ({ cooperativeId }) => cooperativeId).values()];
  const chosen = [...first.slice(0, 2), ...others.flatMap((orders) => orders.slice(0, 1))];
  for (const [index, claim] of TODAY.entries()) {
    const order = chosen[index];
    if (!order) return;
    const { id: claimId } = await openFor(stage, order.id, claim, openedAt);
    if (index < TODAY.length - 1) continue;
    const staff = Object.entries(stage.places).find(
      ([, at]) => at.cooperativeId === order.cooperativeId,
    )?.[0];
    const userId = stage.cast.staffOf[staff as keyof typeof stage.cast.staffOf];
    invariant(userId, "somebody works there");
    const by = { orderId: order.id, cooperativeId: order.cooperativeId, userId, claimId };
    must(await declineClaim(stage, { ...by, why: DECLINED, now }), "an answer");
  }
}
