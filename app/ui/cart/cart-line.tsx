import { Link, useFetcher } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { plainYuan } from "~/kernel/amount-text";
import { type CartViewLine, MAX_PACKS } from "~/modules/ordering/cart";
import { Button } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";
import { NamedPack } from "~/ui/primitives/weight";
import { PackStepper } from "./pack-stepper";
import { Thumbnail } from "./thumbnail";

/** One kind of goods in the cart: picture, what it is, how many, what it comes to, and what is in the way. */
export function CartLine({ line }: { line: CartViewLine }) {
  const words = useTranslations("checkout.cart");
  const fetcher = useFetcher<{ refused?: RefusalCode }>();
  const busy = fetcher.state !== "idle";
  const refused = fetcher.data?.refused;
  return (
    <li className={classes("py-4 transition-opacity duration-150", busy && "opacity-60")}>
      <fetcher.Form method="post" action="/cart" className="flex gap-3">
        <input type="hidden" name="skuId" value={line.skuId} />
        <Thumbnail imageKey={line.imageKey} />
        <div className="min-w-0 flex-1">
          <div className="flex items-start justify-between gap-3">
            <h3 className="text-15 leading-snug">
              <Link to={`/products/${line.productSlug}`} className="hover:underline">
                {line.name}
              </Link>
            </h3>
            <Money fen={line.goodsFen} className="text-17 font-semibold" />
          </div>
          <p className="mt-0.5 text-13 text-ink-2">
            <NamedPack name={line.skuName} grams={line.netGrams} />
            {line.fresh && (
              <>
                <span aria-hidden> · </span>
                {words("fresh")}
              </>
            )}
          </p>
          <p className="text-13 text-ink-3">
            {line.packs > 1 && (
              <>
                <Money fen={line.unitPriceFen} className="text-15" /> {words("perPack")}
                <span aria-hidden> · </span>
              </>
            )}
            <PackPerWeight fen={line.unitPriceFen} grams={line.netGrams} />
          </p>
          <LineNews line={line} />
          <div className="group/line mt-2 flex items-center justify-between gap-3">
            <PackStepper key={line.packs} name={line.name} packs={line.packs} most={mostOf(line)} />
            <Button
              name="intent"
              value="remove"
              kind="quiet"
              size="small"
              className="-mr-3 group-has-[input:focus]/line:hidden group-has-[[value=set]:focus]/line:hidden group-has-[[value=set]:active]/line:hidden"
              aria-label={words("removeNamed", { name: line.name })}
            >
              {words("remove")}
            </Button>
          </div>
        </div>
      </fetcher.Form>
      {refused && !busy && (
        <div className="mt-3">
          <RefusedNotice code={refused} />
        </div>
      )}
    </li>
  );
}

/** What one more press may reach; goods that are gone can still be counted down and taken out. */
function mostOf(line: CartViewLine): number {
  return Math.max(1, Math.min(MAX_PACKS, line.available));
}

/** What has changed since the goods were put in, and the shortest way to mend it. */
function LineNews({ line }: { line: CartViewLine }) {
  const words = useTranslations("checkout.cart");
  return (
    <>
      {line.previousUnitPriceFen !== null && (
        <p className="mt-1 text-13 text-amber">
          {words("priceChanged", {
            before: `¥${plainYuan(line.previousUnitPriceFen)}`,
            now: `¥${plainYuan(line.unitPriceFen)}`,
          })}
        </p>
      )}
      {line.trouble && (
        <p className="mt-1 flex flex-wrap items-center gap-2 text-13 text-amber">
          <Mark tone="wait">
            {line.trouble === "tooFew" ? words("tooFew", { count: line.available }) : words(line.trouble)}
          </Mark>
          {line.trouble === "tooFew" && (
            <Button name="intent" value="takeRest" size="small">
              {words("takeRest", { count: line.available })}
            </Button>
          )}
        </p>
      )}
      {line.trouble === "tooFew" && <input type="hidden" name="rest" value={line.available} />}
    </>
  );
}
