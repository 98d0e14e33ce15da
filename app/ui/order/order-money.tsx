import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import { unreachable } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import type { PublicLine } from "~/modules/alliance/index.server";
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

interface OrderMoneyProps {
  readonly order: BuyerOrder;
  /** where the villages show the lines of this order; empty before it is paid */
  readonly published: readonly PublicLine[];
}

/** Every fen of this very order: a sentence, a bar, who gets what, and where the village shows the same in public. */
export function OrderMoney({ order, published }: OrderMoneyProps) {
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
      <Sentence totalFen={order.totalFen} parts={parts} />
      {state}
      <MoneyFlow parts={parts} />
      <p className="mt-3 text-13 text-ink-3">
        <HostNote order={order} />
      </p>
      <LedgerLinks order={order} published={published} />
    </>
  );
}

/** The way to the very lines in the villages' public ledgers; before they exist, to the ledgers. */
function LedgerLinks({ order, published }: OrderMoneyProps) {
  const words = useTranslations("order.money");
  if (published.length === 0) {
    return (
      <p className="mt-2 flex flex-wrap gap-x-4 text-15">
        {order.villages.map(({ slug, name }) => (
          <LedgerLink key={slug} to={`/villages/${slug}/ledger`}>
            {words("toLedger", { village: name })}
          </LedgerLink>
        ))}
      </p>
    );
  }
  return (
    <>
      <p className="mt-2 flex flex-wrap gap-x-4 text-15">
        {published.map(({ villageSlug, villageName, productName, month, ref }) => (
          <LedgerLink key={ref} to={`/villages/${villageSlug}/ledger?month=${month}&line=${ref}#line-${ref}`}>
            {published.length === 1
              ? words("toLine", { village: villageName })
              : words("toLineOf", { village: villageName, name: productName })}
          </LedgerLink>
        ))}
      </p>
      <p className="text-13 text-ink-3">{words("lineHint")}</p>
    </>
  );
}

function LedgerLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="inline-flex min-h-11 items-center text-indigo underline underline-offset-4">
      {children}
    </Link>
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

/** What stays in the village, said in words; the bar and its legend say it all. */
function Sentence({ totalFen, parts }: { totalFen: Fen; parts: readonly FlowPart[] }) {
  const words = useTranslations("order.money");
  const kinds = useTranslations("shop.legs");
  const said = parts.flatMap(({ kind, fen, who }) => {
    const amount = plainYuan(fen);
    if (fen === 0n) return [];
    if (kind === "growers") return [words("partGrowers", { amount })];
    return kind === "collective" ? [words("part", { amount, who: who ?? kinds(kind) })] : [];
  });
  if (said.length === 0) return null;
  return (
    <p className="mb-3 text-17">
      {words("sentence", { total: plainYuan(totalFen), parts: said.join(words("separator")) })}
    </p>
  );
}

/** Why there is no host's share, where there is none. */
function HostNote({ order }: { order: BuyerOrder }) {
  const words = useTranslations("order.money");
  const unpaid = order.hosts.filter((host) => host.duty);
  if (order.hosts.length === 0) return <>{words("noHost")}</>;
  return <>{unpaid.map((host) => words("duty", { host: host.name })).join(" ")}</>;
}
