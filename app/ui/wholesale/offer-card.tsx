import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { OfferView } from "~/modules/wholesale/index.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Picture } from "~/ui/primitives/picture";
import { Weight } from "~/ui/primitives/weight";
import { BasisMark } from "./price-basis";
import { TierTable } from "./tier-table";

/** A lot on offer: what and where, how much is there, what it costs, and the way to ask for it. */
export function OfferCard({ offer, first }: { offer: OfferView; first: boolean }) {
  const words = useTranslations("wholesale.list");
  return (
    <Card className="grid gap-4 p-4 md:grid-cols-[10rem_1fr_20rem] md:gap-6">
      <div className="grid grid-cols-[6rem_1fr] gap-4 md:contents">
        <div className="aspect-square overflow-hidden rounded-control bg-line">
          {offer.cover && (
            <Picture
              of={offer.cover}
              sizes="(min-width: 52rem) 10rem, 6rem"
              first={first}
              className="h-full object-cover"
            />
          )}
        </div>
        <div className="min-w-0">
          <h2 className="text-20">
            <Link
              to={`/wholesale/lots/${offer.slug}`}
              prefetch="intent"
              className="underline-offset-4 hover:underline"
            >
              {offer.productName}
            </Link>
          </h2>
          <p className="text-13 text-ink-3">
            {offer.village.place}
            <span aria-hidden> · </span>
            {offer.village.name}
          </p>
          <p className="mt-2 flex flex-wrap items-baseline gap-x-2">
            <span className="text-13 text-ink-3">{words("left")}</span>
            <Weight grams={offer.lot.grams} unit="tonne" className="text-20 font-semibold" />
            <span className="text-15 text-ink-2">{offer.lot.grade}</span>
          </p>
          <div className="hidden md:mt-3 md:block">
            <Terms offer={offer} />
          </div>
        </div>
      </div>
      <div className="flex flex-col">
        <div className="mb-1 flex items-center justify-between gap-3">
          <BasisMark basis={offer.basis} />
          <span className="text-right text-13 text-ink-3">
            {words("validUntil")} <Moment at={offer.validUntil} shape="date" />
          </span>
        </div>
        <TierTable tiers={offer.tiers} />
        <div className="mt-3 md:hidden">
          <Terms offer={offer} />
        </div>
        <div className="mt-auto grid grid-cols-2 gap-3 pt-4">
          <ButtonLink
            to={`/wholesale/lots/${offer.slug}`}
            aria-label={words("detailsOf", { name: offer.productName })}
          >
            {words("details")}
          </ButtonLink>
          <ButtonLink
            to={`/wholesale/requests/new?offer=${offer.slug}`}
            aria-label={words("askFor", { name: offer.productName })}
            kind="primary"
          >
            {words("ask")}
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
}

function Terms({ offer }: { offer: OfferView }) {
  const words = useTranslations("wholesale");
  const rows = [
    [words("offer.harvested"), <Moment key="harvested" at={offer.lot.harvestedOn} shape="day" />],
    [words("offer.packaging"), offer.packaging],
    [words("offer.pickup"), offer.pickup],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-15">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
