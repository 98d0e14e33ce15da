import { invariant } from "~/kernel/invariant";
import type { Refusal } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";

/** Packs that came into the store together. Which packs of a shelf are meant is nobody's to see: the oldest leave first. */
export interface PackLayer {
  readonly layerId: string;
  readonly skuId: string;
  /** null where nobody knows the lot */
  readonly lotId: string | null;
  /** of one pack, as declared when they came */
  readonly netGrams: Grams;
  readonly packs: number;
  readonly packsLeft: number;
}

/** Packs that leave a layer. */
export interface Draw {
  readonly layerId: string;
  readonly lotId: string | null;
  readonly packs: number;
  readonly grams: Grams;
}

export interface Drawn {
  readonly draws: readonly Draw[];
  /** the layers as they are afterwards */
  readonly layers: readonly PackLayer[];
}

/**
 * Takes packs from the layers of one sku, first come first gone. Where all layers together hold less than the shelf, the
 * rest is of no lot anybody knows.
 */
export function drawPacks(layers: readonly PackLayer[], packs: number): Drawn {
  invariant(packs >= 0, "packs are taken, not given");
  let wanted = packs;
  const draws: Draw[] = [];
  const after = layers.map((layer) => {
    const taken = Math.min(wanted, layer.packsLeft);
    if (taken === 0) return layer;
    wanted -= taken;
    const { layerId, lotId, netGrams } = layer;
    draws.push({ layerId, lotId, packs: taken, grams: netGrams * BigInt(taken) });
    return { ...layer, packsLeft: layer.packsLeft - taken };
  });
  return { draws, layers: after };
}

/** Of the packs of a packing some have left the store already, so that it can no longer be undone. */
export type PacksHaveLeft = Refusal<"PacksHaveLeft"> & { readonly left: number };

/** Grams of a lot that leave it, in the order in which they do. `leftBefore` is all that was there of the lot before. */
export interface LotOutflow {
  readonly lotId: string;
  /** position of the line in its order, from 0; null for what leaves otherwise */
  readonly linePosition: number | null;
  readonly grams: Grams;
  readonly leftBefore: Grams;
}

/** What draws take out of their lots, given what was left of each; draws of unknown lots are passed over. */
export function outflowsOf(
  draws: readonly (Draw & { readonly linePosition: number | null })[],
  leftOf: ReadonlyMap<string, Grams>,
): readonly LotOutflow[] {
  const left = new Map(leftOf);
  return draws.flatMap(({ lotId, linePosition, grams }) => {
    if (lotId === null) return [];
    const leftBefore = left.get(lotId);
    invariant(leftBefore !== undefined && leftBefore >= grams, "packs of a lot are there of it");
    left.set(lotId, leftBefore - grams);
    return [{ lotId, linePosition, grams, leftBefore }];
  });
}
