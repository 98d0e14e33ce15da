import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { HomeOffer } from "~/modules/catalog/index.server";
import { ButtonLink } from "~/ui/primitives/button";
import { PricePerWeight } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";

/** The way in for those who buy by the tonne. */
export function WholesaleDoor({ offers }: { offers: readonly HomeOffer[] }) {
  const words = useTranslations("shop.home");
  return (
    <section className="mt-8 rounded-card border border-line bg-card p-4 md:mt-12 md:p-6">
      <div className="md:flex md:items-center md:justify-between md:gap-8">
        <div>
          <h2 className="text-20">{words("wholesale")}</h2>
          <p className="mt-1 max-w-reading text-15 text-ink-2">{words("wholesaleText")}</p>
        </div>
        <ButtonLink to="/wholesale" kind="field" className="mt-3 md:mt-0">
          {words("wholesaleGo")}
        </ButtonLink>
      </div>
      {offers.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-t border-line text-15">
          {offers.map((offer) => (
            <li key={offer.slug}>
              <Link
                to={`/wholesale/lots/${offer.slug}`}
                className="flex flex-wrap items-baseline justify-between gap-x-4 py-3 hover:text-indigo"
              >
                <span>
                  {offer.name}
                  <span className="ml-2 text-13 text-ink-3">{offer.villageName}</span>
                </span>
                <span className="text-ink-2">
                  <PricePerWeight
                    price={offer.fromUnitPrice}
                    unit="kilogram"
                    className="font-semibold text-vermilion"
                  />
                  <span className="ml-3 text-13">
                    <Weight grams={offer.minGrams} unit="tonne" />
                    {words("upwards")}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
