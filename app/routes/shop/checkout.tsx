import { data, type MetaFunction, redirect, redirectDocument } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { readCookie } from "~/http/cookies.server";
import { openWithViewer, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { addReceipt } from "~/http/receipts.server";
import { REFUSALS, type RefusalCode } from "~/http/refusals";
import { chosenRegion, regionLevels, withRegion } from "~/http/region-field.server";
import { checkoutForm, type CheckoutForm as Filled } from "~/modules/ordering/checkout.forms";
import { hashCartToken, payableOrders, readCart } from "~/modules/ordering/index.server";
import { CheckoutForm, type CheckoutPage } from "~/ui/checkout/checkout-form";
import { payPageWords } from "~/ui/checkout/pay-page-words.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Notice } from "~/ui/primitives/notice";
import { openCheckout } from "~/workflows/open-checkout";
import { placeOrder } from "~/workflows/place-order";
import { viewCart } from "~/workflows/view-cart";

/** Only the last button places; the others of the form ask for the next level of places or for the total. */
const placingForm = withRegion(checkoutForm.extend({ intent: z.literal("place") }));

export const loader = openWithViewer("shop.browse", async (visit) => ({
  page: await checkoutPage(visit, visit.url.searchParams.get("region") ?? ""),
  title: pageWords(visit.locale, "checkout")("title"),
}));

export const action = openWithViewer("shop.browse", async (visit) => {
  const form = await readForm(visit.request, placingForm);
  if (form.ok) return place(visit, form.value);
  const { values, problems } = form.refusal;
  const region = chosenRegion(values);
  if (values.intent === "place") return again(visit, region, { refused: "FormInvalid", problems, values });
  const missing = values.intent === "total" && !visit.portal.regions.isDeliverable(region);
  return again(visit, region, missing ? { problems: { regionCode: "region" }, values } : { values });
});

async function place(visit: Visit, form: Filled) {
  const { portal, request, locale, now, viewer } = visit;
  const token = readCookie(request, "basket");
  const cart = token ? await readCart(portal.db, hashCartToken(token)) : undefined;
  const placed = await placeOrder(portal, {
    lines: cart?.lines ?? [],
    cartId: cart?.id ?? null,
    userId: viewer?.userId ?? null,
    visitorId: readCookie(request, "visitor") ?? null,
    form,
    locale,
    now,
  });
  if (!placed.ok) {
    const { code } = placed.refusal;
    const problems: Record<string, string> = code === "ConsentMissing" ? { freshNoReturn: "consent" } : {};
    return again(visit, form.regionCode, { refused: code, problems, values: typedValues(form) });
  }
  const { paymentId } = placed.value;
  const headers = { "set-cookie": addReceipt(request, portal, paymentId) };
  const payUrl = await payPage(visit, paymentId);
  if (payUrl !== undefined) return redirect(payUrl, { status: 303, headers });
  const orders = await payableOrders(portal.db, paymentId);
  // The order's page has words of its own.
  return redirectDocument(orders ? `/orders/${orders.number}` : "/orders", { status: 303, headers });
}

/** The order stands and its goods are held: when Stripe cannot be reached, the order page is where to try again. */
async function payPage({ portal, now }: Visit, paymentId: string): Promise<string | undefined> {
  try {
    const opened = await openCheckout(
      { ...portal, words: payPageWords(portal.publicOrigin) },
      { paymentId, now },
    );
    return opened.ok ? opened.value.payUrl : undefined;
  } catch (fault) {
    portal.log.fault(fault, { during: "opening a pay page", paymentId });
    return undefined;
  }
}

interface Answer {
  readonly refused?: RefusalCode;
  readonly problems?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** The same page once more, with what was typed and today's figures for the place chosen. */
async function again(visit: Visit, region: string, answer: Answer) {
  const status = answer.refused ? REFUSALS[answer.refused] : 200;
  const page = await checkoutPage(visit, region);
  // Whether this consent is asked depends on the cart, so the form's shape cannot say that it is missing.
  const unconfirmed = answer.refused === "FormInvalid" && page.view.fresh && !answer.values.freshNoReturn;
  const problems = unconfirmed ? { ...answer.problems, freshNoReturn: "consent" } : answer.problems;
  return data({ ...answer, problems, page }, { status });
}

function typedValues({ recipient, phone, street, note, freshNoReturn }: Filled): Record<string, string> {
  const agreed = { terms: "on", shareWithSeller: "on", payAbroad: "on" };
  return { recipient, phone, street, note, ...agreed, ...(freshNoReturn ? { freshNoReturn } : {}) };
}

async function checkoutPage(
  { request, portal, viewer, locale, now }: Visit,
  region: string,
): Promise<CheckoutPage> {
  const token = readCookie(request, "basket");
  const regionCode = portal.regions.isDeliverable(region) ? region : null;
  const { view } = await viewCart(portal.db, {
    tokenHash: token ? hashCartToken(token) : null,
    visitorId: readCookie(request, "visitor") ?? null,
    userId: viewer?.userId ?? null,
    regionCode,
    locale,
    now,
  });
  // There is nothing to order: the cart says so, and the way to the goods.
  if (view.groups.length === 0) throw redirect("/cart", 303);
  return {
    view,
    levels: regionLevels(portal.regions, region, locale),
    regionCode,
    requestKey: crypto.randomUUID(),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Checkout() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("checkout");
  const page = answer?.page ?? loaded.page;
  return (
    <div className="page pt-4 md:pt-8">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h1 className="text-26">{words("title")}</h1>
        <Link to="/cart" className="text-15 text-indigo underline-offset-4 hover:underline">
          {words("back")}
        </Link>
      </div>
      {!page.view.orderable && (
        <Notice tone="wait">
          <span className="flex flex-wrap items-center justify-between gap-3">
            {words(page.view.groups.some(cannotBeSent) ? "cart.notSentHere" : "cart.mendFirst")}
            <ButtonLink to="/cart" size="small">
              {words("back")}
            </ButtonLink>
          </span>
        </Notice>
      )}
      <CheckoutForm
        page={page}
        refused={answer?.refused}
        problems={answer?.problems}
        values={answer?.values ?? {}}
      />
    </div>
  );
}

const cannotBeSent = (group: CheckoutPage["view"]["groups"][number]) =>
  group.lines.some((line) => line.trouble === "notSentHere");
