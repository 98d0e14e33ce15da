import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { open } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { addReceipt } from "~/http/receipts.server";
import { refused } from "~/http/replies.server";
import { readNumber } from "~/kernel/ids";
import { orderLookupForm } from "~/modules/ordering/checkout.forms";
import { paymentOfLookup } from "~/modules/ordering/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { LookupForm } from "~/ui/order/lookup-form";

export const loader = open("shop.browse", ({ locale }) => ({
  title: pageWords(locale, "order")("lookup.title"),
}));

/**
 * Number and phone together open an order for this browser. A number that fails its check character costs no query, and
 * an unknown number is answered exactly like a wrong phone.
 */
export const action = open("shop.browse", async ({ request, portal }) => {
  const form = await readForm(request, orderLookupForm);
  if (!form.ok) return refused(form.refusal);
  const number = readNumber("order", form.value.number);
  const paymentId = number && (await paymentOfLookup(portal.db, { number, phone: form.value.phone }));
  if (!paymentId) return refused({ code: "OrderUnknown", values: form.value });
  return redirect(`/orders/${number}`, {
    status: 303,
    headers: { "set-cookie": addReceipt(request, portal, paymentId) },
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Orders() {
  const answer = useActionData<typeof action>();
  const words = useTranslations("order.lookup");
  return (
    <div className="page max-w-reading pt-6 md:pt-10">
      <h1 className="text-26">{words("title")}</h1>
      <p className="mb-6 mt-2 text-ink-2">{words("lead")}</p>
      <LookupForm answer={answer} />
    </div>
  );
}
