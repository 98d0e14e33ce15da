import { useTranslations } from "use-intl";
import type { OrderState } from "~/modules/ordering/order";
import { Mark } from "~/ui/primitives/notice";

const TONE: Readonly<Record<OrderState, "plain" | "good" | "wait">> = {
  placed: "wait",
  paid: "wait",
  packed: "wait",
  shipped: "wait",
  delivered: "good",
  settled: "good",
  refunded: "plain",
  lapsed: "plain",
  cancelled: "plain",
};

export function StateMark({ state }: { state: OrderState }) {
  const words = useTranslations("order.state");
  return <Mark tone={TONE[state]}>{words(state)}</Mark>;
}
