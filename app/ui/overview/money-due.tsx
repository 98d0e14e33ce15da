import { useTranslations } from "use-intl";
import { ColumnHeads } from "~/ui/primitives/column-heads";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import type { CooperativeMoney } from "~/workflows/view-cooperative-money";

/** What the portal owes the cooperative and when, and what the cooperative owes for the same sales. */
export function MoneyDueCards({ money }: { money: CooperativeMoney }) {
  const words = useTranslations("overview.money");
  return (
    <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
      <Card className="p-4">
        <h3 className="text-15 font-semibold">{words("toUs")}</h3>
        <dl className="mt-2 divide-y divide-line text-15">
          <Row name={words("settled")} note={words("settledText")}>
            <Money fen={money.settledFen} tone="credited" className="text-20 font-semibold" />
          </Row>
          <Row name={words("pending")} note={words("pendingText")}>
            <Money fen={money.pendingFen} tone="pending" className="text-20 font-semibold" />
          </Row>
        </dl>
        {money.due.length > 0 && (
          <table className="mt-2 w-full border-t border-line text-15">
            <caption className="sr-only">{words("byDay")}</caption>
            <ColumnHeads names={[words("windowEnds"), words("orders"), words("amount")]} />
            <tbody className="divide-y divide-line">
              {money.due.map((due) => (
                <tr key={due.day ?? "open"}>
                  <th scope="row" className="py-2 text-left font-normal">
                    {due.day ? <Moment at={due.day} shape="date" /> : words("notDelivered")}
                  </th>
                  <td className="figures py-2 text-right">{due.orders}</td>
                  <td className="py-2 text-right">
                    <Money fen={due.fen} tone="pending" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
      <Card className="p-4">
        <h3 className="text-15 font-semibold">{words("byUs")}</h3>
        <dl className="mt-2 divide-y divide-line text-15">
          {money.owes.map((owed) => (
            <Row
              key={owed.to}
              name={words(`owes.${owed.to}`)}
              note={words.rich("follows", { amount: () => <Money fen={owed.pendingFen} tone="pending" /> })}
            >
              <Money fen={owed.fen} className="font-semibold" />
            </Row>
          ))}
        </dl>
      </Card>
    </div>
  );
}

function Row(props: { name: string; note: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2">
      <dt>
        {props.name}
        <span className="block text-13 text-ink-3">{props.note}</span>
      </dt>
      <dd className="text-right whitespace-nowrap">{props.children}</dd>
    </div>
  );
}
