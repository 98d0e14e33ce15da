import { newId } from "~/kernel/ids";
import { accepted, ok } from "~/kernel/result";
import { cartOfUser, mergeLines, openCart, readCart, takeOverCart } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

export interface MergeCart {
  readonly userId: string;
  /** Of this browser's cart, which need not exist yet. */
  readonly tokenHash: Uint8Array;
  readonly now: Date;
}

/**
 * Signing in joins the cart of this browser with the one the person has elsewhere, also when this browser has none
 * yet. The browser's cart stays, because its cookie points to it; the other one ends. False when both are missing.
 */
export async function mergeCart(
  { db }: { readonly db: Db },
  { userId, tokenHash, now }: MergeCart,
): Promise<boolean> {
  const merged = await db.transaction(async (tx) => {
    const kept = await readCart(tx, tokenHash);
    const own = await cartOfUser(tx, userId);
    if (!kept && !own) return ok(false);
    const visitor = kept ?? (await openCart(tx, { id: newId(now), tokenHash, now }));
    const elsewhere = own && own.id !== visitor.id ? own : undefined;
    const lines = mergeLines(elsewhere?.lines ?? [], visitor.lines);
    await takeOverCart(tx, { cartId: visitor.id, userId, lines, discard: elsewhere?.id ?? null, now });
    return ok(true);
  });
  return accepted(merged);
}
