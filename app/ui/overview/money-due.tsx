import { useTranslations } from "use-intl";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import type { CooperativeMoney } from "~/workflows/view-cooperative-money";
import { DueChart } from "./due-chart";
import { OwedCard, OwedRow } from "./owed-card";

/** What the portal owes the cooperative and when, and what the cooperative owes for the same sales. */
export function MoneyDueCards({ money }: { money: CooperativeMoney }) {
  const words = useTranslations("overview.money");
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2 lg:items-start">
      <OwedCard title={words("toUs")} settledFen={money.settledFen} pendingFen={money.pendingFen} />
      <Card className="p-4">
        <h3 className="text-15 font-semibold">{words("byUs")}</h3>
        <dl className="mt-2 divide-y divide-line text-15">
          {money.owes.map((owed) => (
            <OwedRow
              key={owed.to}
              name={words(`owes.${owed.to}`)}
              note={words.rich("follows", { amount: () => <Money fen={owed.pendingFen} tone="pending" /> })}
            >
              <Money fen={owed.fen} className="font-semibold" />
            </OwedRow>
          ))}
        </dl>
      </Card>
      <DueChart due={money.due} />
    </div>
  );
}
