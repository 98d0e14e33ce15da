import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own, unauthorized } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { signOut } from "~/http/sign-in.server";
import { privacyForm } from "~/modules/identity/privacy.forms";
import { CONSENTS, type ConsentCode } from "~/modules/ordering/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { CloseAccount } from "~/ui/privacy/close-account";
import { closingPlan } from "~/ui/privacy/closing-plan";
import { type ConsentedOrder, ConsentList } from "~/ui/privacy/consent-list";
import { Looks } from "~/ui/privacy/looks";
import { closeAccount } from "~/workflows/close-account";
import { gatherOwnData, type OwnData } from "~/workflows/gather-own-data";
import { withdrawConsent } from "~/workflows/withdraw-consent";

/** Orders whose consents are listed on the page; the copy to take away has all. */
const MOST_CONSENTED = 30;
const MOST_LOOKS = 20;

export const loader = own("account.data.own", async ({ portal, viewer, locale, url, now }) => {
  const data = await gatherOwnData(portal, { userId: viewer.userId });
  if (!data) throw unauthorized();
  return {
    orders: data.orders.slice(0, MOST_CONSENTED).map((order) => consentedOrder(order, data)),
    more: data.orders.length > MOST_CONSENTED ? MOST_CONSENTED : 0,
    plan: closingPlan(data, now),
    looks: data.reveals.slice(0, MOST_LOOKS).map(({ organisation, ...look }) => ({
      ...look,
      organisation: organisation?.[locale] ?? null,
    })),
    moreLooks: data.reveals.length > MOST_LOOKS ? MOST_LOOKS : 0,
    withdrawn: url.searchParams.has("withdrawn"),
    title: pageWords(locale, "privacy", "privacy")("mine.title"),
  };
});

function consentedOrder(order: OwnData["orders"][number], { withdrawals }: OwnData): ConsentedOrder {
  const takenBack = new Map(
    withdrawals
      .filter(({ orderId }) => orderId === order.id)
      .map(({ consent, at }) => [consent, new Date(at)]),
  );
  return {
    id: order.id,
    number: order.number,
    placedAt: new Date(order.placedAt),
    over: order.endedAt !== null,
    consents: order.consents
      .filter(({ code }) => code in CONSENTS)
      .map(({ code, version }) => ({
        code: code as ConsentCode,
        version,
        withdrawnAt: takenBack.get(code) ?? null,
      })),
  };
}

export const action = own("account.close.own", async ({ request, portal, viewer, now }) => {
  const form = await readForm(request, privacyForm);
  if (!form.ok) return refused(form.refusal);
  const { userId } = viewer;
  if (form.value.intent === "withdraw") {
    const { orderId, version } = form.value;
    const done = await withdrawConsent(portal, { userId, orderId, version, now });
    return done.ok ? redirect("/account/privacy?withdrawn", 303) : refused(done.refusal);
  }
  const closed = await closeAccount(portal, { userId, now });
  if (!closed.ok) return refused(closed.refusal);
  return redirect("/", { status: 303, headers: await signOut(request, portal) });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export default function OwnPrivacy() {
  const { orders, more, looks, moreLooks, plan, withdrawn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("privacy.mine");
  const frame = useTranslations("frame");
  return (
    <div className="page max-w-3xl pt-6 md:pt-10">
      <PageHead
        back={{ to: "/account", words: frame("account") }}
        title={words("title")}
        lead={words("lead")}
      />
      <Link to="/privacy" className="text-15 text-indigo underline underline-offset-4">
        {words("rulesLink")}
      </Link>
      <div className="mt-4 flex flex-col gap-3">
        {answer && answer.refused !== "FormInvalid" && <RefusedNotice code={answer.refused} />}
        {withdrawn && !answer && (
          <Notice tone="good" live>
            {words("withdrawn")}
          </Notice>
        )}
      </div>
      <Section title={words("take.title")}>
        <p className="text-15 text-pretty text-ink-2">{words("take.text")}</p>
        <div className="mt-3 flex flex-wrap gap-3">
          <ButtonLink to="/account/privacy/data">{words("take.read")}</ButtonLink>
          <ButtonLink to="/account/privacy/data.json" reloadDocument>
            {words("take.json")}
          </ButtonLink>
        </div>
      </Section>
      <Section title={words("correct.title")}>
        <p className="text-15 text-pretty text-ink-2">{words("correct.text")}</p>
        <div className="mt-3">
          <ButtonLink to="/account/privacy/correct">{words("correct.link")}</ButtonLink>
        </div>
      </Section>
      <Looks looks={looks} more={moreLooks} />
      <Section title={words("consents.title")}>
        {orders.length === 0 ? (
          <p className="text-15 text-ink-2">{words("consents.none")}</p>
        ) : (
          <ConsentList orders={orders} />
        )}
        {more > 0 && <p className="mt-2 text-13 text-ink-3">{words("consents.more", { count: more })}</p>}
      </Section>
      <Section title={words("close.title")}>
        <CloseAccount plan={plan} problem={answer?.refused === "FormInvalid"} />
      </Section>
    </div>
  );
}
