import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type StaffVisit, staff } from "~/http/door.server";
import { isOutsider, nameOutside } from "~/http/outsiders.server";
import { REVEALS_COUNTED_DAYS, revealCounts } from "~/modules/identity/index.server";
import { AuditPage } from "~/ui/audit/audit-page";
import { RevealCounts } from "~/ui/audit/reveal-counts";
import { pageWords } from "~/ui/messages/page-words.server";
import { readAuditPage } from "./audit-page.server";
import { cooperativeBySlug } from "./cooperative-of.server";

export const loader = staff("coop.audit.read", cooperativeBySlug, async (visit) => ({
  ...(await readAuditPage(visit, visit.organisationId)),
  counts: await countsShown(visit),
  days: REVEALS_COUNTED_DAYS,
  title: pageWords(visit.locale, "audit", "desk")("title"),
}));

/** Who looked how often; outside of the cooperative how often alone, with a mask for the name. */
async function countsShown(visit: StaffVisit) {
  const counts = await revealCounts(visit.portal.db, visit);
  if (!isOutsider(visit.viewer, visit.organisationId)) return counts;
  return counts.map((count) => ({ ...count, name: nameOutside(count.name) }));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Audit() {
  const { entries, search, next, counts, days } = useLoaderData<typeof loader>();
  return (
    <AuditPage entries={entries} search={search} next={next} lead="lead">
      <RevealCounts counts={counts} days={days} />
    </AuditPage>
  );
}
