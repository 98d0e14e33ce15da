import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ConsentCode } from "~/modules/ordering/index.server";
import { Button } from "~/ui/primitives/button";
import { FoldLine } from "~/ui/primitives/fold";
import { Moment } from "~/ui/primitives/moment";

export interface ConsentedOrder {
  readonly id: string;
  readonly number: string;
  readonly placedAt: Date;
  readonly over: boolean;
  readonly consents: readonly {
    readonly code: ConsentCode;
    readonly version: string;
    readonly withdrawnAt: Date | null;
  }[];
}

/** What was agreed to with each order, in which version, when, and who receives it. */
export function ConsentList({ orders }: { orders: readonly ConsentedOrder[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {orders.map((order) => (
        <li key={order.id} className="py-1">
          <FoldLine tone="row" open={orders.length === 1} title={<OrderLine order={order} />}>
            <ul className="flex flex-col gap-4 pt-1 pb-3">
              {order.consents.map((consent) => (
                <Consent key={consent.code} order={order} consent={consent} />
              ))}
            </ul>
          </FoldLine>
        </li>
      ))}
    </ul>
  );
}

/** Which order, when, and how much was agreed to; what was taken back is said without being unfolded. */
function OrderLine({ order }: { order: ConsentedOrder }) {
  const words = useTranslations("privacy.mine.consents");
  const withdrawn = order.consents.filter(({ withdrawnAt }) => withdrawnAt !== null).length;
  return (
    <h3 className="min-w-0 flex-1 py-1">
      <span className="figures block font-semibold">{order.number}</span>
      <span className="block text-13 font-normal text-ink-2">
        <Moment at={order.placedAt} shape="day" />
        {" · "}
        {words("count", { count: order.consents.length })}
        {withdrawn > 0 && <> · {words("withdrawnCount", { count: withdrawn })}</>}
      </span>
    </h3>
  );
}

function Consent({ order, consent }: { order: ConsentedOrder; consent: ConsentedOrder["consents"][number] }) {
  const words = useTranslations("privacy.mine.consents");
  const agreed = useTranslations("checkout.consents");
  const { code, version, withdrawnAt } = consent;
  return (
    <li className="grid gap-x-6 gap-y-1 md:grid-cols-[1fr_auto] md:items-start">
      <div className="text-15">
        <p>{agreed(code)}</p>
        <p className="text-13 text-ink-3">
          {words.rich("agreed", { at: () => <Moment at={order.placedAt} shape="day" />, version })}
          <span className="block">{words("receives", { who: words(`who.${code}`) })}</span>
        </p>
        {code === "shareWithSeller" && !withdrawnAt && (
          <p className="text-13 text-ink-2">{order.over ? words("withdrawHint") : words("later")}</p>
        )}
        {withdrawnAt && (
          <p className="text-13 font-semibold text-ink-2">
            {words.rich("withdrawn", { at: () => <Moment at={withdrawnAt} shape="day" /> })}
          </p>
        )}
      </div>
      {code === "shareWithSeller" && order.over && !withdrawnAt && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="orderId" value={order.id} />
          <input type="hidden" name="version" value={version} />
          <Button name="intent" value="withdraw">
            {words("withdraw")}
          </Button>
        </Form>
      )}
    </li>
  );
}
