import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { plainYuan, unitPriceText } from "~/kernel/amount-text";
import type { Grams } from "~/kernel/weight";
import type { OfferView } from "~/modules/wholesale/index.server";
import { nextTier, priceFor } from "~/modules/wholesale/offer";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import { TierTable } from "./tier-table";
import { readTonnes, tonnesText } from "./tonnes";

interface CalculatorProps {
  readonly offer: OfferView;
  /** what the address asks for, as typed */
  readonly asked: string;
}

/**
 * What a number of tonnes costs, and how far the next tier is. It answers while somebody types; without JavaScript
 * the button asks the server, which draws the same.
 */
export function Calculator({ offer, asked }: CalculatorProps) {
  const words = useTranslations("wholesale");
  const [typed, setTyped] = useState(asked);
  const grams = readTonnes(typed);
  const unreadable = typed.trim() !== "" && grams === undefined;
  const suggestions = offer.tiers.map((tier) => tonnesText(tier.fromGrams));
  return (
    <Card className="p-4 md:p-6">
      <h2 className="text-20">{words("tiers.title")}</h2>
      <p className="mb-2 mt-1 text-13 text-ink-3">{words("tiers.slab")}</p>
      <TierTable tiers={offer.tiers} grams={grams} full />
      <Form method="get" preventScrollReset className="mt-5">
        <div className="flex items-end gap-3">
          <TextField
            label={words("offer.tonnes")}
            name="tonnes"
            inputMode="decimal"
            autoComplete="off"
            maxLength={8}
            placeholder={tonnesText(offer.minGrams)}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="flex-1"
          />
          <Button className="min-h-12">{words("offer.calculate")}</Button>
        </div>
        <div className="mt-2 flex flex-wrap gap-2">
          {suggestions.map((tonnes) => (
            <button
              key={tonnes}
              type="submit"
              name="tonnes"
              value={tonnes}
              onClick={(event) => {
                event.preventDefault();
                setTyped(tonnes);
              }}
              className="figures min-h-9 rounded-full border border-line px-3 text-15 text-ink-2 hover:border-ink-3"
            >
              {words("tiers.tonnes", { tonnes })}
            </button>
          ))}
        </div>
      </Form>
      <div aria-live="polite" className="mt-4">
        {unreadable && <p className="text-15 text-vermilion">{words("offer.unreadable")}</p>}
        {grams !== undefined && <Answer offer={offer} grams={grams} />}
      </div>
      <ButtonLink
        to={`/wholesale/requests/new?offer=${offer.slug}${grams ? `&tonnes=${tonnesText(grams).replaceAll(",", "")}` : ""}`}
        kind="primary"
        size="large"
        wide
        className="mt-4"
      >
        {grams ? words("offer.ask", { tonnes: tonnesText(grams) }) : words("offer.askPlain")}
      </ButtonLink>
    </Card>
  );
}

function Answer({ offer, grams }: { offer: OfferView; grams: Grams }) {
  const words = useTranslations("wholesale.offer");
  const price = priceFor(grams, offer.tiers);
  if (!price) {
    return <p className="text-15 text-amber">{words("belowMin", { tonnes: tonnesText(offer.minGrams) })}</p>;
  }
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-15 text-ink-2">{words("total")}</span>
        <Money fen={price.fen} tone="price" className="text-26 font-semibold" />
      </p>
      <p className="figures text-right text-13 text-ink-3">
        {words("at", { price: yuanPerKilogram(price.band.unitPrice) })} · {words("estimate")}
      </p>
      <NextTier offer={offer} grams={grams} />
      {grams > offer.lot.grams && (
        <p className="mt-2 text-15 text-amber">
          {words("aboveLot", { tonnes: tonnesText(offer.lot.grams) })}
        </p>
      )}
    </>
  );
}

function NextTier({ offer, grams }: { offer: OfferView; grams: Grams }) {
  const words = useTranslations("wholesale.offer");
  const hint = nextTier(grams, offer.tiers);
  if (!hint) return <p className="mt-2 text-15 text-field">{words("best")}</p>;
  const reached = priceFor(hint.tier.fromGrams, offer.tiers);
  const price = yuanPerKilogram(hint.tier.unitPrice);
  return (
    <p className="figures mt-2 rounded-control bg-field-tint px-3 py-2 text-15 text-field">
      {words("next", { tonnes: tonnesText(hint.missingGrams), price })}
      {reached && (
        <span className="block text-13">
          {words("nextSaves", {
            tonnes: tonnesText(hint.tier.fromGrams),
            total: `¥${plainYuan(reached.fen)}`,
            price,
          })}
        </span>
      )}
    </p>
  );
}

function yuanPerKilogram(price: bigint): string {
  return `¥${unitPriceText(price, "kilogram")}`;
}
