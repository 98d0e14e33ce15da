import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { Period } from "~/kernel/period";
import { Money } from "~/ui/primitives/money";
import type { VillageFigures } from "~/workflows/view-village-figures";
import { DueChart } from "./due-chart";
import { OwedCard } from "./owed-card";
import { PieceChart, useYuanMark } from "./piece-chart";

interface SharesSectionProps {
  readonly period: Period;
  readonly figures: VillageFigures;
}

/** A collective's share: what was credited in the period, what is credited and pending now, and when that falls due. */
export function SharesSection({ period, figures }: SharesSectionProps) {
  const words = useTranslations("overview.village");
  const mark = useYuanMark();
  const { shares, settledFen, pendingFen, due } = figures;
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2 lg:items-start">
      <OwedCard title={words("owed")} settledFen={settledFen} pendingFen={pendingFen} />
      <DueChart due={due} />
      <PieceChart
        title={words("credited")}
        period={period}
        pieces={shares.pieces.map(({ piece, fen }) => ({
          piece,
          value: Number(fen) / 100,
          text: `¥${plainYuan(fen)}`,
          shown: <Money fen={fen} tone="credited" />,
        }))}
        mark={mark}
        tone="field"
      />
    </div>
  );
}
