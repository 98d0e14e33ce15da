import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { LedgerMonth } from "~/modules/alliance/public-ledger";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";

/** The four figures of a month; each opens to say how it comes about. */
export function MonthFigures({ month }: { month: LedgerMonth }) {
  const words = useTranslations("ledger");
  const yuan = (fen: bigint) => `¥${plainYuan(fen)}`;
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3 md:grid-cols-4">
      <Figure name={words("figures.sold")} proof={words("proof.sold", { orders: month.orders })}>
        <Weight grams={month.grams} />
      </Figure>
      <Figure
        name={words("figures.sales")}
        proof={words("proof.sales", {
          freight: yuan(month.freightFen),
          refundedOrders: month.refundedOrders,
          refunded: yuan(month.refundedSalesFen),
        })}
      >
        <Money fen={month.salesFen} />
      </Figure>
      <Figure
        name={words("figures.credited")}
        proof={words("proof.credited", {
          share: yuan(month.shareFen),
          credited: yuan(month.creditedFen),
          pending: yuan(month.pendingFen),
          takenBack: yuan(month.takenBackFen),
        })}
      >
        <Money fen={month.creditedFen} tone="credited" />
      </Figure>
      <Figure name={words("figures.pending")} proof={words("proof.pending")}>
        <Money fen={month.pendingFen} tone="pending" />
      </Figure>
    </div>
  );
}

function Figure({ name, proof, children }: { name: string; proof: string; children: ReactNode }) {
  return (
    <details className="group rounded-card border border-line bg-card open:col-span-2">
      <summary className="cursor-pointer list-none p-3 [&::-webkit-details-marker]:hidden">
        <span className="flex items-center justify-between text-13 text-ink-2">
          {name}
          <span aria-hidden className="text-ink-3 transition-transform duration-150 group-open:rotate-90">
            ›
          </span>
        </span>
        <span className="block text-20 font-semibold md:text-26">{children}</span>
      </summary>
      <p className="border-t border-line p-3 text-15 text-ink-2">{proof}</p>
    </details>
  );
}
