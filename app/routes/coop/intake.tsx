import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useLocale, useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { shanghaiDay } from "~/kernel/clock";
import { mayEnter } from "~/modules/identity/index.server";
import {
  type IntakeChoices,
  intakeChoices,
  intakeFigures,
  intakeSlips,
  type LastWeighed,
  lastWeighed,
  type SlipRow,
} from "~/modules/intake/index.server";
import { GRADE_NAMES } from "~/modules/intake/slip";
import { deliveryForm } from "~/modules/intake/slip.forms";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { DeliveryForm } from "~/ui/intake/delivery-form";
import { IntakeTabs } from "~/ui/intake/intake-tabs";
import { SlipMark } from "~/ui/intake/slip-facts";
import { valuesOfGoods } from "~/ui/intake/slip-values";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { RefusedNotice } from "~/ui/primitives/refused";
import { Weight } from "~/ui/primitives/weight";
import { weighDelivery } from "~/workflows/weigh-delivery";
import { cooperativeBySlug } from "./cooperative-of.server";
import { readCursor, writeCursor } from "./cursor.server";
import { refusedForm } from "./refused-form.server";

const SLIPS_ON_A_PAGE = 20;

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, locale, now, viewer, organisationId } = visit;
  const today = shanghaiDay(now);
  const since = new Date(`${today}T00:00:00+08:00`);
  const after = readCursor(url.searchParams.get("after"));
  const [{ slips, next }, figures, choices, last] = await Promise.all([
    intakeSlips(portal.db, { cooperativeId: organisationId, locale, after, limit: SLIPS_ON_A_PAGE }),
    intakeFigures(portal.db, organisationId, since),
    intakeChoices(portal.db, { cooperativeId: organisationId, locale }),
    lastWeighed(portal.db, organisationId, since),
  ]);
  const mayWrite = mayEnter(viewer, "coop.intake.write", { organisationId });
  return {
    slips,
    figures,
    today,
    mayWrite,
    like: last ? likeLast(choices, last) : {},
    // Who does not weigh in chooses nobody.
    choices: mayWrite ? choices : { ...choices, households: [] },
    next: next && writeCursor(next),
    desk: params.slug ?? "",
    title: pageWords(locale, "intake", "desk")("today.title"),
  };
});

/** What a form begins with after a delivery of today: the same goods at the same price, from another household. */
function likeLast({ products }: IntakeChoices, { productId, harvestedOn }: LastWeighed) {
  const last = products.find(({ id }) => id === productId)?.last;
  return { productId, harvestedOn, ...(last && valuesOfGoods(last)) };
}

export const action = staff(
  "coop.intake.write",
  cooperativeBySlug,
  once(async (visit) => {
    const { request, portal, viewer, now, organisationId } = visit;
    const form = await readForm(request, deliveryForm);
    if (!form.ok) return refusedForm(form.refusal, { intent: "weigh" });
    const { correctReason: _reason, ...delivery } = form.value;
    const act = { cooperativeId: organisationId, userId: viewer.userId, now };
    const written = await weighDelivery(portal, { ...act, delivery, corrects: null });
    if (!written.ok) return refusedForm(written.refusal, { intent: "weigh" });
    return redirect(`/coop/${visit.params.slug}/intake/${written.value.number}`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Intake() {
  const { slips, figures, choices, next, today, desk, mayWrite, like } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("intake.today");
  return (
    <div className="page pt-5 md:pt-8">
      <IntakeTabs desk={desk} />
      <PageHead
        title={words("title")}
        lead={
          <span className="figures">
            {words.rich("figures", {
              count: figures.confirmed,
              weight: () => <Weight grams={figures.grams} />,
              money: () => <Money fen={figures.fen} />,
            })}
            {figures.waiting > 0 && (
              <span className="text-amber"> {words("waiting", { count: figures.waiting })}</span>
            )}
          </span>
        }
      />
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[26rem_minmax(0,1fr)]">
        {mayWrite && (
          <section>
            <h2 className="mb-3 text-20">{words("new")}</h2>
            {answer && answer.refused !== "FormInvalid" && (
              <div className="mb-3">
                <RefusedNotice code={answer.refused} />
              </div>
            )}
            {choices.households.length === 0 ? (
              <Empty
                scene={<NothingFound />}
                title={words("noHousehold")}
                action={<ButtonLink to={`/coop/${desk}/households`}>{words("toHouseholds")}</ButtonLink>}
              />
            ) : (
              <DeliveryForm
                intent="weigh"
                choices={choices}
                initial={{ unit: "jin", grade: "first", ...like }}
                answer={answer}
                today={today}
                draft="weigh"
              />
            )}
          </section>
        )}
        <section>
          <h2 className="mb-3 text-20">{words("slips")}</h2>
          {slips.length === 0 ? (
            <Empty scene={<NothingFound />} title={words("none")}>
              {words("noneHint")}
            </Empty>
          ) : (
            <ul className="divide-y divide-line border-y border-line">
              {slips.map((slip) => (
                <li key={slip.id}>
                  <SlipLine slip={slip} desk={desk} />
                </li>
              ))}
            </ul>
          )}
          <PageLinks next={next && { to: `?after=${next}`, says: words("next") }} />
        </section>
      </div>
    </div>
  );
}

function SlipLine({ slip, desk }: { slip: SlipRow; desk: string }) {
  const words = useTranslations("intake.today");
  const locale = useLocale();
  return (
    <Link to={`/coop/${desk}/intake/${slip.number}`} className="block py-3 hover:bg-card">
      <span className="flex items-baseline justify-between gap-3">
        <span className="font-semibold">
          {words("household", {
            code: String(slip.householdNumber).padStart(2, "0"),
            name: slip.householdName,
          })}
        </span>
        <SlipMark state={slip.state} replaced={slip.replaced} />
      </span>
      <span className="mt-1 flex items-baseline justify-between gap-3 text-15">
        <span className="min-w-0 text-ink-2">
          {slip.productName} · {GRADE_NAMES[slip.grade][locale]} · <Weight grams={slip.netGrams} />
        </span>
        <Money fen={slip.amountFen} className="font-semibold" />
      </span>
      <span className="figures text-13 text-ink-3">
        {slip.number} · <Moment at={slip.createdAt} />
      </span>
    </Link>
  );
}
