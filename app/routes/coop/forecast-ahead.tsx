import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { shanghaiDay } from "~/kernel/clock";
import { AHEAD_PERCENT, aheadGrams, mostAhead, preorderSkus } from "~/modules/catalog/index.server";
import { capForm, endAheadForm } from "~/modules/catalog/preorder.forms";
import { mayEnter } from "~/modules/identity/index.server";
import { forecastPage } from "~/modules/intake/index.server";
import { useFormsKey } from "~/ui/drafts/begin-anew";
import { AheadSkuCard } from "~/ui/forecast/ahead-sku";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { pageWords } from "~/ui/messages/page-words.server";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { Weight } from "~/ui/primitives/weight";
import { endSellingAhead } from "~/workflows/end-selling-ahead";
import { gramsElsewhere, sellAhead } from "~/workflows/sell-ahead";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";
import { idOf, intentOf } from "./stock-address.server";

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { portal, params, locale, now, viewer, organisationId: cooperativeId } = visit;
  const asked = { cooperativeId, productId: idOf(params), locale };
  const thisYear = Number(shanghaiDay(now).slice(0, 4));
  const [page, skus] = await Promise.all([
    forecastPage(portal.db, { ...asked, season: null, thisYear }),
    preorderSkus(portal.db, asked),
  ]);
  if (!page) throw notFound();
  const { forecast, harvest, productName } = page;
  const forecastGrams = forecast?.grams ?? 0n;
  return {
    crop: forecast && harvest && { harvest, grams: forecastGrams, partGrams: aheadGrams(forecastGrams) },
    skus: skus.map((sku) => {
      const elsewhereGrams = gramsElsewhere(skus, sku.skuId);
      return {
        ...sku,
        elsewhereGrams,
        most: mostAhead({ forecastGrams, elsewhereGrams, netGrams: sku.netGrams }),
      };
    }),
    productName,
    productId: page.productId,
    percent: Number(AHEAD_PERCENT),
    desk: params.slug ?? "",
    mayEdit: mayEnter(viewer, "coop.preorder.edit", { organisationId: cooperativeId }),
    title: `${productName} · ${pageWords(locale, "forecast", "desk")("ahead.title")}`,
  };
});

export const action = staff(
  "coop.preorder.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const intent = await intentOf(visit.request, ["cap", "end"] as const);
    const typed = Object.fromEntries(await visit.request.clone().formData());
    const done = await carryOut(intent, visit);
    if (done.ok) return redirect(`/coop/${visit.params.slug}/forecasts/${visit.params.id}/ahead`, 303);
    const values: Record<string, string> = {};
    for (const [name, value] of Object.entries(typed)) if (typeof value === "string") values[name] = value;
    return refusedForm(done.refusal, { intent, values });
  }),
);

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: "cap" | "end", visit: StaffVisit) {
  const { request, portal, viewer, now, organisationId } = visit;
  const act = { cooperativeId: organisationId, userId: viewer.userId, now };
  if (intent === "end") {
    const form = await readForm(request, endAheadForm);
    return form.ok ? endSellingAhead(portal, { ...act, ...form.value }) : form;
  }
  const form = await readForm(request, capForm);
  if (!form.ok) return form;
  const { from, until, ...rest } = form.value;
  return sellAhead(portal, { ...act, ...rest, window: { from, until } });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ForecastAhead() {
  const { crop, skus, productName, productId, percent, desk, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("forecast.ahead");
  // What has arrived leaves fresh forms behind.
  const key = useFormsKey(answer);
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/forecasts/${productId}`, words: words("back") }}
        title={`${productName} · ${words("title")}`}
        lead={words("lead")}
      />
      {crop ? (
        <>
          <p className="mt-3 max-w-reading text-15">
            {words.rich("sum", {
              percent,
              total: () => (
                <Weight key="total" grams={crop.grams} unit="kilogram" className="font-semibold" />
              ),
              part: () => (
                <Weight key="part" grams={crop.partGrams} unit="kilogram" className="font-semibold" />
              ),
            })}
          </p>
          <ul key={key} className="mt-4 grid items-start gap-3 lg:grid-cols-2">
            {skus.map((sku) => (
              <li key={sku.skuId}>
                <AheadSkuCard {...{ sku, answer, mayEdit }} {...crop} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Empty scene={<NothingFound />} title={words("noForecast")}>
          {words("noForecastText")}
        </Empty>
      )}
    </div>
  );
}
