import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { forbidden, type StaffVisit, staff, stepUpFor } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { mayEnter } from "~/modules/identity/index.server";
import { cancelOrderForm } from "~/modules/ordering/checkout.forms";
import { claimsForDesk, stuckRefunds } from "~/modules/ordering/index.server";
import { decideCancel } from "~/modules/ordering/order";
import { refundAgainForm } from "~/modules/payments/refund.forms";
import { DeskClaims } from "~/ui/desk/claim-card";
import { CancelForm, DeskTimeline, MoneyLegs, PackingList } from "~/ui/desk/order-detail";
import { Reveal, ShownUntil } from "~/ui/desk/reveal";
import { AddressLabel, ShipForm } from "~/ui/desk/ship-form";
import { StuckRefunds } from "~/ui/desk/stuck-refund";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { pageWords } from "~/ui/messages/page-words.server";
import { ShipsAhead, shippingOf } from "~/ui/order/ships-ahead";
import { StateMark } from "~/ui/order/state-mark";
import { Button } from "~/ui/primitives/button";
import { Card, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cancelOrder } from "~/workflows/cancel-order";
import { refundAgain } from "~/workflows/refund-again";
import { answerClaim, isClaimIntent } from "./claims-of.server";
import { cooperativeBySlug } from "./cooperative-of.server";
import { fulfil, orderOf, readFulfilment } from "./fulfil.server";
import { refusedForm } from "./refused-form.server";
import { lookedAt, mayReveal, revealBuyer } from "./reveal-of.server";

export const loader = staff("coop.orders.read", cooperativeBySlug, async (visit) => {
  const { params, viewer, locale, organisationId } = visit;
  const typed = params.number ?? "";
  const looked = await lookedAt(visit, "order", null);
  const order = await orderOf(visit, typed, looked);
  const { db } = visit.portal;
  const claims = await claimsForDesk(db, { orderId: order.id, locale, shown: order.contact === "shown" });
  const claimOpen = claims.some(({ state }) => state === "open");
  const maySendRefunds = mayEnter(viewer, "coop.orders.refund", { organisationId });
  return {
    order,
    stuck: await stuckRefunds(db, order.id),
    maySendRefunds,
    claims,
    claimOpen,
    mayAnswer: mayEnter(viewer, "coop.claims.answer", { organisationId }),
    shownFor: order.contact === "shown" ? looked.get(order.number) : undefined,
    mayReveal: order.contact === "masked" && mayReveal(visit, { kind: "order", state: order.state }),
    desk: params.slug ?? "",
    mayFulfil: mayEnter(viewer, "coop.orders.fulfil", { organisationId }),
    mayRefund: maySendRefunds && decideCancel(order.state, "staff").ok && order.refundedFen < order.totalFen,
    title: pageWords(locale, "desk", "desk")("order.title", { number: order.number }),
  };
});

async function carryOut(visit: StaffVisit) {
  const { request, params } = visit;
  const sent = await request.clone().formData();
  const [asked, claimId] = [sent.get("intent"), String(sent.get("claimId") ?? "")];
  const done = await doAsAsked(visit, asked);
  if (done.ok) return redirect(`/coop/${params.slug}/orders/${params.number}`, 303);
  return refusedForm(done.refusal, { intent: String(asked), claimId });
}

async function doAsAsked(visit: StaffVisit, asked: unknown) {
  if (asked === "cancel") return cancel(visit);
  if (asked === "refundAgain") return sendAgain(visit);
  if (isClaimIntent(asked)) return answerClaim(visit, asked);
  if (asked === "reveal") return revealBuyer(visit, await orderOf(visit, visit.params.number ?? ""));
  return step(visit);
}

export const action = staff("coop.orders.fulfil", cooperativeBySlug, once(carryOut));

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function step(visit: StaffVisit) {
  const { intent, order } = await readFulfilment(visit);
  return fulfil(visit, intent, order.id);
}

/** Giving money back is a duty of its own, asked for beside that of the desk. */
async function whoMayRefund(visit: StaffVisit): Promise<void> {
  const { viewer, organisationId } = visit;
  if (!mayEnter(viewer, "coop.orders.refund", { organisationId })) throw forbidden();
  await stepUpFor("coop.orders.refund", visit);
}

