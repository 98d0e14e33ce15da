import { accepted, ok } from "~/kernel/result";
import { cartOfUser, mergeLines, readCart, takeOverCart } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

export interface MergeCart {
  readonly userId: string;
  /** Of the cart this browser filled before signing in; null when it has none. */
  readonly tokenHash: Uint8Array | null;
  readonly now: Date;
}

/**
 * Signing in joins the cart of this browser with the one the person has elsewhere. The browser's cart stays, because
 * its cookie points to it; the other one ends. False when there was nothing to join.
 */
export async function mergeCart(
  { db }: { readonly db: Db },
  { userId, tokenHash, now }: MergeCart,
): Promise<boolean> {
  const merged = await db.transaction(async (tx) => {
    const visitor = tokenHash && (await readCart(tx, tokenHash));
    if (!visitor) return ok(false);
    const own = await cartOfUser(tx, userId);
    const elsewhere = own && own.id !== visitor.id ? own : undefined;
    const lines = mergeLines(elsewhere?.lines ?? [], visitor.lines);
    await takeOverCart(tx, { cartId: visitor.id, userId, lines, discard: elsewhere?.id ?? null, now });
    return ok(true);
  });
  return accepted(merged);
}
