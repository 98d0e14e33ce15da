import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { PastPrice, PricedPack } from "~/modules/catalog/index.server";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import { PriceLine } from "./price-line";

/** What one pack costs, has cost since when, by whom and why: a line to see at a glance, and the same as a table. */
export function PriceHistory({ pack, until }: { pack: PricedPack; until: Date }) {
  const words = useTranslations("prices");
  const units = useTranslations("units");
  const { history } = pack;
  const inOrder = history.map(({ priceFen }) => priceFen).toSorted((a, b) => Number(a - b));
  const summary = words("lineSays", {
    count: history.length,
    low: `¥${plainYuan(inOrder[0] ?? pack.priceFen)}`,
    high: `¥${plainYuan(inOrder.at(-1) ?? pack.priceFen)}`,
    now: `¥${plainYuan(pack.priceFen)}`,
  });
  return (
    <Card className="p-4">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-17 font-semibold">{pack.name}</h3>
        <p className="text-right">
          <Money fen={pack.priceFen} className="text-20 font-semibold" />
          <span className="text-13 text-ink-2">/{units(pack.packing)}</span>
          <PackPerWeight fen={pack.priceFen} grams={pack.netGrams} className="block text-13 text-ink-3" />
        </p>
      </div>
      {history.length > 1 && (
        <div className="mt-3">
          <PriceLine history={history} until={until} summary={summary} />
        </div>
      )}
      <table className="mt-3 w-full text-15">
        <caption className="sr-only">{words("historyOf", { pack: pack.name })}</caption>
        <thead className="text-13 text-ink-3">
          <tr className="border-b border-line">
            <th scope="col" className="py-2 text-left font-normal">
              {words("since")}
            </th>
            <th scope="col" className="py-2 text-left font-normal">
              {words("whoAndWhy")}
            </th>
            <th scope="col" className="py-2 text-right font-normal">
              {words("price")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {history.map((line) => (
            <HistoryLine key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function HistoryLine({ line }: { line: PastPrice }) {
  const words = useTranslations("prices");
  const note = [line.plan ? words(`setBy.${line.plan}`) : "", line.reason]
    .filter(Boolean)
    .join(words("join"));
  return (
    <tr>
      <th scope="row" className="py-2 pr-3 text-left align-top font-normal">
        <Moment at={line.from} />
        <span className="block text-13 text-ink-3">
          {line.till
            ? words.rich("till", { at: () => line.till && <Moment key="at" at={line.till} /> })
            : words("stands")}
        </span>
      </th>
      <td className="py-2 pr-3 align-top">
        {line.byName ?? words("bySystem")}
        {note && <span className="block text-13 text-ink-3">{note}</span>}
      </td>
      <td className="py-2 text-right align-top">
        <Money fen={line.priceFen} className={line.till ? "" : "font-semibold"} />
      </td>
    </tr>
  );
}
