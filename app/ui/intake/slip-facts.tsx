import { useLocale, useTranslations } from "use-intl";
import type { SlipPage } from "~/modules/intake/index.server";
import { GRADE_NAMES } from "~/modules/intake/slip";
import { Facts } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money, PricePerWeight } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { useRetailUnit, Weight } from "~/ui/primitives/weight";

/** A slip as a household may read it: without the name. */
export type ShownSlip = Omit<SlipPage, "householdName" | "householdPhone">;

const TONE = { draft: "wait", confirmed: "good", cancelled: "plain" } as const;

export function SlipMark({ state, replaced = false }: { state: SlipPage["state"]; replaced?: boolean }) {
  const words = useTranslations("intake.slip.state");
  return <Mark tone={replaced ? "plain" : TONE[state]}>{words(replaced ? "replaced" : state)}</Mark>;
}

/** Everything a slip says: weights one by one, what was told of the goods, the price, and what comes of it. */
export function SlipFacts({ slip }: { slip: ShownSlip }) {
  const words = useTranslations("intake.slip");
  const unit = useRetailUnit();
  return (
    <>
      <p className="flex items-baseline justify-between gap-4 border-b border-line pb-3">
        <span className="text-15 text-ink-2">
          <Weight grams={slip.netGrams} className="text-20 font-semibold text-ink" />
          {" × "}
          <PricePerWeight price={slip.unitPrice} unit={unit} />
        </span>
        <Money fen={slip.amountFen} className="text-26 font-semibold" />
      </p>
      <Facts rows={useFactRows(slip)} />
      <h2 className="mt-5 text-17">{words("weighings")}</h2>
      <table className="figures mt-2 w-full text-15">
        <thead>
          <tr className="text-13 text-ink-3">
            <th className="text-left font-normal">{words("nth")}</th>
            <th className="text-right font-normal">{words("gross")}</th>
            <th className="text-right font-normal">{words("tare")}</th>
            <th className="text-right font-normal">{words("net")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {slip.weighings.map(({ grossGrams, tareGrams }, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a weighing has no name but its place
            <tr key={position}>
              <td className="py-2">{position + 1}</td>
              {[grossGrams, tareGrams, grossGrams - tareGrams].map((grams, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: neither has its column
                <td key={column} className="text-right">
                  <Weight grams={grams} unit={unit} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function useFactRows(slip: ShownSlip) {
  const words = useTranslations("intake.slip");
  const locale = useLocale();
  const optional = (text: string | null, name: "specification" | "plot") =>
    text ? [[words(name), text, name] as const] : [];
  return [
    [
      words("household"),
      words("householdCode", { code: String(slip.householdNumber).padStart(2, "0") }),
      "household",
    ],
    [words("trade"), words(slip.member ? "member" : "other"), "trade"],
    [words("product"), slip.productName, "product"],
    [words("variety"), slip.variety, "variety"],
    ...optional(slip.specification, "specification"),
    [words("grade"), GRADE_NAMES[slip.grade][locale], "grade"],
    [words("harvestedOn"), <Moment key="day" at={slip.harvestedOn} shape="day" />, "harvestedOn"],
    ...optional(slip.plotPlace, "plot"),
    [words("weighedAt"), <Moment key="at" at={slip.createdAt} />, "weighedAt"],
  ] as const;
}
