import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import { unreachable } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import type { BuyerOrder, BuyerOrderLeg } from "~/modules/ordering/index.server";
import { LEG_KINDS, type LegKind } from "~/modules/sharing/plan";
import { Mark } from "~/ui/primitives/notice";
import { type FlowPart, MoneyFlow } from "~/ui/shop/money-flow";
import { useInstant } from "./instant";

type Stage = "planned" | "pending" | "credited" | "partlyReversed" | "reversing" | "reversed" | "none";

const TONE: Readonly<Record<Stage, "plain" | "good" | "wait">> = {
  planned: "plain",
  pending: "wait",
  credited: "good",
  partlyReversed: "wait",
  reversing: "wait",
  reversed: "plain",
  none: "plain",
};

/** Every fen of this very order: a sentence, a bar, who gets what, and where the village shows the same in public. */
export function OrderMoney({ order }: { order: BuyerOrder }) {
  const words = useTranslations("order.money");
  const instant = useInstant();
  const stage = stageOf(order);
  const parts = usePartsOf(order.legs);
  const state = (
    <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-15 text-ink-2">
      <Mark tone={TONE[stage]}>{words(stage)}</Mark>
      {words(`${stage}Text`, {
        at: instant(order.settledAt ?? order.placedAt),
        amount: `¥${plainYuan(order.refundedFen)}`,
      })}
    </p>
  );
  if (stage === "none") return state;
  return (
    <>
      <p className="mb-3 text-17">
        <Sentence totalFen={order.totalFen} parts={parts} />
      </p>
      {state}
      <MoneyFlow parts={parts} />
      <p className="mt-3 text-13 text-ink-3">
        <HostNote order={order} />
      </p>
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-15">
        {order.villages.map((village) => (
          <Link
            key={village.slug}
            to={`/villages/${village.slug}/ledger`}
            className="text-indigo underline underline-offset-4"
          >
            {words("toLedger", { village: village.name })}
          </Link>
        ))}
      </p>
    </>
  );
}

/** Where the shares stand in the books, which follow a refund when the money has gone back. */
function stageOf(order: BuyerOrder): Stage {
  const moneyWentBack = order.events.some((event) => event.kind === "refunded");
  switch (order.state) {
    case "placed":
      return "planned";
    case "lapsed":
    case "cancelled":
      return "none";
    case "refunded":
      return moneyWentBack ? "reversed" : "reversing";
    case "settled":
      return moneyWentBack ? "partlyReversed" : "credited";
    case "paid":
    case "packed":
    case "shipped":
    case "delivered":
      return moneyWentBack ? "partlyReversed" : "pending";
    default:
      return unreachable(order.state);
  }
}

/** The legs with everybody's name, ready to be shown. */
function usePartsOf(legs: readonly BuyerOrderLeg[]): FlowPart[] {
  const words = useTranslations("shop.product");
  return legs.flatMap(({ kind, fen, names }) =>
    isLegKind(kind)
      ? [{ kind, fen, ...(names.length > 0 ? { who: names.join(words("listSeparator")) } : {}) }]
      : [],
  );
}

const isLegKind = (kind: string): kind is LegKind => (LEG_KINDS as readonly string[]).includes(kind);

function Sentence({ totalFen, parts }: { totalFen: Fen; parts: readonly FlowPart[] }) {
  const words = useTranslations("order.money");
  const kinds = useTranslations("shop.legs");
  const said = parts
    .filter((part) => part.fen > 0n)
    .map(({ kind, fen, who }) => {
      const amount = plainYuan(fen);
      if (kind === "freight") return words("partFreight", { amount });
      if (kind === "growers") return words("partGrowers", { amount });
      if (kind === "packing") return words("partPacking", { amount });
      if (kind === "alliance") return words("partAlliance", { amount });
      if (kind === "portal") return words("partPortal", { amount });
      return words("part", { amount, who: who ?? kinds(kind) });
    });
  return <>{words("sentence", { total: plainYuan(totalFen), parts: said.join(words("separator")) })}</>;
}

/** Why there is no host's share, where there is none. */
function HostNote({ order }: { order: BuyerOrder }) {
  const words = useTranslations("order.money");
  const unpaid = order.hosts.filter((host) => host.duty);
  if (order.hosts.length === 0) return <>{words("noHost")}</>;
  return <>{unpaid.map((host) => words("duty", { host: host.name })).join(" ")}</>;
}
