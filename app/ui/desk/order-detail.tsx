import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { DeskOrderDetail } from "~/modules/ordering/index.server";
import type { LegKind } from "~/modules/sharing/plan";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { NamedPack } from "~/ui/primitives/weight";

/** What goes into the parcel, and what was paid for it. */
export function PackingList({ order }: { order: DeskOrderDetail }) {
  const words = useTranslations("order.lines");
  const sums = [
    [words("goods"), order.goodsFen],
    [words("freight"), order.freightFen],
    [words("total"), order.totalFen],
    ...(order.refundedFen > 0n ? [[words("refunded"), -order.refundedFen] as const] : []),
  ] as const;
  return (
    <table className="w-full text-15">
      <tbody>
        {order.lines.map((line) => (
          <tr key={`${line.name}/${line.skuName}`} className="border-b border-line">
            <td className="py-2">
              {line.name}
              <span className="block text-13 text-ink-2">
                <NamedPack name={line.skuName} grams={line.netGrams} />
              </span>
            </td>
            <td className="figures px-3 py-2 text-right text-20 font-semibold whitespace-nowrap">
              × {line.packs}
            </td>
            <td className="py-2 text-right">
              <Money fen={line.goodsFen} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.map(([name, fen]) => (
          <tr key={name}>
            <td className="pt-2 text-ink-2" colSpan={2}>
              {name}
            </td>
            <td className="pt-2 text-right">
              <Money fen={fen} className={fen === order.totalFen ? "font-semibold" : ""} />
            </td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

/** Before settlement the shares are promises, afterwards they are in the books; a refund takes them back. */
function standing(order: DeskOrderDetail): "none" | "pending" | "credited" | "reversed" {
  if (order.refundedFen >= order.totalFen || order.state === "refunded") return "reversed";
  if (order.state === "settled") return "credited";
  return order.state === "placed" || order.state === "lapsed" || order.state === "cancelled"
    ? "none"
    : "pending";
}

const TONE = { none: "plain", pending: "wait", credited: "good", reversed: "plain" } as const;

/** Who gets which part of this order, and whether they have it yet. */
export function MoneyLegs({ order }: { order: DeskOrderDetail }) {
  const words = useTranslations("desk.order");
  const stands = standing(order);
  return (
    <>
      <p className="mb-1">
        <Mark tone={TONE[stands]}>{words(`standing.${stands}`)}</Mark>
      </p>
      <dl className="divide-y divide-line text-15">
        {order.legs.map((leg) => (
          <div key={leg.kind} className="flex items-baseline justify-between gap-4 py-2">
            <dt>
              {words(`legs.${leg.kind as LegKind}`)}
              {leg.names.length > 0 && (
                <span className="block text-13 text-ink-3">{leg.names.join(" · ")}</span>
              )}
            </dt>
            <dd>
              <Money
                fen={leg.fen}
                tone={stands === "credited" ? "credited" : stands === "pending" ? "pending" : "plain"}
              />
            </dd>
          </div>
        ))}
        <div className="flex items-baseline justify-between gap-4 py-2 font-semibold">
          <dt>{words("legsTotal")}</dt>
          <dd>
            <Money fen={order.legs.reduce((sum, leg) => sum + leg.fen, 0n)} />
          </dd>
        </div>
      </dl>
    </>
  );
}

/** What happened, the latest first, with who did it. */
export function DeskTimeline({ events }: { events: DeskOrderDetail["events"] }) {
  const words = useTranslations("order.timeline");
  return (
    <ol className="divide-y divide-line border-y border-line text-15">
      {events.toReversed().map((event) => (
        <li key={`${event.kind}${event.at.getTime()}`} className="py-2">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span>
              {words(event.kind)}
              {event.by && <span className="text-ink-2"> · {event.by}</span>}
            </span>
            <span className="text-13 text-ink-3">
              <Moment at={event.at} />
            </span>
          </p>
          {event.note && <p className="text-13 text-ink-2">{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}

interface CancelFormProps {
  readonly order: DeskOrderDetail;
  /** a claim comes first */
  readonly claimOpen: boolean;
  readonly problem: string | undefined;
  readonly reason: string;
}

/** Takes a sale back. Folded away and in words, because money moves. */
export function CancelForm({ order, claimOpen, problem, reason }: CancelFormProps) {
  const words = useTranslations("desk.order");
  const said = useTranslations("desk.problems");
  const claims = useTranslations("claims.desk");
  const busy = useNavigation().state !== "idle";
  const code = problem as Parameters<typeof said>[0] | undefined;
  const paid = order.state !== "placed";
  const amount = `¥${plainYuan(order.totalFen - order.refundedFen)}`;
  if (claimOpen) return <p className="text-13 text-ink-2">{claims("first")}</p>;
  return (
    <Fold grave open={code !== undefined} title={words(paid ? "refund" : "cancel")}>
      <Form method="post" className="flex flex-col gap-3 px-4 pb-4">
        <p className="text-15 text-ink-2">
          {paid ? words("refundText", { amount }) : words("cancelText")}
          {order.state !== "placed" && order.state !== "paid" && ` ${words("refundLate")}`}
        </p>
        <TextField
          label={words("reason")}
          hint={words("reasonHint")}
          name="reason"
          maxLength={200}
          required
          defaultValue={reason}
          error={code && said.has(code) ? said(code) : code}
        />
        <Button name="intent" value="cancel" disabled={busy}>
          {paid ? words("refundConfirm", { amount }) : words("cancelConfirm")}
        </Button>
        <KeptDraft form={`cancel/${order.number}`} />
      </Form>
    </Fold>
  );
}
