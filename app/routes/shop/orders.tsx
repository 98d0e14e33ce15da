import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { open } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { addReceipt, readReceipts } from "~/http/receipts.server";
import { refused } from "~/http/replies.server";
import { readNumber } from "~/kernel/ids";
import { orderLookupForm } from "~/modules/ordering/checkout.forms";
import { ordersOfPayments } from "~/modules/ordering/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { LookupForm } from "~/ui/order/lookup-form";
import { OrderList } from "~/ui/order/order-list";
import { Section } from "~/ui/primitives/layout";
import { lookUpOrder } from "~/workflows/look-up-order";

/** Whoever lost the way back from paying finds the order here: this browser holds the proof of what it bought. */
export const loader = open("shop.browse", async ({ request, portal, locale }) => {
  const paymentIds = readReceipts(request, portal);
  return {
    title: pageWords(locale, "order")("lookup.title"),
    here: paymentIds.length === 0 ? [] : await ordersOfPayments(portal.db, { paymentIds, locale }),
  };
});

/**
 * Number and phone together open an order for this browser. A number that fails its check character costs no query, and
 * an unknown number is answered exactly like a wrong phone.
 */
export const action = open("shop.browse", async ({ request, portal, clientAddress, now }) => {
  const form = await readForm(request, orderLookupForm);
  if (!form.ok) return refused(form.refusal);
  const { phone, ...typed } = form.value;
  const number = readNumber("order", typed.number);
  if (number === undefined) return refused({ code: "OrderUnknown", values: form.value });
  const found = await lookUpOrder(portal, { number, phone, clientAddress, now });
  if (!found.ok) return refused({ ...found.refusal, values: form.value });
  return redirect(`/orders/${number}`, {
    status: 303,
    headers: { "set-cookie": addReceipt(request, portal, found.value.paymentId) },
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Orders() {
  const { here } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("order.lookup");
  return (
    <div className="page max-w-reading pt-6 md:pt-10">
      <h1 className="text-26">{words("title")}</h1>
      {here.length > 0 && (
        <>
          <Section title={words("here")} className="mt-4!">
            <OrderList orders={here} />
          </Section>
          <h2 className="mt-8 text-20 md:mt-12">{words("other")}</h2>
        </>
      )}
      <p className="mb-6 mt-2 text-ink-2">{words("lead")}</p>
      <LookupForm answer={answer} />
    </div>
  );
}
