import { createHash } from "node:crypto";
import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import {
  type CartFull,
  type CartLine,
  type KeptCartLine,
  MAX_CART_LINES,
  MAX_PACKS,
  type TooManyPacks,
} from "./cart";

/** Carts are found by the SHA-256 of the cookie's random token, so a stolen table opens no cart. */
export function hashCartToken(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

export interface KeptCart {
  readonly id: string;
  readonly userId: string | null;
  /** In the order in which they were first put in. */
  readonly lines: readonly KeptCartLine[];
}

interface CartRow {
  readonly id: string;
  readonly userId: string | null;
  readonly lines: { skuId: string; packs: number; seenPriceFen: string }[];
}

const CART_COLUMNS = `c.id, c.user_id AS "userId",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('skuId', sku_id, 'packs', packs, 'seenPriceFen', seen_price_fen::text)
     ORDER BY added_at, sku_id), '[]') FROM cart_line l WHERE l.cart_id = c.id) AS lines`;

const READ = statement<[Uint8Array], CartRow>(
  "ordering.readCart",
  `SELECT ${CART_COLUMNS} FROM cart c WHERE c.token_hash = $1`,
);

const OF_USER = statement<[string], CartRow>(
  "ordering.cartOfUser",
  `SELECT ${CART_COLUMNS} FROM cart c WHERE c.user_id = $1 ORDER BY c.updated_at DESC, c.id DESC LIMIT 1`,
);

function cartOf(row: CartRow | undefined): KeptCart | undefined {
  if (!row) return undefined;
  return {
    ...row,
    lines: row.lines.map((line) => ({ ...line, seenPriceFen: BigInt(line.seenPriceFen) })),
  };
}

export async function readCart(tx: Tx, tokenHash: Uint8Array): Promise<KeptCart | undefined> {
  return cartOf((await tx.run(READ, [tokenHash]))[0]);
}

/** The cart a person last used, on whatever device. */
export async function cartOfUser(tx: Tx, userId: string): Promise<KeptCart | undefined> {
  return cartOf((await tx.run(OF_USER, [userId]))[0]);
}

const COUNT = statement<[Uint8Array], { packs: bigint }>(
  "ordering.countCart",
  `SELECT coalesce(sum(l.packs), 0) AS packs FROM cart c JOIN cart_line l ON l.cart_id = c.id
   WHERE c.token_hash = $1`,
);

/** Packs in the cart, for the number beside its picture. */
export async function countCart(tx: Tx, tokenHash: Uint8Array): Promise<number> {
  const [row] = await tx.run(COUNT, [tokenHash]);
  return Number(row?.packs ?? 0n);
}

const OPEN = statement<[string, Uint8Array, Date], CartRow>(
  "ordering.openCart",
  `INSERT INTO cart (id, token_hash, updated_at) VALUES ($1, $2, $3)
   RETURNING id, user_id AS "userId", '[]'::jsonb AS lines`,
);

/** An empty cart for a token that has none yet. */
export async function openCart(
  tx: Tx,
  cart: { readonly id: string; readonly tokenHash: Uint8Array; readonly now: Date },
): Promise<KeptCart> {
  const kept = cartOf((await tx.run(OPEN, [cart.id, cart.tokenHash, cart.now]))[0]);
  invariant(kept, "a cart that was written is there");
  return kept;
}

export interface CartChange {
  /** Used when the token has no cart yet. */
  readonly newCartId: string;
  readonly tokenHash: Uint8Array;
  readonly userId: string | null;
  readonly skuId: string;
  readonly packs: number;
  readonly now: Date;
}

export type CartRefusal = CartFull | TooManyPacks | SkuUnknown;

/** No such goods. */
export interface SkuUnknown {
  readonly code: "SkuUnknown";
  readonly skuId: string;
}

interface ChangedRow {
  readonly known: boolean;
  readonly lines: number;
  /** Whether the cart held this sku before. */
  readonly has: boolean;
  readonly packs: number | null;
}

/** $7: whether packs are added to those in the cart or replace them. The price is the one the buyer sees now. */
const PUT = statement<[string, Uint8Array, string | null, Date, string, number, boolean], ChangedRow>(
  "ordering.putInCart",
  `WITH kept AS (
     INSERT INTO cart (id, token_hash, user_id, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (token_hash) DO UPDATE SET updated_at = excluded.updated_at,
       user_id = coalesce(excluded.user_id, cart.user_id)
     RETURNING id
   ), before AS (
     SELECT count(*)::int AS lines, coalesce(bool_or(sku_id = $5), false) AS has
     FROM cart_line WHERE cart_id IN (SELECT id FROM cart WHERE token_hash = $2)
   ), put AS (
     INSERT INTO cart_line AS l (cart_id, sku_id, packs, seen_price_fen, added_at)
     SELECT kept.id, sku.id, $6, sku.price_fen, $4 FROM kept JOIN sku ON sku.id = $5 CROSS JOIN before
     WHERE $6 <= ${MAX_PACKS} AND (before.has OR before.lines < ${MAX_CART_LINES})
     ON CONFLICT (cart_id, sku_id) DO UPDATE SET seen_price_fen = excluded.seen_price_fen,
       packs = excluded.packs + CASE WHEN $7 THEN l.packs ELSE 0 END
       WHERE excluded.packs + CASE WHEN $7 THEN l.packs ELSE 0 END <= ${MAX_PACKS}
     RETURNING l.packs
   )
   SELECT EXISTS (SELECT FROM sku WHERE id = $5) AS known, before.lines, before.has, (SELECT packs FROM put) AS packs FROM before`,
);

async function put(tx: Tx, change: CartChange, add: boolean): Promise<Result<number, CartRefusal>> {
  const { skuId } = change;
  const [row] = await tx.run(PUT, [
    change.newCartId,
    change.tokenHash,
    change.userId,
    change.now,
    skuId,
    change.packs,
    add,
  ]);
  if (row?.packs != null) return ok(row.packs);
  if (!row?.known) return refuse({ code: "SkuUnknown", skuId });
  if (!row.has && row.lines >= MAX_CART_LINES) return refuse({ code: "CartFull", maxLines: MAX_CART_LINES });
  return refuse({ code: "TooManyPacks", skuId, maxPacks: MAX_PACKS });
}

/** Adds packs (1 or more) to a line, making the cart and the line when needed. Returns the packs now in the line. */
export function addToCart(tx: Tx, change: CartChange): Promise<Result<number, CartRefusal>> {
  return put(tx, change, true);
}

/** Sets the packs of a line; none takes it out. */
export async function setInCart(tx: Tx, change: CartChange): Promise<Result<number, CartRefusal>> {
  if (change.packs > 0) return put(tx, change, false);
  await removeFromCart(tx, change.tokenHash, change.skuId);
  return ok(0);
}

const REMOVE = statement<[Uint8Array, string], { skuId: string }>(
  "ordering.removeFromCart",
  `DELETE FROM cart_line l USING cart c WHERE c.token_hash = $1 AND l.cart_id = c.id AND l.sku_id = $2
   RETURNING l.sku_id AS "skuId"`,
);

export async function removeFromCart(tx: Tx, tokenHash: Uint8Array, skuId: string): Promise<void> {
  await tx.run(REMOVE, [tokenHash, skuId]);
}

const REPLACE = statement<[string, string, string[], number[], Date], { skuId: string }>(
  "ordering.replaceCartLines",
  `WITH owned AS (
     UPDATE cart SET user_id = $2, updated_at = $5 WHERE id = $1 RETURNING id
   ), wanted AS (
     SELECT w.sku_id, w.packs, s.price_fen FROM unnest($3::uuid[], $4::int[]) AS w(sku_id, packs)
     JOIN sku s ON s.id = w.sku_id
   )
   INSERT INTO cart_line AS l (cart_id, sku_id, packs, seen_price_fen, added_at)
   SELECT owned.id, sku_id, packs, price_fen, $5 FROM wanted CROSS JOIN owned
   ON CONFLICT (cart_id, sku_id) DO UPDATE SET packs = excluded.packs
   RETURNING sku_id AS "skuId"`,
);

const DISCARD = statement<[string], { id: string }>(
  "ordering.discardCart",
  "DELETE FROM cart WHERE id = $1 RETURNING id",
);

/** Makes a cart the person's with these lines, and throws away the one whose lines were merged into it. */
export async function takeOverCart(
  tx: Tx,
  input: { cartId: string; userId: string; lines: readonly CartLine[]; discard: string | null; now: Date },
): Promise<void> {
  await tx.run(REPLACE, [
    input.cartId,
    input.userId,
    input.lines.map((line) => line.skuId),
    input.lines.map((line) => line.packs),
    input.now,
  ]);
  if (input.discard !== null) await tx.run(DISCARD, [input.discard]);
}
