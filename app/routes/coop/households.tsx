import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { isOutsider, nameOutside } from "~/http/outsiders.server";
import { shanghaiDay } from "~/kernel/clock";
import { mayEnter } from "~/modules/identity/index.server";
import { householdForm } from "~/modules/intake/household.forms";
import { type HouseholdRow, households, MOST_HOUSEHOLDS } from "~/modules/intake/index.server";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { HouseholdForm, HouseholdMarks } from "~/ui/intake/household-form";
import { IntakeTabs } from "~/ui/intake/intake-tabs";
import { pageWords } from "~/ui/messages/page-words.server";
import { Fold } from "~/ui/primitives/fold";
import { Money } from "~/ui/primitives/money";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { Weight } from "~/ui/primitives/weight";
import { keepHousehold } from "~/workflows/keep-household";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, now, viewer, organisationId, locale } = visit;
  const after = /^\d{1,4}$/.exec(url.searchParams.get("after") ?? "")?.[0] ?? "0";
  const page = await households(portal.db, {
    cooperativeId: organisationId,
    yearBegan: yearBegan(now),
    after: Number(after),
    limit: MOST_HOUSEHOLDS,
  });
  const outside = isOutsider(viewer, organisationId);
  return {
    ...page,
    households: outside ? page.households.map(masked) : page.households,
    desk: params.slug ?? "",
    mayWrite: mayEnter(viewer, "coop.intake.write", { organisationId }),
    title: pageWords(locale, "intake", "desk")("households.title"),
  };
});

const masked = (household: HouseholdRow) => ({ ...household, name: nameOutside(household.name) });

/** The first moment of the business year that is running. */
function yearBegan(now: Date): Date {
  return new Date(`${shanghaiDay(now).slice(0, 4)}-01-01T00:00:00+08:00`);
}

export const action = staff(
  "coop.intake.write",
  cooperativeBySlug,
  once(async (visit) => {
    const { request, portal, viewer, now, organisationId } = visit;
    const form = await readForm(request, householdForm);
    if (!form.ok) return refusedForm(form.refusal, { intent: "household" });
    const act = { cooperativeId: organisationId, userId: viewer.userId, now };
    const kept = await keepHousehold(portal, { ...act, householdId: null, form: form.value });
    if (!kept.ok) return refusedForm(kept.refusal, { intent: "household" });
    return redirect(`/coop/${visit.params.slug}/households`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Households() {
  const { households: shown, next, desk, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("intake.households");
  return (
    <div className="page pt-5 md:pt-8">
      <IntakeTabs desk={desk} />
      <PageHead title={words("title")} lead={words("lead")} />
      {mayWrite && (
        <Fold
          className="mt-4 max-w-lg"
          open={answer !== undefined || shown.length === 0}
          title={words("add")}
        >
          <div className="px-4 pb-4">
            <HouseholdForm initial={{}} answer={answer} draft="household/new" />
          </div>
        </Fold>
      )}
      {shown.length === 0 ? (
        <Empty scene={<NothingFound />} title={words("none")}>
          {words("noneHint")}
        </Empty>
      ) : (
        <ul className="mt-4 grid gap-3 md:grid-cols-2">
          {shown.map((household) => (
            <li key={household.id}>
              <HouseholdCard household={household} desk={desk} />
            </li>
          ))}
        </ul>
      )}
      <PageLinks next={next !== null && { to: `?after=${next}`, says: words("next") }} />
    </div>
  );
}

function HouseholdCard({ household, desk }: { household: HouseholdRow; desk: string }) {
  const words = useTranslations("intake.households");
  const left = useTranslations("household.data.left");
  const code = String(household.number).padStart(2, "0");
  return (
    <Link
      to={`/coop/${desk}/households/${household.number}`}
      className="block rounded-card border border-line bg-card p-4 hover:border-ink-3"
    >
      <span className="flex flex-wrap items-baseline gap-2">
        <span className="text-17 font-semibold">{household.name || left("name", { code })}</span>
        {household.name && <span className="figures text-15 text-ink-2">{words("code", { code })}</span>}
        <HouseholdMarks {...household} />
      </span>
      <span className="mt-2 flex items-baseline justify-between gap-4 text-15 text-ink-2">
        <span>{words("fields", { count: household.plots, area: household.area / 100 })}</span>
        <span className="text-right">
          <Weight grams={household.grams} /> ·{" "}
          <Money fen={household.fen} className="font-semibold text-ink" />
        </span>
      </span>
    </Link>
  );
}
