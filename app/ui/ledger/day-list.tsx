import { useTranslations } from "use-intl";
import type { LedgerDay, LedgerLine, ShareState } from "~/modules/alliance/public-ledger";
import { LEG_KINDS, type LegKind } from "~/modules/sharing/plan";
import { classes } from "~/ui/primitives/classes";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { useSaysWeight, Weight } from "~/ui/primitives/weight";
import { MoneyFlow } from "~/ui/shop/money-flow";

export interface ShownLine extends LedgerLine {
  readonly province: string;
}

const TONE: Readonly<Record<ShareState, "wait" | "good" | "plain">> = {
  pending: "wait",
  credited: "good",
  corrected: "plain",
  noShare: "plain",
};

interface DayListProps {
  readonly days: readonly LedgerDay<ShownLine>[];
  /** the ref of the line somebody was led to: it stands open */
  readonly open: string;
}

/** Lines under their day; each opens to its split and its vouchers. */
export function DayList({ days, open }: DayListProps) {
  return (
    <div className="flex flex-col gap-6">
      {days.map((day) => (
        <section key={day.day}>
          <h3 className="sticky top-24 bg-paper py-1 text-15 font-semibold text-ink-2 md:top-14">
            <Moment at={day.day} shape="day" />
          </h3>
          <ul className="divide-y divide-line border-y border-line">
            {day.lines.map((line) => (
              <li
                key={line.ref}
                id={`line-${line.ref}`}
                className={classes("scroll-mt-28 target:bg-amber-tint", line.ref === open && "bg-amber-tint")}
              >
                <Line line={line} open={line.ref === open} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Line({ line, open }: { line: ShownLine; open: boolean }) {
  const words = useTranslations("ledger");
  const saysWeight = useSaysWeight();
  return (
    <details className="group" open={open}>
      <summary className="flex cursor-pointer list-none items-baseline gap-3 py-3 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">
          <span className="block text-15">
            {line.productName}
            <span className="text-ink-3"> · {line.skuName}</span>
            <span className="figures text-ink-3"> × {line.packs}</span>
          </span>
          <span className="block text-13 text-ink-3">
            {!saysWeight(line.skuName, line.grams) && (
              <>
                <Weight grams={line.grams} /> ·{" "}
              </>
            )}
            {words("lines.to", { province: line.province })}
          </span>
        </span>
        <span className="text-right">
          <Money
            fen={line.shareFen}
            tone={line.state === "credited" ? "credited" : line.state === "pending" ? "pending" : "plain"}
            className={line.state === "corrected" ? "text-ink-2 line-through" : "font-semibold"}
          />
          <span className="block">
            <Mark tone={TONE[line.state]}>{words(`state.${line.state}`)}</Mark>
          </span>
        </span>
      </summary>
      <div className="rounded-card bg-card p-4">
        <p className="mb-3 flex flex-wrap gap-x-4 text-13 text-ink-3">
          <span>
            <Moment at={line.at} />
          </span>
          <span className="figures">{words("lines.ref", { ref: line.ref })}</span>
        </p>
        <h4 className="mb-2 text-15">{words("lines.split")}</h4>
        <MoneyFlow
          parts={line.legs.filter((leg): leg is { kind: LegKind; fen: bigint } => isLegKind(leg.kind))}
        />
        <Vouchers line={line} />
      </div>
    </details>
  );
}

function isLegKind(kind: string): kind is LegKind {
  return (LEG_KINDS as readonly string[]).includes(kind);
}

function Vouchers({ line }: { line: ShownLine }) {
  const words = useTranslations("ledger.lines");
  if (line.vouchers.length === 0) return <p className="mt-3 text-13 text-ink-3">{words("unsealed")}</p>;
  return (
    <ul className="mt-3 flex flex-col gap-1 text-13 text-ink-3">
      {line.vouchers.map((voucher) => (
        <li key={voucher.number}>
          {words("voucher", { number: voucher.number })}
          <code className="ml-2 break-all">{voucher.hash}</code>
        </li>
      ))}
    </ul>
  );
}
