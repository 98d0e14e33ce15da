import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import { ok } from "~/kernel/result";
import { planViews, pricedPacks } from "~/modules/catalog/index.server";
import { planActForm, planForm } from "~/modules/catalog/pricing/plan.forms";
import { mayEnter } from "~/modules/identity/index.server";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { useFormsKey } from "~/ui/drafts/begin-anew";
import { PlanForm } from "~/ui/listings/plan-form";
import { PlanList } from "~/ui/listings/plan-list";
import { PriceHistory } from "~/ui/listings/price-history";
import { pageWords } from "~/ui/messages/page-words.server";
import { Section } from "~/ui/primitives/layout";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cancelPlan } from "~/workflows/cancel-plan";
import { readIn } from "~/workflows/localize";
import { noticeRefusedPlan } from "~/workflows/notice-refused-plan";
import { planChange } from "~/workflows/plan-change";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf, workedOn } from "./listing-of.server";
import { refusedForm } from "./refused-form.server";
import { intentOf } from "./stock-address.server";

export const loader = staff("coop.products.read", cooperativeBySlug, async (visit) => {
  const { portal, params, viewer, organisationId, locale, now } = visit;
  const listing = await listingOf(visit);
  const { productId, state } = listing;
  const [packs, plans] = await Promise.all([
    pricedPacks(portal.db, { productId, locale }),
    planViews(portal.db, { productId, locale }),
  ]);
  const tomorrow = shanghaiDay(addMs(now, DAY_MS));
  const isPlannable = state === "published" || state === "paused";
  const mayEdit = mayEnter(viewer, "coop.products.edit", { organisationId });
  const name = readIn(locale, portal.toTraditional)(workedOn(listing).name);
  return {
    productId,
    packs,
    plans,
    now,
    isPlannable,
    mayEdit,
    home: `/coop/${params.slug}/products/${productId}`,
    name,
    suggested: { from: `${tomorrow}T08:00`, till: `${tomorrow}T22:00` },
    title: pageWords(locale, "prices", "desk")("titleOf", { name }),
  };
});

export const action = staff(
  "coop.products.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const intent = await intentOf(visit.request, ["plan", "cancel", "notice"] as const);
    const { productId } = await listingOf(visit);
    const done = await carryOut(intent, productId, visit);
    if (!done.ok) return refusedForm(done.refusal, { intent });
    return redirect(`/coop/${visit.params.slug}/products/${productId}/prices`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: "plan" | "cancel" | "notice", productId: string, visit: StaffVisit) {
  const { request, portal, viewer, now, organisationId: cooperativeId } = visit;
  const act = { productId, cooperativeId, userId: viewer.userId, now };
  if (intent === "plan") {
    const form = await readForm(request, planForm);
    return form.ok ? planChange(portal, { ...act, plan: form.value }) : form;
  }
  const form = await readForm(request, planActForm);
  if (!form.ok) return form;
  const { planId } = form.value;
  if (intent === "cancel") return cancelPlan(portal, { ...act, planId });
  await noticeRefusedPlan(portal, { planId, cooperativeId, now });
  return ok();
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function ListingPrices() {
  const { productId, home, name, packs, plans, now, isPlannable, mayEdit, suggested } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("prices");
  const listings = useTranslations("listings");
  // What has arrived leaves an empty form behind.
  const key = useFormsKey(answer);
  const ofForm = answeredIntent(answer) === "plan" ? answer : undefined;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead back={{ to: home, words: listings("back") }} title={words("title")} lead={name} />
      <div className="lg:grid lg:grid-cols-2 lg:items-start lg:gap-x-8">
        <div>
          <Section title={words("planned")} className="mt-5!">
            {answer && !ofForm && (
              <div className="mb-3">
                <RefusedNotice code={answer.refused} />
              </div>
            )}
            <PlanList plans={plans} mayEdit={mayEdit} />
          </Section>
          {mayEdit && isPlannable && packs.length > 0 && (
            <Section title={words("new")}>
              <PlanForm key={key} {...{ productId, packs, suggested }} answer={ofForm} />
            </Section>
          )}
        </div>
        <Section title={words("history")} className="lg:mt-5!">
          <p className="mb-3 text-15 text-ink-2">{words("historyLead")}</p>
          <div className="flex flex-col gap-3">
            {packs.map((pack) => (
              <PriceHistory key={pack.skuId} pack={pack} until={now} />
            ))}
          </div>
        </Section>
      </div>
    </div>
  );
}
