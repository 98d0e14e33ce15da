import { Link } from "@remix-run/react";
import type { OfferView } from "~/modules/wholesale/index.server";
import { Picture } from "~/ui/primitives/picture";
import { BasisMark } from "./price-basis";
import { TierTable } from "./tier-table";

/** The lot a request is about, kept in sight while the form is filled in. */
export function OfferSummary({ offer }: { offer: OfferView }) {
  return (
    <section className="rounded-card border border-line bg-card p-4">
      <div className="mb-3 flex items-center gap-3">
        {offer.cover && (
          <div className="aspect-square w-14 shrink-0 overflow-hidden rounded-control bg-line">
            <Picture of={offer.cover} sizes="3.5rem" className="h-full object-cover" />
          </div>
        )}
        <div className="min-w-0 flex-1">
          <Link
            to={`/wholesale/lots/${offer.slug}`}
            className="text-17 font-semibold underline-offset-4 hover:underline"
          >
            {offer.productName}
          </Link>
          <p className="text-13 text-ink-3">{offer.cooperative.name}</p>
          <BasisMark basis={offer.basis} />
        </div>
      </div>
      <TierTable tiers={offer.tiers} />
    </section>
  );
}
