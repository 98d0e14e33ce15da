import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own, unauthorized } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { ownAccount } from "~/modules/identity/index.server";
import { displayNameForm } from "~/modules/identity/privacy.forms";
import { ownOrders } from "~/modules/ordering/index.server";
import { checkAddressOpen } from "~/modules/ordering/order";
import { ownLeads } from "~/modules/wholesale/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { Section } from "~/ui/primitives/layout";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { CallList, callsOf } from "~/ui/privacy/call-list";
import { CorrectNameForm } from "~/ui/privacy/correct-name-form";
import { correctName } from "~/workflows/correct-name";

/** Orders and requests this page looks at, the latest of each. */
const MOST_LISTED = 60;

export const loader = own("account.correct.own", async ({ portal, viewer, locale, url }) => {
  const account = await ownAccount(portal.db, viewer.userId);
  if (!account) throw unauthorized();
  const [orders, leads] = await Promise.all([
    ownOrders(portal.db, viewer.userId, MOST_LISTED),
    ownLeads(portal.db, account.phone, MOST_LISTED),
  ]);
  const shown = orders.filter(
    ({ contactLockedAt, recipient }) => contactLockedAt === null && recipient !== "",
  );
  const isOpen = ({ state }: (typeof orders)[number]) => checkAddressOpen(state).ok;
  return {
    name: account.displayName,
    phone: account.phone,
    open: shown.filter(isOpen).map(({ number, recipient, region, street }) => ({
      number,
      recipient,
      street,
      region: region[locale],
    })),
    calls: callsOf([...shown.filter((order) => !isOpen(order)), ...leads], locale),
    saved: url.searchParams.has("saved"),
    title: pageWords(locale, "privacy", "privacy")("mine.correct.title"),
  };
});

export const action = own("account.correct.own", async ({ request, portal, viewer, now }) => {
  const form = await readForm(request, displayNameForm);
  if (!form.ok) return refused(form.refusal);
  const done = await correctName(portal, { userId: viewer.userId, ...form.value, now });
  return done.ok ? redirect("/account/privacy/correct?saved", 303) : refused(done.refusal);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

/** What one may put right oneself, and whom to call for the rest. */
export default function CorrectOwnData() {
  const { name, phone, open, calls, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("privacy.mine.correct");
  const typed = answer?.refused === "FormInvalid" ? answer : undefined;
  return (
    <div className="page max-w-3xl pt-6 md:pt-10">
      <PageHead
        back={{ to: "/account/privacy", words: words("back") }}
        title={words("title")}
        lead={words("lead")}
      />
      <div className="mt-4">
        {answer && !typed && <RefusedNotice code={answer.refused} />}
        {saved && !answer && (
          <Notice tone="good" live>
            {words("name.saved")}
          </Notice>
        )}
      </div>
      <Section title={words("name.title")}>
        <CorrectNameForm name={typed?.values.displayName ?? name} problem={typed?.problems.displayName} />
      </Section>
      <Section title={words("phone.title")}>
        <p className="text-15">{phone ? words("phone.text", { phone }) : words("phone.none")}</p>
        {phone && (
          <Link
            to="/account/security/phone"
            reloadDocument
            className="inline-flex min-h-11 items-center text-15 text-indigo underline underline-offset-4"
          >
            {words("phone.link")}
          </Link>
        )}
      </Section>
      <Section title={words("orders.title")}>
        <OpenOrders orders={open} />
      </Section>
      {calls.length > 0 && (
        <Section title={words("call.title")}>
          <p className="text-15 text-pretty text-ink-2">{words("call.lead")}</p>
          <CallList calls={calls} />
        </Section>
      )}
    </div>
  );
}

interface OpenOrder {
  readonly number: string;
  readonly recipient: string;
  readonly region: string;
  readonly street: string;
}

function OpenOrders({ orders }: { orders: readonly OpenOrder[] }) {
  const words = useTranslations("privacy.mine.correct");
  if (orders.length === 0) return <p className="text-15 text-ink-3">{words("orders.none")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line text-15">
      {orders.map((order) => (
        <li key={order.number} className="flex items-center justify-between gap-4 py-2">
          <span className="min-w-0 wrap-anywhere">
            <span className="figures font-semibold">{order.number}</span> {order.recipient}
            <span className="block text-13 text-ink-2">
              {order.region} {order.street}
            </span>
          </span>
          <Link
            to={`/orders/${order.number}/address`}
            reloadDocument
            className="inline-flex min-h-11 shrink-0 items-center text-indigo underline underline-offset-4"
          >
            {words("link")}
          </Link>
        </li>
      ))}
    </ul>
  );
}
