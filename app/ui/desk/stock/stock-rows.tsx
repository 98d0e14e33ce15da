import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { StockAlerts, StockLot, StockSku } from "~/modules/catalog/index.server";
import { ArrowIcon } from "~/ui/frame/icons";
import { classes } from "~/ui/primitives/classes";
import { Moment } from "~/ui/primitives/moment";
import { Mark, Notice } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";
import { usePackWord } from "./counted-packs";

const ROW = "flex min-h-18 items-center gap-3 px-4 py-3 hover:bg-paper";
const LIST = "divide-y divide-line overflow-hidden rounded-card border border-line bg-card";

/** Every pack: what is free, in which allotment, and what waits for a payment. */
export function SkuRows({ skus, at }: { skus: readonly StockSku[]; at: string }) {
  const words = useTranslations("stock");
  const packWord = usePackWord();
  return (
    <ul className={LIST}>
      {skus.map((sku) => (
        <li key={sku.skuId}>
          <Link to={`${at}/packs/${sku.skuId}`} prefetch="intent" className={ROW}>
            <span className="min-w-0 flex-1">
              <span className="block text-17">{sku.productName}</span>
              <span className="block text-15 text-ink-2">{sku.skuName}</span>
              <span className="figures block text-13 text-ink-3">
                <Pools sku={sku} />
              </span>
            </span>
            <span className="text-right whitespace-nowrap">
              <span className={classes("figures text-26 font-semibold", sku.low && "text-amber")}>
                {sku.free}
              </span>
              <span className="ml-1 text-13 text-ink-2">{packWord(sku.packing, sku.free)}</span>
              <span className="block text-13 text-ink-3">
                {words(sku.low ? "isLow" : sku.ahead ? "soldAhead" : sku.onSale ? "free" : "notOnSale")}
              </span>
            </span>
            <ArrowIcon className="size-5 shrink-0 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Pools({ sku }: { sku: StockSku }) {
  const words = useTranslations("stock");
  const held = sku.pools.reduce((sum, pool) => sum + pool.held, 0);
  const parts = sku.pools.map((pool) =>
    words("inPool", { channel: words(`channel.${pool.channel}`), packs: pool.onHand }),
  );
  if (parts.length === 0) return words("never");
  return [...parts, ...(held > 0 ? [words("waiting", { packs: held })] : [])].join(" · ");
}

/** Every lot of which something is left, the oldest first. */
export function LotRows({ lots, at }: { lots: readonly StockLot[]; at: string }) {
  const words = useTranslations("stock");
  return (
    <ul className={LIST}>
      {lots.map((lot) => (
        <li key={lot.lotId}>
          <Link to={`${at}/lots/${lot.lotId}`} prefetch="intent" className={ROW}>
            <span className="min-w-0 flex-1">
              <span className="block text-17">{lot.productName}</span>
              <span className="block text-15 text-ink-2">
                {words.rich("harvested", { on: () => <Moment at={lot.harvestedOn} shape="date" /> })}{" "}
                <Age lot={lot} />
              </span>
              <span className="figures block text-13 text-ink-3">{lot.code}</span>
            </span>
            <span className="text-right">
              <Weight grams={lot.leftGrams} unit="kilogram" className="text-20 font-semibold" />
              <span className="block text-13 text-ink-3">{words("leftForRetail")}</span>
              {lot.gramsWholesale > 0n && (
                <span className="block text-13 whitespace-nowrap text-ink-3">
                  {words("wholesale")} <Weight grams={lot.gramsWholesale} unit="kilogram" />
                </span>
              )}
            </span>
            <ArrowIcon className="size-5 shrink-0 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** How long a lot is still good for, when that is worth saying. */
export function Age({ lot }: { lot: Pick<StockLot, "standing" | "daysLeft"> }) {
  const words = useTranslations("stock");
  if (lot.standing === "ageing")
    return <Mark tone="wait">{words("ageing", { days: lot.daysLeft ?? 0 })}</Mark>;
  if (lot.standing === "over") return <Mark tone="live">{words("over")}</Mark>;
  return null;
}

/** What wants somebody's attention, in one sentence each. */
export function StockWarnings({ alerts, at }: { alerts: StockAlerts; at: string }) {
  const words = useTranslations("stock");
  const { lowSkus, lotsToSell } = alerts;
  if (lowSkus.length + lotsToSell.length === 0) return null;
  return (
    <div className="mt-4">
      <Notice tone="wait" title={words("attention")}>
        <ul className="flex flex-col">
          {lowSkus.map((sku) => (
            <li key={sku.skuId}>
              <Link
                className="inline-flex min-h-11 items-center underline underline-offset-4"
                to={`${at}/packs/${sku.skuId}`}
              >
                {words("lowAlert", { product: sku.productName, sku: sku.skuName, free: sku.free })}
              </Link>
            </li>
          ))}
          {lotsToSell.map((lot) => (
            <li key={lot.lotId}>
              <Link
                className="inline-flex min-h-11 items-center underline underline-offset-4"
                to={`${at}/lots/${lot.lotId}`}
              >
                {words(lot.standing === "over" ? "overAlert" : "ageingAlert", {
                  product: lot.productName,
                  code: lot.code,
                  days: lot.daysLeft ?? 0,
                })}
              </Link>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
