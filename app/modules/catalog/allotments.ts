import type { StockChannel } from "./stock";

/** The allotments in which packs lie ready for whoever buys now. */
export const READY_CHANNELS = ["shop", "live"] as const satisfies readonly StockChannel[];
export type ReadyChannel = (typeof READY_CHANNELS)[number];

/** How many packs more, or fewer when negative, each allotment of one pack shall have. */
export type AllotmentChange = Readonly<Record<ReadyChannel, number>>;

export interface AllotmentSteps {
  /** what only goes from one allotment to the other */
  readonly move: { readonly from: ReadyChannel; readonly packs: number } | undefined;
  /** what comes in or goes out, for a reason of its own */
  readonly changes: readonly { readonly channel: ReadyChannel; readonly packs: number }[];
}

/**
 * What a change of both allotments means: as much as one loses and the other wins has moved between them; only the rest
 * was packed, spoiled or recounted.
 */
export function allotmentSteps({ shop, live }: AllotmentChange): AllotmentSteps {
  const packs = Math.sign(shop) === -Math.sign(live) ? Math.min(Math.abs(shop), Math.abs(live)) : 0;
  const rest = (change: number) => change - Math.sign(change) * packs;
  const changes = [
    { channel: "shop", packs: rest(shop) },
    { channel: "live", packs: rest(live) },
  ] as const;
  return {
    move: packs === 0 ? undefined : { from: shop < 0 ? "shop" : "live", packs },
    changes: changes.filter((change) => change.packs !== 0),
  };
}
