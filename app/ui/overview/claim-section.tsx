import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { Period } from "~/kernel/period";
import type { ClaimFigures } from "~/modules/ordering/claim-figures";
import { ChartRow } from "~/ui/charts/chart-row";
import { useFormats } from "~/ui/messages/formats";
import { Facts } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import { PieceChart, useYuanMark } from "./piece-chart";

interface ClaimSectionProps {
  readonly period: Period;
  readonly figures: ClaimFigures;
}

/** What buyers claimed over a period and what came of it: the sums, and two charts with their tables. */
export function ClaimSection({ period, figures }: ClaimSectionProps) {
  const words = useTranslations("claims.figures");
  const format = useFormats();
  const yuan = useYuanMark();
  const { total, before, delivered, claimed } = figures;
  if (total.opened + total.accepted + total.declined === 0) {
    return <p className="text-15 text-ink-2">{words("none")}</p>;
  }
  const share = delivered === 0 ? 0 : claimed / delivered;
  const percent = format.number(share, { style: "percent", maximumFractionDigits: 1 });
  return (
    <>
      <div className="max-w-reading">
        <Facts
          rows={[
            [words("opened"), <Count key="opened" now={total.opened} before={before.opened} />, "opened"],
            [
              words("accepted"),
              <Count key="accepted" now={total.accepted} before={before.accepted} />,
              "accepted",
            ],
            [
              words("declined"),
              <Count key="declined" now={total.declined} before={before.declined} />,
              "declined",
            ],
            [words("given"), <Money key="given" fen={-total.givenFen} className="font-semibold" />, "given"],
            [
              words("share"),
              <span key="share" className="figures">
                {words("shareText", { percent, claimed, delivered })}
              </span>,
              "share",
            ],
          ]}
        />
      </div>
      <ChartRow>
        <PieceChart
          title={words("opened")}
          period={period}
          pieces={figures.pieces.map(({ piece, opened }) => ({
            piece,
            value: opened,
            text: words("count", { count: opened }),
            shown: opened,
          }))}
          mark={(value) => format.number(value)}
          tone="indigo"
        />
        <PieceChart
          title={words("given")}
          period={period}
          pieces={figures.pieces.map(({ piece, givenFen }) => ({
            piece,
            value: Number(givenFen) / 100,
            text: `¥${plainYuan(givenFen)}`,
            shown: <Money fen={-givenFen} />,
          }))}
          mark={yuan}
          tone="amber"
        />
      </ChartRow>
    </>
  );
}

function Count({ now, before }: { now: number; before: number }) {
  const words = useTranslations("claims.figures");
  return (
    <span className="figures font-semibold">
      {now} <span className="text-13 font-normal text-ink-3">{words("before", { before })}</span>
    </span>
  );
}
