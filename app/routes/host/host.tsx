import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type FindOrganisation, forbidden, notFound, staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { readPeriod } from "~/kernel/period";
import { organisationsFor } from "~/modules/identity/index.server";
import { hostHeader } from "~/modules/sharing/index.server";
import { DeskHead } from "~/ui/desk/desk-head";
import { pageWords } from "~/ui/messages/page-words.server";
import { HostLinkList } from "~/ui/overview/host-links";
import { PeriodPicker } from "~/ui/overview/period-picker";
import { SalesSection } from "~/ui/overview/sales-section";
import { Section } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import { viewHostFigures } from "~/workflows/view-host-figures";

/** A host's page has no name in its address: whoever is signed in is shown what is theirs, and nobody else's. */
const ownHost: FindOrganisation = async ({ viewer }) => {
  const [hostId] = viewer ? organisationsFor(viewer, "host.links.read") : [];
  if (hostId === undefined) throw forbidden();
  return hostId;
};

export const loader = staff("host.links.read", ownHost, async (visit) => {
  const { portal, url, locale, now, organisationId: hostId } = visit;
  const today = shanghaiDay(now);
  const period = readPeriod(url.searchParams, today);
  const [host, figures] = await Promise.all([
    hostHeader(portal.db, { hostId, locale }),
    viewHostFigures(portal.db, { hostId, period, locale }),
  ]);
  if (!host) throw notFound();
  return { host, today, period, figures, title: pageWords(locale, "overview", "desk")("host.title") };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Host() {
  const { host, today, period, figures } = useLoaderData<typeof loader>();
  const words = useTranslations("overview");
  return (
    <>
      <DeskHead name={host.name} />
      <div className="page pt-5 pb-16 md:pt-8">
        <h1 className="text-26">{words("host.title")}</h1>
        <div className="mt-3">
          <PeriodPicker period={period} today={today} />
        </div>
        <div className="mt-6">
          <Commission />
        </div>
        <Section title={words("sales")}>
          <SalesSection
            period={period}
            figures={figures.sales}
            refunds={false}
            none={words("host.noneText")}
          />
        </Section>
        <Section title={words("host.links")}>
          <HostLinkList links={figures.links} />
        </Section>
      </div>
    </>
  );
}

/** What she has of the sales of this period; a first secretary recommends without pay. */
function Commission() {
  const { host, figures } = useLoaderData<typeof loader>();
  const words = useTranslations("overview.host");
  if (host.duty) return <p className="max-w-reading text-15 text-ink-2">{words("duty")}</p>;
  return (
    <dl className="grid grid-cols-2 gap-4">
      <div className="rounded-card bg-field-tint p-4">
        <dt className="text-13 text-ink-2">{words("earned")}</dt>
        <dd className="text-20 font-semibold md:text-26">
          <Money fen={figures.earnedFen} tone="credited" />
        </dd>
        <dd className="text-13 text-ink-2">{words("earnedText")}</dd>
      </div>
      <div className="rounded-card bg-amber-tint p-4">
        <dt className="text-13 text-ink-2">{words("pending")}</dt>
        <dd className="text-20 font-semibold md:text-26">
          <Money fen={figures.pendingFen} tone="pending" />
        </dd>
        <dd className="text-13 text-ink-2">{words("pendingText")}</dd>
      </div>
    </dl>
  );
}
