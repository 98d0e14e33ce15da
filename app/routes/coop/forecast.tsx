import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { shanghaiDay } from "~/kernel/clock";
import { ok } from "~/kernel/result";
import { mayEnter } from "~/modules/identity/index.server";
import { estimateForm, plantingForm } from "~/modules/intake/forecast.forms";
import { type ForecastPage, forecastPage } from "~/modules/intake/index.server";
import { useFormsKey } from "~/ui/drafts/begin-anew";
import { EstimateForm, PlantingForm } from "~/ui/forecast/forecast-forms";
import { Reckoning } from "~/ui/forecast/reckoning";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { estimateYield } from "~/workflows/estimate-yield";
import { plantFields } from "~/workflows/plant-fields";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";
import { idOf, intentOf } from "./stock-address.server";

const SEASON = /^2\d{3}$/;

async function pageOf({
  portal,
  params,
  url,
  now,
  locale,
  organisationId,
}: StaffVisit): Promise<ForecastPage> {
  const season = SEASON.exec(url.searchParams.get("season") ?? "")?.[0];
  const page = await forecastPage(portal.db, {
    cooperativeId: organisationId,
    productId: idOf(params),
    locale,
    season: season === undefined ? null : Number(season),
    thisYear: Number(shanghaiDay(now).slice(0, 4)),
  });
  if (!page) throw notFound();
  return page;
}

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { params, now, viewer, locale, organisationId } = visit;
  const page = await pageOf(visit);
  return {
    page,
    today: shanghaiDay(now),
    desk: params.slug ?? "",
    mayWrite: mayEnter(viewer, "coop.intake.write", { organisationId }),
    title: `${page.productName} · ${pageWords(locale, "forecast", "desk")("title")}`,
  };
});

export const action = staff(
  "coop.intake.write",
  cooperativeBySlug,
  once(async (visit) => {
    const intent = await intentOf(visit.request, ["estimate", "plant"] as const);
    const done = await carryOut(intent, visit);
    if (!done.ok) return refusedForm(done.refusal, { intent });
    return redirect(`/coop/${visit.params.slug}/forecasts/${visit.params.id}`, 303);
  }),
);

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: "estimate" | "plant", visit: StaffVisit) {
  const { request, portal, params, viewer, now, organisationId } = visit;
  const act = { cooperativeId: organisationId, userId: viewer.userId, now, productId: idOf(params) };
  if (intent === "estimate") {
    const form = await readForm(request, estimateForm);
    return form.ok ? estimateYield(portal, { ...act, form: form.value }) : form;
  }
  const { season } = await pageOf(visit);
  const form = await readForm(request, plantingForm);
  if (!form.ok) return form;
  await plantFields(portal, { ...act, season, ...form.value });
  return ok();
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ForecastOfCrop() {
  const { page, today, desk, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("forecast");
  // What has arrived leaves empty forms behind, so that nobody sends the same figures again unawares.
  const key = useFormsKey(answer);
  const { season, harvest, productId, fields } = page;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/forecasts`, words: words("back") }}
        title={page.productName}
        lead={
          harvest
            ? words.rich("harvest", {
                season,
                from: () => <Moment key="from" at={harvest.from} shape="date" />,
                until: () => <Moment key="until" at={harvest.until} shape="date" />,
              })
            : words("season", { season })
        }
      />
      {answer && answer.refused !== "FormInvalid" && (
        <div className="mt-3">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <div className="mt-4 gap-8 lg:grid lg:grid-cols-[1.2fr_1fr] lg:items-start">
        {page.forecast ? (
          <div>
            <Reckoning page={page} />
            <p className="mt-3">
              <ButtonLink to={`/coop/${desk}/forecasts/${productId}/ahead`} wide>
                {words("ahead.toAhead")}
              </ButtonLink>
            </p>
          </div>
        ) : (
          <Empty
            scene={<NothingFound />}
            title={words("noEstimate")}
            action={<ButtonLink to={`/coop/${desk}/households`}>{words("toHouseholds")}</ButtonLink>}
          >
            {words("noEstimateText")}
          </Empty>
        )}
        {mayWrite && (
          <div key={key} className="mt-4 flex flex-col gap-3 lg:mt-0">
            <EstimateForm {...{ fields, answer, productId, today, harvest }} />
            <PlantingForm {...{ fields, answer, productId }} />
          </div>
        )}
      </div>
    </div>
  );
}
