import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { SkuView } from "~/modules/catalog/index.server";
import { announceCartChanged } from "~/ui/frame/cart-link";
import { ShipsAhead } from "~/ui/order/ships-ahead";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { Moment } from "~/ui/primitives/moment";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import { Notice } from "~/ui/primitives/notice";
import { useSaysWeight, Weight } from "~/ui/primitives/weight";

interface BuyFormProps {
  readonly skus: readonly SkuView[];
  readonly chosen: SkuView;
  readonly onChoose: (skuId: string) => void;
}

const MOST_PACKS = 999;

/**
 * Choosing a size and a number of packs. Without JavaScript it is a plain form that leads to the basket; with it,
 * adding stays on the page and says so.
 */
export function BuyForm({ skus, chosen, onChoose }: BuyFormProps) {
  const words = useTranslations("shop.product");
  const fetcher = useFetcher<{ added?: boolean }>();
  const added = fetcher.state === "idle" && fetcher.data?.added === true;
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  useEffect(() => {
    if (added) announceCartChanged();
  }, [added]);
  const soldOut = chosen.leftPacks === 0;
  return (
    <fetcher.Form method="post" action="/cart" className="flex flex-col gap-4">
      {hydrated && <input type="hidden" name="stay" value="1" />}
      <SkuChoice {...{ skus, chosen, onChoose }} />
      {chosen.ships && (
        <div className="rounded-control bg-amber-tint px-3 py-2">
          <ShipsAhead ships={chosen.ships} />
          <p className="mt-1 text-13 text-ink-2">{words("aheadText")}</p>
        </div>
      )}
      <div className="flex items-end justify-between gap-4">
        <PackCount key={chosen.id} most={chosen.leftPacks ?? MOST_PACKS} />
        {chosen.leftPacks !== null && (
          <p className="pb-3 text-15 font-semibold text-amber">
            {soldOut
              ? words(chosen.ships ? "aheadGone" : "soldOut")
              : words("left", { count: chosen.leftPacks })}
          </p>
        )}
      </div>
      <div
        data-buy-bar
        className="fixed inset-x-0 bottom-0 z-20 flex gap-3 border-t border-line bg-paper/95 px-4 py-3 backdrop-blur-sm md:static md:border-0 md:bg-transparent md:p-0"
      >
        <Button name="intent" value="add" size="large" wide disabled={soldOut || fetcher.state !== "idle"}>
          {words("addToCart")}
        </Button>
        <Button name="intent" value="buy" kind="primary" size="large" wide disabled={soldOut}>
          {words(chosen.ships ? "orderAhead" : "buyNow")}
        </Button>
      </div>
      {added && (
        <Notice tone="good" live>
          <span className="flex items-center justify-between gap-4">
            {words("added")}
            <ButtonLink to="/cart" size="small">
              {words("toCart")}
            </ButtonLink>
          </span>
        </Notice>
      )}
    </fetcher.Form>
  );
}

function SkuChoice({ skus, chosen, onChoose }: BuyFormProps) {
  const words = useTranslations("shop.product");
  const saysWeight = useSaysWeight();
  return (
    <fieldset>
      <legend className="mb-2 text-15 font-semibold">{words("chooseSku")}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {skus.map((sku) => (
          <label
            key={sku.id}
            className={classes(
              "flex min-h-14 cursor-pointer items-center justify-between gap-3 rounded-control border bg-card px-3 py-2",
              "has-checked:border-vermilion has-checked:shadow-[inset_0_0_0_1px_var(--vermilion)]",
              "has-focus-visible:outline-2 has-focus-visible:outline-indigo border-line",
              sku.leftPacks === 0 && "opacity-60",
            )}
          >
            <input
              type="radio"
              name="skuId"
              value={sku.id}
              defaultChecked={sku.id === chosen.id}
              onChange={() => onChoose(sku.id)}
              className="sr-only"
            />
            <span>
              <span className="block text-15">{sku.name}</span>
              {!saysWeight(sku.name, sku.netGrams) && <Weight grams={sku.netGrams} className="text-13" />}
              <PromotionTime sku={sku} />
            </span>
            <span className="text-right">
              <span className="flex items-baseline justify-end gap-2">
                <ComparedPrice sku={sku} />
                <Money fen={sku.priceFen} className="font-semibold" />
              </span>
              <PackPerWeight fen={sku.priceFen} grams={sku.netGrams} className="text-13 text-ink-2" />
            </span>
          </label>
        ))}
      </div>
      {skus.some(({ promotion }) => promotion?.comparedFen) && (
        <p className="mt-2 text-13 text-ink-3">{words("comparedHint")}</p>
      )}
    </fieldset>
  );
}

/** The earlier price of goods on promotion, as the law lets it be shown (catalog/pricing/compared-price.ts). */
function ComparedPrice({ sku }: { sku: SkuView }) {
  const words = useTranslations("shop.product");
  const fen = sku.promotion?.comparedFen;
  if (!fen) return null;
  return (
    <del className="text-13 text-ink-3">
      <span className="sr-only">{words("wasPrice")} </span>
      <Money fen={fen} />
    </del>
  );
}

function PromotionTime({ sku }: { sku: SkuView }) {
  const words = useTranslations("shop.product");
  const { promotion } = sku;
  if (!promotion) return null;
  return (
    <span className="block text-13 font-semibold text-vermilion">
      {words.rich("promotionTill", { at: () => <Moment key="at" at={promotion.tillAt} /> })}
    </span>
  );
}

/** A stepper around a plain number field: thumbs get buttons, keyboards get a field, no JavaScript gets both. */
function PackCount({ most }: { most: number }) {
  const words = useTranslations("shop.product");
  const [packs, setPacks] = useState(1);
  const step = (by: number) => setPacks((now) => Math.min(Math.max(1, now + by), Math.max(1, most)));
  const stepper = "grid size-11 place-items-center text-20 text-ink-2 disabled:opacity-40";
  return (
    <div>
      <span className="mb-1 block text-15 font-semibold" id="packs-label">
        {words("packs")}
      </span>
      <div className="inline-flex items-center rounded-control border border-line bg-card">
        <button
          type="button"
          aria-label={words("fewer")}
          disabled={packs <= 1}
          onClick={() => step(-1)}
          className={stepper}
        >
          −
        </button>
        <input
          type="number"
          name="packs"
          min={1}
          max={Math.max(1, most)}
          inputMode="numeric"
          aria-labelledby="packs-label"
          value={packs}
          onChange={(event) => setPacks(Number(event.target.value))}
          className="h-11 w-12 bg-transparent text-center text-17 [appearance:textfield]"
        />
        <button
          type="button"
          aria-label={words("more")}
          disabled={packs >= most}
          onClick={() => step(1)}
          className={stepper}
        >
          +
        </button>
      </div>
    </div>
  );
}
