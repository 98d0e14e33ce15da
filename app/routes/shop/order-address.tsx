import { data, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { forbidden, openWithViewer } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { addressForm } from "~/modules/ordering/checkout.forms";
import { addressOfOrder } from "~/modules/ordering/index.server";
import { checkAddressOpen } from "~/modules/ordering/order";
import { RecipientFields } from "~/ui/checkout/recipient-fields";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button } from "~/ui/primitives/button";
import { Notice } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";
import { correctAddress } from "~/workflows/correct-address";
import { numberOf, ownOrder } from "./own-order.server";

export const loader = openWithViewer("shop.browse", async (visit) => {
  const number = numberOf(visit);
  const order = await ownOrder(visit, number);
  const title = pageWords(visit.locale, "order")("correct.title");
  if (!order) throw forbidden();
  const { state, region, cooperative } = order.shown;
  const address = checkAddressOpen(state).ok ? await addressOfOrder(visit.portal.db, order.id) : undefined;
  return data({ number, region, cooperative, address, title }, { headers: { "Cache-Control": "no-store" } });
});

export const action = openWithViewer("shop.browse", async (visit) => {
  const number = numberOf(visit);
  const order = await ownOrder(visit, number);
  if (!order) throw forbidden();
  const form = await readForm(visit.request, addressForm);
  if (!form.ok) return refused(form.refusal);
  const { portal, viewer, now } = visit;
  const done = await correctAddress(portal, {
    orderId: order.id,
    userId: viewer?.userId ?? null,
    address: form.value,
    now,
  });
  if (!done.ok) return refused(done.refusal);
  return redirect(`/orders/${number}?corrected`, { status: 303 });
});

/** A refusal means that the order has moved on meanwhile: the page shows whether it can still be corrected. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

/** Where an order goes, put right by its buyer; once it is packed, whom to call. */
export default function OrderAddressPage() {
  const { number, region, cooperative, address } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("order.correct");
  const busy = useNavigation().state !== "idle";
  const typed = answer?.refused === "FormInvalid" ? answer : undefined;
  return (
    <div className="page max-w-2xl pt-6 md:pt-10">
      <Link to={`/orders/${number}`} className="text-15 text-indigo underline underline-offset-4">
        {words("back")}
      </Link>
      <h1 className="mt-2 text-26">{words("title")}</h1>
      {address && <p className="figures mt-1 text-15 text-ink-2">{words("lead", { number })}</p>}
      {answer && !typed && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      {address ? (
        <Form method="post" className="mt-4 flex flex-col gap-4">
          <RecipientFields values={typed?.values ?? { ...address }} problems={typed?.problems} />
          <p className="text-13 text-pretty text-ink-2">{words("region", { region })}</p>
          <Button kind="primary" size="large" wide disabled={busy}>
            {words("save")}
          </Button>
        </Form>
      ) : (
        <div className="mt-4">
          <Notice tone="wait">{words("closed")}</Notice>
        </div>
      )}
      <p className="mt-4 text-15 text-ink-2">
        <a href={`tel:${cooperative.servicePhone}`} className="underline underline-offset-4">
          {words("call", { cooperative: cooperative.name, phone: cooperative.servicePhone })}
        </a>
      </p>
    </div>
  );
}
