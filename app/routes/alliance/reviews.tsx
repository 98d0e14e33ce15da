import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { duty } from "~/http/door.server";
import { reviewQueue } from "~/modules/catalog/index.server";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { ReviewsFrame } from "~/ui/listings/reviews-frame";
import { pageWords } from "~/ui/messages/page-words.server";
import { Moment } from "~/ui/primitives/moment";
import { Empty, Mark } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { Picture } from "~/ui/primitives/picture";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const loader = duty("alliance.reviews.read", async ({ portal, locale, url }) => {
  const after = url.searchParams.get("after") ?? "";
  const queue = await reviewQueue(portal.db, { locale, after: ID.test(after) ? after : undefined });
  return { ...queue, title: pageWords(locale, "listings", "desk")("review.title") };
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function Reviews() {
  const { items, next } = useLoaderData<typeof loader>();
  const words = useTranslations("listings.review");
  return (
    <ReviewsFrame>
      <div className="page pt-5 md:pt-8">
        <PageHead title={words("title")} lead={words("lead")} />
        {items.length === 0 && (
          <Empty scene={<QuietField />} title={words("none")}>
            {words("noneText")}
          </Empty>
        )}
        <ul className="mt-4 grid gap-3 md:grid-cols-2">
          {items.map((item) => (
            <li key={item.productId}>
              <Link
                to={`/alliance/reviews/${item.productId}`}
                className="flex h-full gap-3 rounded-card border border-line bg-card p-3 hover:border-ink-3"
              >
                <span className="size-18 shrink-0 overflow-hidden rounded-control bg-line">
                  {item.cover && <Picture of={item.cover} sizes="4.5rem" className="h-full object-cover" />}
                </span>
                <span className="min-w-0">
                  <span className="flex items-baseline gap-2 text-17 font-semibold">
                    {item.name}
                    <Mark tone={item.isVersion ? "plain" : "good"}>
                      {words(item.isVersion ? "isVersion" : "isNew")}
                    </Mark>
                  </span>
                  <span className="block text-15 text-ink-2">{item.cooperativeName}</span>
                  <span className="block text-13 text-ink-3">
                    {words.rich("since", { at: () => <Moment at={item.submittedAt} /> })}
                    {" · "}
                    {words("photoCount", { count: item.photos })}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <PageLinks next={next && { to: `?after=${next}`, says: words("next") }} />
      </div>
    </ReviewsFrame>
  );
}
