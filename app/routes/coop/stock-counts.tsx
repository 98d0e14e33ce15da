import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { once } from "~/http/once.server";
import { accepted } from "~/kernel/result";
import { countViews } from "~/modules/catalog/index.server";
import { mayEnter } from "~/modules/identity/index.server";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { PageHead } from "~/ui/primitives/page-head";
import { openCount } from "~/workflows/open-count";
import { cooperativeBySlug } from "./cooperative-of.server";

export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, viewer, locale, organisationId } = visit;
  return {
    counts: await countViews(portal.db, organisationId),
    desk: params.slug ?? "",
    mayEdit: mayEnter(viewer, "coop.stock.edit", { organisationId }),
    title: pageWords(locale, "stock", "desk")("count.title"),
  };
});

export const action = staff(
  "coop.stock.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const { portal, params, viewer, now, organisationId } = visit;
    const opened = await openCount(portal, { cooperativeId: organisationId, userId: viewer.userId, now });
    return redirect(`/coop/${params.slug}/stock/counts/${accepted(opened)}`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function StockCounts() {
  const { counts, desk, mayEdit } = useLoaderData<typeof loader>();
  const words = useTranslations("stock");
  const busy = useNavigation().state !== "idle";
  const open = counts.some((count) => count.outcome === null);
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/stock`, words: words("back") }}
        title={words("count.title")}
        lead={words("count.lead")}
      />
      {mayEdit && (
        <Form method="post" className="mt-4 max-w-reading">
          <Button kind="primary" size="large" wide disabled={busy}>
            {open ? words("count.goOn") : words("count.open")}
          </Button>
          <KeptDraft form="openCount" />
        </Form>
      )}
      <Section title={words("count.history")}>
        {counts.length === 0 ? (
          <p className="text-15 text-ink-2">{words("count.none")}</p>
        ) : (
          <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
            {counts.map((count) => (
              <li key={count.countId}>
                <Link
                  to={`/coop/${desk}/stock/counts/${count.countId}`}
                  className="block min-h-14 px-4 py-3 hover:bg-paper"
                >
                  <span className="flex items-baseline justify-between gap-3 text-15">
                    <span>
                      <Moment at={count.openedAt} />
                      {count.openedBy && ` · ${count.openedBy}`}
                    </span>
                    <span className="font-semibold">{words(`count.outcome.${count.outcome ?? "open"}`)}</span>
                  </span>
                  <span className="figures text-13 text-ink-3">
                    {words("count.figures", { counted: count.counted, differ: count.differ })}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
