import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { newVisitorId, readCookie, writeCookie } from "~/http/cookies.server";
import { open } from "~/http/door.server";
import { REFUSALS } from "~/http/refusals";
import { PaperBoat } from "~/ui/illustrations/paper-boat";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";
import { recordTouch } from "~/workflows/record-touch";

const CODE = /^[0-9A-Za-z]{4,16}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A host's link: the visit is noted for this browser, which lands on the goods or the live room in its language. */
export const loader = open("shop.browse", async ({ request, params, portal, locale, now }) => {
  const code = params.code ?? "";
  const known = readCookie(request, "visitor");
  const visitorId = known && UUID.test(known) ? known : newVisitorId(now);
  const touched = CODE.test(code) ? await recordTouch(portal, { code, visitorId, now }) : undefined;
  if (touched?.ok) {
    const headers = { "set-cookie": writeCookie("visitor", visitorId, portal.https) };
    return redirect(pathOfOurs(touched.value.landing), { status: 303, headers });
  }
  return data({ title: pageWords(locale, "order")("linkGone.title") }, { status: REFUSALS.LinkUnknown });
});

/**
 * Links lead to our own pages, whatever stands in the database: no address of another host passes, nor one that
 * becomes such when a browser leaves out the tabs and line ends in it.
 */
function pathOfOurs(landing: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(landing) ? landing : "/";
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function LinkGone() {
  const { title } = useLoaderData<typeof loader>();
  const words = useTranslations("order.linkGone");
  return (
    <Empty
      wholePage
      scene={<PaperBoat />}
      title={title}
      action={
        <ButtonLink to="/products" kind="primary">
          {words("action")}
        </ButtonLink>
      }
    >
      {words("text")}
    </Empty>
  );
}
