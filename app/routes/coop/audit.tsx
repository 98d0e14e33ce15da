import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { staff } from "~/http/door.server";
import { REVEALS_COUNTED_DAYS, revealCounts } from "~/modules/identity/index.server";
import { AuditPage } from "~/ui/audit/audit-page";
import { RevealCounts } from "~/ui/audit/reveal-counts";
import { pageWords } from "~/ui/messages/page-words.server";
import { readAuditPage } from "./audit-page.server";
import { cooperativeBySlug } from "./cooperative-of.server";

export const loader = staff("coop.audit.read", cooperativeBySlug, async (visit) => ({
  ...(await readAuditPage(visit, visit.organisationId)),
  counts: await revealCounts(visit.portal.db, visit),
  days: REVEALS_COUNTED_DAYS,
  title: pageWords(visit.locale, "audit", "desk")("title"),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Audit() {
  const { entries, search, next, counts, days } = useLoaderData<typeof loader>();
  return (
    <AuditPage entries={entries} search={search} next={next} lead="lead">
      <RevealCounts counts={counts} days={days} />
    </AuditPage>
  );
}
