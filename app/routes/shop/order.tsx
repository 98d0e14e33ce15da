import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { forbidden, openWithViewer } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { publicLinesOfOrder } from "~/modules/alliance/index.server";
import { lotsOfOrder } from "~/modules/intake/index.server";
import { checkClaimTime, claimsOfOrder, linesToClaim } from "~/modules/ordering/index.server";
import { payPageWords } from "~/ui/checkout/pay-page-words.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { LookupForm } from "~/ui/order/lookup-form";
import { NextStep } from "~/ui/order/next-step";
import { OrderActions } from "~/ui/order/order-actions";
import { ClaimLink, OrderClaims } from "~/ui/order/order-claims";
import { OrderAddress, OrderLines, OrderSiblings, OrderTimeline } from "~/ui/order/order-facts";
import { OrderMoney } from "~/ui/order/order-money";
import { OrderOrigins } from "~/ui/order/order-origins";
import { OrderProgress } from "~/ui/order/order-progress";
import { Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cancelOrder } from "~/workflows/cancel-order";
import { openCheckout } from "~/workflows/open-checkout";
import { numberOf, ownOrder } from "./own-order.server";

export const loader = openWithViewer("shop.browse", async (visit) => {
  const number = numberOf(visit);
  const order = await ownOrder(visit, number);
  const title = pageWords(visit.locale, "order")("title", { number });
  if (!order) {
    const nothing = { published: [], lots: [], claims: [], mayClaim: false, confirming: false, saved: null };
    return data({ number, order: null, ...nothing, title }, { status: 403 });
  }
  const asked = { orderId: order.id, locale: visit.locale };
  const inTime = checkClaimTime(order.shown, visit.now).ok;
  const [published, lots, claims, lines] = await Promise.all([
    publicLinesOfOrder(visit.portal.db, asked),
    lotsOfOrder(visit.portal.db, asked),
    claimsOfOrder(visit.portal.db, asked),
    inTime ? linesToClaim(visit.portal.db, asked) : [],
  ]);
  const mayClaim = lines.some(({ claimable }) => claimable === "yes");
  const confirming = visit.url.searchParams.has("paid") && order.shown.state === "placed";
  const { searchParams } = visit.url;
  const waits = claims.some(({ state }) => state === "open");
  const saved = searchParams.has("corrected")
    ? "corrected"
    : searchParams.has("claimed") && waits
      ? "claimed"
      : null;
  const page = { number, order: order.shown, published, lots, claims, mayClaim, confirming, saved, title };
  return data(page);
});

const orderForm = z.object({ intent: z.enum(["pay", "cancel"]) });

export const action = openWithViewer("shop.browse", async (visit) => {
  const order = await ownOrder(visit, numberOf(visit));
  if (!order) throw forbidden();
  const form = await readForm(visit.request, orderForm);
  if (!form.ok) return refused(form.refusal);
  const { portal, viewer, now } = visit;
  if (form.value.intent === "pay") {
    const words = payPageWords(portal.publicOrigin);
    const opened = await openCheckout({ ...portal, words }, { paymentId: order.paymentId, now });
    return opened.ok ? redirect(opened.value.payUrl, { status: 303 }) : refused(opened.refusal);
  }
  const cancelled = await cancelOrder(portal, {
    orderId: order.id,
    by: "buyer",
    cooperativeId: null,
    userId: viewer?.userId ?? null,
    note: "",
    now,
  });
  if (!cancelled.ok) return refused(cancelled.refusal);
  return redirect(`/orders/${order.shown.number}`, { status: 303 });
});

/** A refusal means that the order has moved on meanwhile: the page shows where it stands now. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Order() {
  const { number, order, published, lots, claims, mayClaim, confirming, saved } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("order");
  const claimWords = useTranslations("claims");
  if (!order) return <Locked number={number} />;
  return (
    <div className="page pt-6 md:pt-10">
      <p className="figures text-13 text-ink-3">
        {words("title", { number: order.number })}
        <span aria-hidden> · </span>
        {words.rich("placed", { at: () => <Moment at={order.placedAt} /> })}
      </p>
      {confirming && <AskAgain />}
      <div className="mt-2">
        <NextStep order={order} confirming={confirming} />
        <OrderProgress order={order} />
        {answer && (
          <div className="mt-4">
            <RefusedNotice code={answer.refused} />
          </div>
        )}
        {saved && !answer && (
          <div className="mt-4">
            <Notice tone="good" live>
              {saved === "claimed" ? claimWords("saved") : words("correct.saved")}
            </Notice>
          </div>
        )}
        <OrderActions order={order} confirming={confirming} />
        {mayClaim && <ClaimLink number={order.number} />}
      </div>
      {claims.length > 0 && (
        <Section title={claimWords("section")}>
          <OrderClaims number={order.number} claims={claims} />
        </Section>
      )}
      <div className="md:grid md:grid-cols-[1fr_23rem] md:items-start md:gap-x-12">
        <Section title={words("money.title")}>
          <OrderMoney order={order} published={published} />
        </Section>
        <div className="md:row-span-2">
          <Section title={words("lines.title")}>
            <OrderLines order={order} />
          </Section>
          {lots.length > 0 && (
            <Section title={words("origins.title")} className="md:mt-8!">
              <OrderOrigins lots={lots} />
            </Section>
          )}
          <Section title={words("address.title")} className="md:mt-8!">
            <OrderAddress order={order} />
          </Section>
          {order.siblings.length > 0 && (
            <Section title={words("siblings.title")} className="md:mt-8!">
              <OrderSiblings order={order} />
            </Section>
          )}
        </div>
        <Section title={words("timeline.title")}>
          <OrderTimeline events={order.events} />
        </Section>
      </div>
    </div>
  );
}

const ASK_AGAIN_MS = 2000;

/** While Stripe's word is on its way the page looks again by itself; without JavaScript the browser reloads it. */
function AskAgain() {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
    </noscript>
  );
}

/** Somebody opened an order's address without proof: what is missing is said, nothing of the order is. */
function Locked({ number }: { number: string }) {
  const words = useTranslations("order.lookup");
  return (
    <div className="page max-w-reading pt-6 md:pt-10">
      <h1 className="text-26">{words("locked")}</h1>
      <p className="mb-6 mt-2 text-ink-2">{words("lockedText")}</p>
      <LookupForm number={number} />
    </div>
  );
}
