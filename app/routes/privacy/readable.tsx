import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own, unauthorized } from "~/http/door.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { BackLink } from "~/ui/primitives/page-head";
import { OwnDataSheet } from "~/ui/privacy/own-data-sheet";
import { gatherOwnData, MOST_OWN_ROWS } from "~/workflows/gather-own-data";

export const loader = own("account.data.own", async ({ portal, viewer, locale, now }) => {
  const data = await gatherOwnData(portal, { userId: viewer.userId });
  if (!data) throw unauthorized();
  return {
    data,
    locale,
    now,
    most: MOST_OWN_ROWS,
    title: pageWords(locale, "privacy", "privacy")("mine.data.title"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

/** Everything, on one sheet to read and to print. */
export default function ReadableData() {
  const { data, locale, now, most } = useLoaderData<typeof loader>();
  const words = useTranslations("privacy.mine.data");
  return (
    <div className="page max-w-3xl pt-6 md:pt-10">
      <BackLink to="/account/privacy" className="print:hidden">
        {words("back")}
      </BackLink>
      <h1 className="text-26">{words("title")}</h1>
      <p className="text-13 text-ink-3">
        {words.rich("made", { at: () => <Moment at={now} /> })}{" "}
        <span className="print:hidden">{words("print")}</span>
      </p>
      {data.cutOff.length > 0 && (
        <div className="mt-3">
          <Notice tone="wait">{words("cutOff", { count: most })}</Notice>
        </div>
      )}
      <OwnDataSheet data={data} locale={locale} />
    </div>
  );
}
