import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DeskProduct, DeskSku, ProductState } from "~/modules/catalog/index.server";
import { freeOnSale, LOW_STOCK } from "~/modules/catalog/stock";
import { classes } from "~/ui/primitives/classes";
import { FoldLine } from "~/ui/primitives/fold";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { Picture } from "~/ui/primitives/picture";
import { useSaysWeight, Weight } from "~/ui/primitives/weight";
import { PriceEditor } from "./price-editor";
import { Publication } from "./publication";
import type { SkuAnswer } from "./sku-form";
import { StockEditor } from "./stock-editor";

interface DeskProductCardProps {
  readonly product: DeskProduct;
  /** of the form that was sent without JavaScript */
  readonly answer: SkuAnswer | undefined;
  readonly mayEdit: boolean;
}

/** A listing as its staff keep it: on sale or not, and each pack's price and stock with the forms to change them. */
export function DeskProductCard({ product, answer, mayEdit }: DeskProductCardProps) {
  const words = useTranslations("desk.products");
  const tone = product.state === "published" ? "good" : "plain";
  return (
    <article className="rounded-card border border-line bg-card p-4">
      <div className="flex items-start gap-3">
        <div className="aspect-square w-14 shrink-0 overflow-hidden rounded-control bg-line">
          {product.cover && <Picture of={product.cover} sizes="3.5rem" className="h-full object-cover" />}
        </div>
        <div className="min-w-0 flex-1">
          <h2 className="text-17">
            <Link to={product.id} relative="path" className="underline-offset-4 hover:underline">
              {product.name}
            </Link>
          </h2>
          <p className="mt-1">
            <Mark tone={tone}>{words(`state.${product.state}`)}</Mark>
          </p>
          <Link
            to={product.id}
            relative="path"
            className="inline-flex min-h-11 items-center text-15 text-indigo underline underline-offset-4"
          >
            {words("manage")}
          </Link>
        </div>
        {mayEdit && <Publication product={product} answer={answer} />}
      </div>
      <ul className="mt-3 divide-y divide-line border-t border-line">
        {product.skus
          .filter(({ onSale }) => onSale)
          .map((sku) => (
            <li key={sku.id} className="pt-3 pb-1 last:pb-0">
              <SkuFigures sku={sku} state={product.state} />
              {mayEdit && <Editors sku={sku} answer={answer} />}
            </li>
          ))}
      </ul>
    </article>
  );
}

function SkuFigures({ sku, state }: { sku: DeskSku; state: ProductState }) {
  const words = useTranslations("desk.products");
  const units = useTranslations("units");
  const saysWeight = useSaysWeight();
  const free = freeOnSale(sku.pools);
  const held = sku.pools.reduce((sum, pool) => sum + pool.held, 0);
  // What was never in the shop has nothing to be sold out of.
  const isWaiting = state === "draft" && free === 0;
  return (
    <div className="grid grid-cols-2 items-baseline gap-x-3 sm:grid-cols-[1fr_7rem_6rem]">
      <p className="text-15 max-sm:col-span-2 max-sm:mb-1 max-sm:font-semibold">
        {sku.name}
        {!saysWeight(sku.name, sku.netGrams) && (
          <Weight grams={sku.netGrams} className="text-13 font-normal text-ink-3 max-sm:ml-2 sm:block" />
        )}
      </p>
      <p className="sm:text-right">
        <Money fen={sku.priceFen} className="text-17 font-semibold" />
        <span className="text-13 text-ink-2">/{units(sku.packing)}</span>
        <PackPerWeight fen={sku.priceFen} grams={sku.netGrams} className="block text-13 text-ink-3" />
      </p>
      <p className="text-right">
        <span
          className={classes(
            "figures text-17 font-semibold",
            isWaiting ? "text-ink-3" : free < LOW_STOCK && "text-amber",
          )}
        >
          {words("free", { free })}
        </span>
        <span className="figures block text-13 text-ink-3">
          {isWaiting
            ? words("notYet")
            : free === 0
              ? words("soldOut")
              : held > 0
                ? words("held", { held })
                : words("onSale")}
        </span>
      </p>
    </div>
  );
}

function Editors({ sku, answer }: { sku: DeskSku; answer: SkuAnswer | undefined }) {
  const words = useTranslations("desk.products");
  const openFor = (intent: SkuAnswer["intent"]) => answer?.intent === intent && answer.of === sku.id;
  return (
    <div className="flex gap-x-6 has-[details[open]]:flex-col">
      <FoldLine open={openFor("price")} title={words("editPrice")}>
        <PriceEditor sku={sku} answer={answer} />
      </FoldLine>
      <FoldLine open={openFor("stock")} title={words("editStock")}>
        <StockEditor sku={sku} answer={answer} />
      </FoldLine>
    </div>
  );
}
