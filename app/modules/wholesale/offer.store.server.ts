import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import type { PriceBasis, Tier } from "./offer";

export interface NewOffer {
  readonly slug: string;
  readonly lotId: string;
  readonly productId: string;
  readonly cooperativeId: string;
  readonly basis: PriceBasis;
  /** where the goods are taken over */
  readonly pickup: LocalizedText;
  readonly packaging: LocalizedText;
  readonly minGrams: Grams;
  /** at least one, the first from `minGrams` on */
  readonly tiers: readonly Tier[];
  /** YYYY-MM-DD, the last day on which the prices stand */
  readonly validUntil: string;
  readonly position: number;
  readonly now: Date;
}

/** A lot put on offer by the tonne, open at once. */
export async function createOffer(tx: Tx, offer: NewOffer): Promise<{ readonly offerId: string }> {
  const { now, tiers, validUntil, ...fields } = offer;
  invariant(
    tiers.some((tier) => tier.fromGrams === offer.minGrams),
    "the first tier of an offer begins at its least quantity",
  );
  const offerId = newId(now);
  await tx.prisma.wholesaleOffer.create({
    data: { id: offerId, open: true, validUntil: new Date(`${validUntil}T00:00:00Z`), ...fields },
  });
  await tx.prisma.wholesaleTier.createMany({ data: tiers.map((tier) => ({ offerId, ...tier })) });
  return { offerId };
}

/** What a lead needs to know of the offer or cooperative it is about. */
export interface LeadAddressee {
  readonly cooperativeId: string;
  readonly offerId: string | null;
  readonly productId: string | null;
}

/** Finds whom a lead is for by the offer's slug, or without one by the cooperative's; undefined for neither. */
export async function leadAddressee(
  tx: Tx,
  about: { readonly offer: string; readonly cooperative: string },
): Promise<LeadAddressee | undefined> {
  if (about.offer !== "") {
    const offer = await tx.prisma.wholesaleOffer.findUnique({
      where: { slug: about.offer },
      select: { id: true, cooperativeId: true, productId: true, open: true },
    });
    if (!offer?.open) return undefined;
    return { cooperativeId: offer.cooperativeId, offerId: offer.id, productId: offer.productId };
  }
  const cooperative = await tx.prisma.cooperative.findUnique({
    where: { slug: about.cooperative },
    select: { id: true },
  });
  return cooperative ? { cooperativeId: cooperative.id, offerId: null, productId: null } : undefined;
}
