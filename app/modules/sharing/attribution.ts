import { DAY_MS } from "~/kernel/clock";
import type { HostOfLine } from "./plan";

/**
 * The written rule of attribution, as hosts and buyers can read it:
 *
 * 1. A visit through a host's link counts for seven days.
 * 2. Of the visits whose link covers the product, the last one wins: the whole line goes to its host.
 * 3. Nobody is credited with their own purchase; such visits are passed over as if they had not been.
 * 4. Links switched off later keep what they earned before: the visit counts, not the state of the link today.
 * 5. A host that has been closed (decision 0032) earns nothing from then on: whoever pays out could pay nobody.
 */
export const ATTRIBUTION_WINDOW_MS = 7 * DAY_MS;

/** The most links whose visits are looked at for one buyer; older ones than these are past memory anyway. */
export const MAX_TOUCHES_READ = 50;

/** A visit through a link, with what the link covers: one product, one cooperative or (both null) everything. */
export interface TouchOfLink {
  readonly touchId: string;
  readonly linkId: string;
  readonly sessionId: string | null;
  readonly hostId: string;
  readonly hostUserId: string | null;
  readonly duty: boolean;
  readonly productId: string | null;
  readonly cooperativeId: string | null;
  readonly at: Date;
}

export interface AttributedProduct {
  readonly productId: string;
  readonly cooperativeId: string;
}

function covers(touch: TouchOfLink, product: AttributedProduct): boolean {
  if (touch.productId !== null) return touch.productId === product.productId;
  if (touch.cooperativeId !== null) return touch.cooperativeId === product.cooperativeId;
  return true;
}

/** The touch that wins a line, by the rule above. `buyerUserId` is null for a buyer who is not signed in. */
export function winningTouch(
  touches: readonly TouchOfLink[],
  product: AttributedProduct,
  buyerUserId: string | null,
  now: Date,
): TouchOfLink | undefined {
  const earliest = now.getTime() - ATTRIBUTION_WINDOW_MS;
  let winner: TouchOfLink | undefined;
  for (const touch of touches) {
    const own = buyerUserId !== null && touch.hostUserId === buyerUserId;
    const inWindow = touch.at.getTime() >= earliest && touch.at.getTime() <= now.getTime();
    if (own || !inWindow || !covers(touch, product)) continue;
    if (!winner || isLater(touch, winner)) winner = touch;
  }
  return winner;
}

/** Two touches in the same millisecond are told apart by their ids, which sort by birth. */
function isLater(a: TouchOfLink, b: TouchOfLink): boolean {
  const difference = a.at.getTime() - b.at.getTime();
  return difference === 0 ? a.touchId > b.touchId : difference > 0;
}

export function hostOfLine(winner: TouchOfLink | undefined): HostOfLine {
  if (!winner) return { kind: "none" };
  return winner.duty ? { kind: "duty" } : { kind: "paid" };
}
