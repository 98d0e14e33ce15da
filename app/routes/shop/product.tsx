import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { plainYuan } from "~/kernel/amount-text";
import type { Locale } from "~/kernel/text";
import { productPage, type SkuView } from "~/modules/catalog/index.server";
import { type ComputedLeg, computeLegs, readPlanLegs } from "~/modules/sharing/index.server";
import type { Regions } from "~/platform/regions.server";
import { AttributeFacts } from "~/ui/listings/attribute-facts";
import { ButtonLink } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import { Notice } from "~/ui/primitives/notice";
import { BuyForm } from "~/ui/shop/buy-form";
import { DeliveryFacts } from "~/ui/shop/delivery-facts";
import { Gallery } from "~/ui/shop/gallery";
import { LotFacts } from "~/ui/shop/lot-facts";
import { MoneyFlow } from "~/ui/shop/money-flow";

export const loader = open("shop.browse", async ({ portal, params, locale, now, terms }) => {
  const page = await productPage(portal.db, { slug: params.slug ?? "", locale, now });
  if (!page) throw notFound();
  terms.keep([`product:${page.id}`], 300);
  const { sharePlan, freightZones, ...product } = page;
  return {
    product,
    zones: freightZones.map((zone) => ({
      ...zone,
      regions: zone.regionPrefixes
        .filter(Boolean)
        .map((prefix) => nameOfPrefix(portal.regions, prefix, locale)),
    })),
    flows: sharePlan ? product.skus.map((sku) => ({ skuId: sku.id, legs: legsOfPack(sku, sharePlan) })) : [],
  };
});

/** What one pack's money does under the plan in force, sold through a paid host's link and without delivery. */
function legsOfPack(
  sku: SkuView,
  plan: { readonly versionId: string; readonly legs: unknown },
): ComputedLeg[] {
  const line = { packs: 1, netGrams: sku.netGrams, goodsFen: sku.priceFen, freightFen: 0n };
  const legs = computeLegs(line, readPlanLegs(plan.versionId, plan.legs), { kind: "paid" });
  return legs.ok ? legs.value : [];
}

/** The name a leading part of a region code stands for: "65" is a province, "6101" a city. */
function nameOfPrefix(regions: Regions, prefix: string, locale: Locale): string {
  return regions.regionByCode(prefix.padEnd(6, "0"))?.path.at(-1)?.name[locale] ?? prefix;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.product.name },
  { name: "description", content: data?.product.sentence },
];

export default function Product() {
  const { product, zones } = useLoaderData<typeof loader>();
  const words = useTranslations("shop.product");
  const [skuId, setSkuId] = useState(product.skus[0]?.id);
  const chosen = product.skus.find((sku) => sku.id === skuId) ?? product.skus[0];
  const onSale = product.state === "published" && chosen !== undefined;
  return (
    <div className="page md:grid md:grid-cols-2 md:gap-x-10 md:pt-8">
      <Gallery images={product.images} name={product.name} />
      <div className="pt-4 md:pt-0">
        <p className="text-15 text-ink-2">
          <Link to={`/villages/${product.village.slug}`} className="text-field underline underline-offset-4">
            {product.village.name}
          </Link>
          <span aria-hidden> · </span>
          {product.village.place}
        </p>
        <h1 className="mt-1 text-26">{product.name}</h1>
        <p className="mt-1 text-ink-2">{product.sentence}</p>
        {onSale && (
          <p className="mt-3 flex flex-wrap items-baseline gap-x-3 text-15 text-ink-2">
            <Money fen={chosen.priceFen} tone="price" className="text-26 font-semibold" />
            {chosen.name}
            <PackPerWeight fen={chosen.priceFen} grams={chosen.netGrams} />
          </p>
        )}
        <div className="mt-4">
          {onSale ? (
            <BuyForm skus={product.skus} chosen={chosen} onChoose={setSkuId} />
          ) : (
            <Notice tone="wait">
              <span className="flex flex-wrap items-center justify-between gap-3">
                <span>
                  <strong className="block">{words("notOnSale")}</strong>
                  {words("notOnSaleHint")}
                </span>
                <ButtonLink to={`/villages/${product.village.slug}`} size="small">
                  {product.village.name}
                </ButtonLink>
              </span>
            </Notice>
          )}
        </div>
        {product.wholesale && (
          <div className="mt-4">
            <Notice>
              <span className="flex items-center justify-between gap-3">
                {words("wholesaleHint")}
                <ButtonLink to={`/wholesale/lots/${product.wholesale.slug}`} size="small">
                  {words("wholesaleGo")}
                </ButtonLink>
              </span>
            </Notice>
          </div>
        )}
      </div>
      <div className="md:col-span-2 md:grid md:grid-cols-2 md:gap-x-10">
        {chosen && <MoneyOfPack skuId={chosen.id} priceFen={chosen.priceFen} />}
        {product.attributes.length > 0 && (
          <Section title={words("goods")}>
            <AttributeFacts attributes={product.attributes} />
          </Section>
        )}
        <Section title={words("lot")}>
          <LotFacts lots={product.lots} />
        </Section>
        <Section title={words("freight")}>
          <DeliveryFacts zones={zones} shipsFrom={product.cooperative.shipsFrom} />
        </Section>
        <Section title={words("claims")}>
          <div className="text-15 text-ink-2">
            <p>{words("claimsText", { hours: product.claimWindowHours })}</p>
            <p className="mt-2">{words(product.freshness === "fresh" ? "noReturnFresh" : "returnKeeps")}</p>
          </div>
        </Section>
        <Section title={words("story")} className="md:col-span-2">
          <p className="max-w-reading whitespace-pre-line">{product.story}</p>
          <p className="mt-4 text-15 text-ink-2">
            {words.rich("sellerIs", {
              cooperative: () => (
                <Link
                  to={`/cooperatives/${product.cooperative.slug}`}
                  className="text-indigo underline underline-offset-4"
                >
                  {product.cooperative.name}
                </Link>
              ),
            })}
          </p>
        </Section>
      </div>
    </div>
  );
}

function MoneyOfPack({ skuId, priceFen }: { skuId: string; priceFen: bigint }) {
  const { flows, product } = useLoaderData<typeof loader>();
  const words = useTranslations("shop.product");
  const legs = flows.find((flow) => flow.skuId === skuId)?.legs ?? [];
  if (legs.length === 0) return null;
  return (
    <Section title={words("money")}>
      <p className="mb-3 text-15 text-ink-2">{words("moneyFor", { price: `¥${plainYuan(priceFen)}` })}</p>
      <MoneyFlow
        parts={legs.map((leg) => ({
          ...leg,
          who:
            leg.kind === "collective"
              ? (product.collectiveName ?? undefined)
              : leg.kind === "cooperative"
                ? product.cooperative.name
                : undefined,
        }))}
      />
      <p className="mt-2 text-13 text-ink-3">{words("moneyHost")}</p>
    </Section>
  );
}
