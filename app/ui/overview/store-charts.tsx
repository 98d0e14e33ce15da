import { useTranslations } from "use-intl";
import { plainYuan, weightNumber } from "~/kernel/amount-text";
import type { Grams } from "~/kernel/weight";
import type { PackFigures, ProductStock } from "~/modules/catalog/index.server";
import { ChartFrame } from "~/ui/charts/chart-frame";
import { ChartRow } from "~/ui/charts/chart-row";
import { type PartKind, PartsChart } from "~/ui/charts/parts-chart";
import { Money } from "~/ui/primitives/money";
import type { StoreFigures } from "~/workflows/view-store-figures";

/** More bars than this nobody compares; the table beneath has them all. */
const MOST_BARS = 10;
const GRAMS_PER_KILOGRAM = 1000;

/** What lies in store by listing, what it cost, and the packs by size: a chart each. */
export function StoreCharts({ store }: { store: StoreFigures }) {
  return (
    <ChartRow>
      <LotsChart products={store.products} />
      <CostChart products={store.products} />
      <PacksChart packs={store.packs} />
    </ChartRow>
  );
}

const allGrams = (each: ProductStock): Grams => each.unpackedGrams + each.inPacksGrams + each.wholesaleGrams;

const kilograms = (grams: Grams) => weightNumber(grams, "kilogram");

/** The largest first: what is drawn, and what is said of it. */
function largest<T>(rows: readonly T[], size: (row: T) => number): readonly T[] {
  return rows.toSorted((one, other) => size(other) - size(one)).slice(0, MOST_BARS);
}

function LotsChart({ products }: { products: StoreFigures["products"] }) {
  const words = useTranslations("overview.store");
  const units = useTranslations("units");
  const kinds: readonly PartKind[] = [
    { name: words("unpacked"), tone: "field" },
    { name: words("inPacks"), tone: "indigo" },
    { name: words("wholesale"), tone: "amber" },
  ];
  const total = (each: ProductStock) => `${kilograms(allGrams(each))} ${units("kilogram")}`;
  const drawn = largest(products, (each) => Number(allGrams(each)));
  const most = drawn[0];
  return (
    <ChartFrame
      title={words("lots")}
      columns={[words("product"), ...kinds.map(({ name }) => words("inKilograms", { name }))]}
      rows={products.map((each) => ({
        key: each.productId,
        name: each.productName,
        values: [each.unpackedGrams, each.inPacksGrams, each.wholesaleGrams].map(kilograms),
      }))}
    >
      <PartsChart
        kinds={kinds}
        rows={drawn.map((each) => ({
          key: each.productId,
          name: each.productName,
          total: total(each),
          parts: [each.unpackedGrams, each.inPacksGrams, each.wholesaleGrams].map(
            (grams) => Number(grams) / GRAMS_PER_KILOGRAM,
          ),
        }))}
        summary={
          most
            ? words("summary", { name: words("lots"), most: most.productName, amount: total(most) })
            : words("summaryNone", { name: words("lots") })
        }
      />
    </ChartFrame>
  );
}

function CostChart({ products }: { products: StoreFigures["products"] }) {
  const words = useTranslations("overview.store");
  const yuan = (each: ProductStock) => `¥${plainYuan(each.costFen)}`;
  const drawn = largest(
    products.filter(({ costFen }) => costFen > 0n),
    ({ costFen }) => Number(costFen),
  );
  const most = drawn[0];
  return (
    <ChartFrame
      title={words("cost")}
      columns={[words("product"), words("cost"), words("inKilograms", { name: words("uncosted") })]}
      rows={products.map((each) => ({
        key: each.productId,
        name: each.productName,
        values: [costOf(each), kilograms(each.uncostedGrams)],
      }))}
    >
      <PartsChart
        kinds={[{ name: words("cost"), tone: "amber" }]}
        rows={drawn.map((each) => ({
          key: each.productId,
          name: each.productName,
          total: yuan(each),
          parts: [Number(each.costFen)],
        }))}
        summary={
          most
            ? words("summary", { name: words("cost"), most: most.productName, amount: yuan(most) })
            : words("summaryNone", { name: words("cost") })
        }
      />
      <p className="mt-3 text-13 text-ink-3">{words("costText")}</p>
    </ChartFrame>
  );
}

/** Nobody knows what goods without a slip cost: that is another thing than nothing. */
function costOf({ costFen, uncostedGrams }: ProductStock) {
  return costFen === 0n && uncostedGrams > 0n ? null : <Money fen={costFen} />;
}

const PACK_KINDS = ["shop", "live", "held", "aside"] as const;
const PACK_TONES = { shop: "field", live: "indigo", held: "amber", aside: "ink" } as const;

function PacksChart({ packs }: { packs: StoreFigures["packs"] }) {
  const words = useTranslations("overview.store");
  const kinds = PACK_KINDS.map((kind) => ({ name: words(`packKind.${kind}`), tone: PACK_TONES[kind] }));
  const parts = (each: PackFigures) => PACK_KINDS.map((kind) => each[kind]);
  const count = (each: PackFigures) => parts(each).reduce((all, part) => all + part, 0);
  const total = (each: PackFigures) => words("packCount", { count: count(each) });
  const name = (each: StoreFigures["packs"][number]) => `${each.productName} ${each.skuName}`;
  const drawn = largest(packs, count);
  const most = drawn[0];
  return (
    <ChartFrame
      title={words("packs")}
      columns={[words("pack"), ...kinds.map((kind) => kind.name)]}
      rows={packs.map((each) => ({ key: each.skuId, name: name(each), values: parts(each) }))}
    >
      <PartsChart
        kinds={kinds}
        rows={drawn.map((each) => ({
          key: each.skuId,
          name: name(each),
          total: total(each),
          parts: parts(each),
        }))}
        summary={
          most
            ? words("summary", { name: words("packs"), most: name(most), amount: total(most) })
            : words("summaryNone", { name: words("packs") })
        }
      />
    </ChartFrame>
  );
}