/** Sends a refund again that failed; what a claim gave is sent again with the claim. */
async function sendAgain(visit: StaffVisit) {
  await whoMayRefund(visit);
  const { request, portal, params, viewer, now, organisationId } = visit;
  const order = await orderOf(visit, params.number ?? "");
  const form = await readForm(request, refundAgainForm);
  if (!form.ok) return form;
  const { refundId } = form.value;
  const by = { cooperativeId: organisationId, userId: viewer.userId, now };
  return refundAgain(portal, { orderId: order.id, refundId, ...by });
}

/** Takes the sale back. */
async function cancel(visit: StaffVisit) {
  await whoMayRefund(visit);
  const { request, portal, params, viewer, now, organisationId } = visit;
  const order = await orderOf(visit, params.number ?? "");
  const form = await readForm(request, cancelOrderForm);
  if (!form.ok) return form;
  return cancelOrder(portal, {
    orderId: order.id,
    by: "staff",
    cooperativeId: organisationId,
    userId: viewer.userId,
    note: form.value.reason,
    now,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function Order() {
  const { order, desk, stuck, maySendRefunds, claims, claimOpen, mayAnswer, mayRefund } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("desk.order");
  const ships = shippingOf(order);
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/orders`, words: words("back") }}
        title={<span className="figures">{order.number}</span>}
        beside={<StateMark state={order.state} />}
        lead={words.rich("placed", { at: () => <Moment at={order.placedAt} /> })}
      />
      {ships && <ShipsAhead ships={ships} />}
      {answer && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <div className="mt-4 gap-8 lg:grid lg:grid-cols-[1fr_24rem] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          {stuck.length > 0 && <StuckRefunds refunds={stuck} maySend={maySendRefunds} />}
          {claims.length > 0 && <DeskClaims claims={claims} mayAnswer={mayAnswer} answer={answer} />}
          <NextStep />
          <Card className="px-4 py-2">
            <PackingList order={order} />
          </Card>
          {mayRefund && (
            <CancelForm
              order={order}
              claimOpen={claimOpen}
              problem={answer?.problems.reason}
              reason={answer?.values.reason ?? ""}
            />
          )}
        </div>
        <div>
          <Section title={words("money")} className="mt-8! lg:mt-0!">
            <MoneyLegs order={order} />
          </Section>
          <Section title={words("history")} className="mt-8!">
            <DeskTimeline events={order.events} />
          </Section>
        </div>
      </div>
    </div>
  );
}

/** Where the parcel goes and the one thing to do next. */
function NextStep() {
  const { order, mayFulfil, mayReveal, shownFor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("desk.orders");
  const parcel = useTranslations("order.parcel");
  const busy = useNavigation().state !== "idle";
  const oneTap = order.state === "paid" ? "pack" : order.state === "shipped" ? "deliver" : undefined;
  return (
    <Card className="p-4">
      <AddressLabel address={order} />
      {shownFor && <ShownUntil {...shownFor} />}
      {mayReveal && <Reveal kind="order" number={order.number} answer={answer} />}
      {order.waybill && (
        <p className="mt-2 border-t border-line pt-2 text-15">
          <span className="text-ink-2">{parcel("waybill")}</span> {order.carrier}{" "}
          <span className="figures font-semibold select-all">{order.waybill}</span>
        </p>
      )}
      {mayFulfil && oneTap && (
        <Form method="post" className="mt-3 flex flex-col gap-3">
          <input type="hidden" name="number" value={order.number} />
          <Button
            name="intent"
            value={oneTap}
            kind={oneTap === "pack" ? "primary" : "field"}
            size="large"
            wide
            disabled={busy}
          >
            {words(oneTap)}
          </Button>
          <KeptDraft form={`${oneTap}/${order.number}`} />
        </Form>
      )}
      {mayFulfil && order.state === "packed" && (
        <div className="mt-3 border-t border-line pt-3">
          <ShipForm number={order.number} problems={answer?.problems ?? {}} values={answer?.values ?? {}} />
        </div>
      )}
      {order.state === "delivered" && order.claimUntil && (
        <p className="mt-2 text-13 text-ink-3">
          {words.rich("claimsUntil", { at: () => <Moment at={order.claimUntil ?? ""} /> })}
        </p>
      )}
    </Card>
  );
}
