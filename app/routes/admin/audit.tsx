import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { own } from "~/http/door.server";
import { AuditPage } from "~/ui/audit/audit-page";
import { pageWords } from "~/ui/messages/page-words.server";
import { readAuditPage } from "../coop/audit-page.server";

export const loader = own("admin.audit.read", async (visit) => ({
  ...(await readAuditPage(visit, null)),
  title: pageWords(visit.locale, "audit", "desk")("title"),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Audit() {
  const { entries, search, next } = useLoaderData<typeof loader>();
  return <AuditPage entries={entries} search={search} next={next} lead="leadAll" />;
}
