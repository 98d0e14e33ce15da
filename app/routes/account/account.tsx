import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { open, openWithViewer } from "~/http/door.server";
import { signOut } from "~/http/sign-in.server";
import { readNumber } from "~/kernel/ids";
import { signInPath } from "~/modules/identity/index.server";
import { type OrdersOfBuyer, ordersOfBuyer } from "~/modules/ordering/index.server";
import { forgetDrafts } from "~/ui/drafts/draft-store";
import { NoOrders } from "~/ui/illustrations/no-orders";
import { pageWords } from "~/ui/messages/page-words.server";
import { OrderList } from "~/ui/order/order-list";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";

export const loader = openWithViewer("shop.browse", async ({ portal, viewer, url, locale }) => {
  if (!viewer) throw redirect(signInPath(undefined));
  const title = pageWords(locale, "order")("account.title");
  const after = readNumber("order", url.searchParams.get("after") ?? "") ?? null;
  const listed = await ordersOfBuyer(portal.db, { userId: viewer.userId, locale, after });
  return { viewer: { name: viewer.displayName }, listed, later: after !== null, title };
});

/** The one thing to do here is to leave. */
export const action = open("shop.browse", async ({ request, portal }) =>
  redirect("/account", { status: 303, headers: await signOut(request, portal) }),
);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export default function Account() {
  const account = useLoaderData<typeof loader>();
  const words = useTranslations("order");
  return (
    <div className="page max-w-3xl pt-6 md:pt-10">
      <PageHead
        title={words("account.hello", { name: account.viewer.name })}
        actions={
          <>
            <ButtonLink to="/account/security" reloadDocument className="max-sm:px-2.5">
              {words("account.security")}
            </ButtonLink>
            <ButtonLink to="/account/privacy" className="max-sm:px-2.5">
              {words("account.privacy")}
            </ButtonLink>
            <Form method="post" reloadDocument onSubmit={forgetDrafts}>
              <Button wide className="max-sm:px-2.5">
                {words("account.signOut")}
              </Button>
            </Form>
          </>
        }
      />
      <Section title={words("list.title")}>
        <Orders listed={account.listed} later={account.later} />
      </Section>
    </div>
  );
}

function Orders({ listed, later }: { listed: OrdersOfBuyer; later: boolean }) {
  const words = useTranslations("order");
  if (listed.orders.length === 0) {
    return (
      <Empty
        scene={<NoOrders />}
        title={words("list.none")}
        action={<ButtonLink to="/orders">{words("account.lookup")}</ButtonLink>}
      >
        {words("list.noneHint")}
      </Empty>
    );
  }
  return (
    <>
      <OrderList orders={listed.orders} />
      <PageLinks
        back={later && { to: "/account", says: words("list.first") }}
        next={listed.next && { to: `/account?after=${listed.next}`, says: words("list.next") }}
      />
    </>
  );
}
