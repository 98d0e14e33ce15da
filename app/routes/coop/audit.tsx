import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { AuditList } from "~/ui/audit/audit-list";
import { AuditSearch } from "~/ui/audit/audit-search";
import { pageWords } from "~/ui/messages/page-words.server";
import { readAuditPage } from "./audit-page.server";
import { cooperativeBySlug } from "./cooperative-of.server";

export const loader = staff("coop.audit.read", cooperativeBySlug, async (visit) => ({
  ...(await readAuditPage(visit, visit.organisationId)),
  title: pageWords(visit.locale, "audit", "desk")("title"),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Audit() {
  const { entries, search, next } = useLoaderData<typeof loader>();
  const words = useTranslations("audit");
  return (
    <div className="page pt-5 md:pt-8">
      <h1 className="text-26">{words("title")}</h1>
      <p className="mt-1 max-w-reading text-15 text-ink-2">{words("lead")}</p>
      <AuditSearch search={search} />
      <AuditList entries={entries} next={next} />
    </div>
  );
}
