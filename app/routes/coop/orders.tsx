import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type StaffVisit, staff } from "~/http/door.server";
import { once } from "~/http/once.server";
import { readNumber } from "~/kernel/ids";
import type { Locale } from "~/kernel/text";
import { mayEnter } from "~/modules/identity/index.server";
import { claimsWaiting, type DeskOrder, deskOrderCounts, deskOrders } from "~/modules/ordering/index.server";
import { type FulfilIntent, isFulfilIntent } from "~/ui/desk/fulfil-intent";
import { type ListedDeskOrder, ORDER_COLUMNS, OrderRow } from "~/ui/desk/order-row";
import { isOrderTab, ORDER_TABS, type OrderTab, OrderTabs } from "~/ui/desk/order-tabs";
import { NoOrders } from "~/ui/illustrations/no-orders";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { Empty, Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cooperativeBySlug } from "./cooperative-of.server";
import { readCursor, writeCursor } from "./cursor.server";
import { fulfil, orderOf, readFulfilment } from "./fulfil.server";
import { refusedForm } from "./refused-form.server";
import { lookedAt, mayReveal, revealBuyer } from "./reveal-of.server";

export const loader = staff("coop.orders.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, viewer, locale, organisationId } = visit;
  const tab = tabOf(url);
  const cursor = readCursor(url.searchParams.get("after"));
  const looked = await lookedAt(visit, "order", null);
  const [page, counts, claims] = await Promise.all([
    deskOrders(portal.db, {
      cooperativeId: organisationId,
      states: ORDER_TABS[tab],
      claimed: tab === "claims",
      after: cursor ? { placedAt: cursor.at, id: cursor.id } : null,
      shown: new Set(looked.keys()),
    }),
    deskOrderCounts(portal.db, organisationId),
    claimsWaiting(portal.db, organisationId),
  ]);
  const done = url.searchParams.get("done") ?? "";
  const number = readNumber("order", url.searchParams.get("number") ?? "");
  return {
    orders: page.orders.map((order) => ({
      ...listed(order, locale),
      shownFor: order.contact === "shown" ? (looked.get(order.number) ?? null) : null,
      mayReveal: order.contact === "masked" && mayReveal(visit, { kind: "order", state: order.state }),
    })),
    next: page.next && writeCursor({ at: page.next.placedAt, id: page.next.id }),
    later: cursor !== undefined,
    after: cursor ? url.searchParams.get("after") : null,
    tab,
    counts: { ...countsOf(counts), claims: claims.claims },
    done: isFulfilIntent(done) && number ? { step: done, number } : undefined,
    desk: params.slug ?? "",
    mayFulfil: mayEnter(viewer, "coop.orders.fulfil", { organisationId }),
    title: pageWords(locale, "desk", "desk")("orders.title"),
  };
});

function tabOf(url: URL): OrderTab {
  const asked = url.searchParams.get("state") ?? "";
  return isOrderTab(asked) ? asked : "paid";
}

function countsOf(counts: ReadonlyMap<string, number>): Partial<Record<OrderTab, number>> {
  const open = Object.keys(ORDER_TABS).filter((tab) => tab !== "ended");
  return Object.fromEntries(open.map((tab) => [tab, counts.get(tab) ?? 0]));
}

function listed(order: DeskOrder, locale: Locale): Omit<ListedDeskOrder, "shownFor" | "mayReveal"> {
  const { lines, region, paidAt: _paidAt, ...facts } = order;
  return {
    ...facts,
    region: region[locale],
    lines: lines.map((line) => ({
      text: `${line.name[locale]} · ${line.skuName[locale]}`,
      packs: line.packs,
    })),
  };
}

/** Looking behind one mask: the list stays where it is. */
async function reveal(visit: StaffVisit) {
  const { params, url, request } = visit;
  const order = await orderOf(visit, String((await request.clone().formData()).get("number")));
  const done = await revealBuyer(visit, order);
  if (!done.ok) return refusedForm(done.refusal, { orderId: order.id });
  const after = url.searchParams.get("after");
  const here = new URLSearchParams({ state: tabOf(url), ...(after ? { after } : {}) });
  return redirect(`/coop/${params.slug}/orders?${here}#${order.number}`, 303);
}

async function carryOut(visit: StaffVisit) {
  if ((await visit.request.clone().formData()).get("intent") === "reveal") return reveal(visit);
  const { intent, order } = await readFulfilment(visit);
  const done = await fulfil(visit, intent, order.id);
  const list = `/coop/${visit.params.slug}/orders?state=${tabOf(visit.url)}`;
  if (done.ok) return redirect(`${list}&done=${intent}&number=${order.number}`, 303);
  return refusedForm(done.refusal, { orderId: order.id });
}

export const action = staff("coop.orders.fulfil", cooperativeBySlug, once(carryOut));

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function Orders() {
  const { orders, next, later, after, tab, counts, done, desk, mayFulfil } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const rowAnswer = answer && "orderId" in answer ? answer : undefined;
  const words = useTranslations("desk.orders");
  const list = `/coop/${desk}/orders`;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead title={words("title")} />
      <OrderTabs chosen={tab} counts={counts} list={list} />
      <div className="mt-4 flex flex-col gap-3">
        {answer && <RefusedNotice code={answer.refused} key={rowAnswer?.orderId} />}
        {done && !answer && <Done step={done.step} number={done.number} desk={desk} />}
        {orders.length === 0 ? (
          <Empty
            scene={<NoOrders />}
            title={words(`none.${tab}`)}
            action={<ButtonLink to={`/coop/${desk}`}>{words("noneAction")}</ButtonLink>}
          />
        ) : (
          <>
            <Headings />
            <ul className="flex flex-col gap-3 md:gap-0 md:border-t md:border-line">
              {orders.map((order) => (
                <OrderRow
                  key={order.id}
                  order={order}
                  list={`${list}?state=${tab}${after ? `&after=${after}` : ""}`}
                  desk={desk}
                  mayFulfil={mayFulfil}
                  showState={tab === "ended" || tab === "claims"}
                  answer={rowAnswer}
                />
              ))}
            </ul>
          </>
        )}
      </div>
      <PageLinks
        back={later && { to: `${list}?state=${tab}`, says: words("first") }}
        next={next && { to: `${list}?state=${tab}&after=${next}`, says: words("next") }}
      />
    </div>
  );
}

/** What was just done, and the way to it: it has left this list. */
function Done({ step, number, desk }: { step: FulfilIntent; number: string; desk: string }) {
  const words = useTranslations("desk.orders.done");
  return (
    <Notice tone="good" live>
      {words.rich(step, {
        order: () => (
          <Link
            to={`/coop/${desk}/orders/${number}`}
            className="figures font-semibold underline underline-offset-4"
          >
            {number}
          </Link>
        ),
      })}
    </Notice>
  );
}

function Headings() {
  const words = useTranslations("desk.orders.column");
  return (
    <div aria-hidden className={classes("hidden gap-x-4 text-13 text-ink-3 md:grid", ORDER_COLUMNS)}>
      <span>{words("number")}</span>
      <span>{words("goods")}</span>
      <span>{words("destination")}</span>
      <span className="text-right">{words("total")}</span>
      <span />
    </div>
  );
}
