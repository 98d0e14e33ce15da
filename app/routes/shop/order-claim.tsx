import { data, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { forbidden, openWithViewer } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { MAX_CLAIMS_PER_LINE } from "~/modules/ordering/claim";
import { namedClaimForm, openClaimForm } from "~/modules/ordering/claim.forms";
import { checkClaimTime, type LineOffered, linesToClaim } from "~/modules/ordering/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { ClaimForm } from "~/ui/order/claim-form";
import { useInstant } from "~/ui/order/instant";
import { Notice } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";
import { openClaim } from "~/workflows/open-claim";
import { withdrawClaim } from "~/workflows/withdraw-claim";
import { numberOf, ownOrder } from "./own-order.server";

export const loader = openWithViewer("shop.browse", async (visit) => {
  const number = numberOf(visit);
  const order = await ownOrder(visit, number);
  if (!order) throw forbidden();
  const { state, claimUntil, cooperative } = order.shown;
  const asked = { orderId: order.id, locale: visit.locale };
  const lines = await linesToClaim(visit.portal.db, asked);
  const time = checkClaimTime({ state, claimUntil }, visit.now);
  const early = !time.ok && time.refusal.code === "ClaimTooEarly";
  const page = {
    number,
    claimUntil,
    cooperative,
    lines: lines.filter(({ claimable }) => claimable === "yes"),
    closed: time.ok ? closedBy(lines) : early ? "early" : "late",
    title: pageWords(visit.locale, "claims")("titleOf", { number }),
  } as const;
  return data(page, { headers: { "Cache-Control": "no-store" } });
});

/** Why nothing of an order in its time for claims can be claimed; null where something can. */
function closedBy(lines: readonly LineOffered[]): "open" | "spent" | null {
  if (lines.some(({ claimable }) => claimable === "yes")) return null;
  return lines.some(({ claimable }) => claimable === "open") ? "open" : "spent";
}

export const action = openWithViewer("shop.browse", async (visit) => {
  const number = numberOf(visit);
  const order = await ownOrder(visit, number);
  if (!order) throw forbidden();
  const { portal, viewer, now, request } = visit;
  const by = { orderId: order.id, userId: viewer?.userId ?? null, now };
  if ((await request.clone().formData()).get("intent") === "withdraw") {
    const form = await readForm(request, namedClaimForm);
    if (!form.ok) return refused(form.refusal);
    const done = await withdrawClaim(portal, { ...by, claimId: form.value.claimId });
    return done.ok ? redirect(`/orders/${number}#claims`, { status: 303 }) : refused(done.refusal);
  }
  const form = await readForm(request, openClaimForm);
  if (!form.ok) return refused(form.refusal);
  const done = await openClaim(portal, { ...by, ...form.value });
  if (!done.ok) return refused(done.refusal);
  return redirect(`/orders/${number}?claimed#claims`, { status: 303 });
});

/** A refusal means that the order has moved on meanwhile: the page shows what can still be claimed. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

/** A buyer says what was not good; where nothing can be claimed, why, and whom to call. */
export default function OrderClaim() {
  const { number, lines, closed, claimUntil, cooperative } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("claims");
  const instant = useInstant();
  const typed = answer?.refused === "FormInvalid" ? answer : undefined;
  const { servicePhone: phone, name } = cooperative;
  return (
    <div className="page max-w-2xl pt-6 md:pt-10">
      <Link to={`/orders/${number}`} className="text-15 text-indigo underline underline-offset-4">
        {words("back")}
      </Link>
      <h1 className="mt-2 text-26">{words("title")}</h1>
      {answer && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      {closed ? (
        <div className="mt-4">
          <Notice tone="wait" title={words(`closed.${closed}`)}>
            {words(`closed.${closed}Text`, { phone, cooperative: name, most: MAX_CLAIMS_PER_LINE })}
          </Notice>
        </div>
      ) : (
        <>
          {claimUntil && (
            <p className="mt-2 text-pretty text-ink-2">{words("lead", { at: instant(claimUntil) })}</p>
          )}
          <ClaimForm lines={lines} values={typed?.values ?? {}} problems={typed?.problems ?? {}} />
        </>
      )}
    </div>
  );
}
