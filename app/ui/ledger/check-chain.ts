/** A sealed voucher as the public file gives it. */
export interface PublicVoucher {
  readonly number: number;
  readonly canonical: string;
  readonly previousHash: string;
  readonly hash: string;
}

export type ChainCheck = { readonly good: true } | { readonly good: false; readonly number: number };

/** Where a check stands between two pages of vouchers. */
export interface ChainPosition {
  readonly number: number;
  readonly hash: string;
}

/** Before the first voucher: number 0 and 64 zeros (docs/ledger-format.md). */
export const CHAIN_START: ChainPosition = { number: 0, hash: "0".repeat(64) };

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Recomputes one voucher on top of the one before: its number follows, its text says the same number, it names the
 * hash before it, and its own hash is the SHA-256 of that hash, a line feed and its text.
 */
export async function checkVoucher(before: ChainPosition, voucher: PublicVoucher): Promise<ChainCheck> {
  const said = numberIn(voucher.canonical);
  const follows = voucher.number === before.number + 1 && said === voucher.number;
  const hash = await sha256(`${before.hash}\n${voucher.canonical}`);
  if (follows && voucher.previousHash === before.hash && voucher.hash === hash) return { good: true };
  return { good: false, number: voucher.number };
}

function numberIn(canonical: string): number | undefined {
  try {
    const read: unknown = JSON.parse(canonical);
    return typeof read === "object" && read !== null && "number" in read ? Number(read.number) : undefined;
  } catch {
    return undefined;
  }
}
