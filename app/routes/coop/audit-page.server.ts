import type { Visit } from "~/http/door.server";
import { addMs, DAY_MS, endOfShanghaiDay } from "~/kernel/clock";
import { auditSearchForm } from "~/modules/identity/audit.forms";
import { auditEntries } from "~/modules/identity/index.server";

const ENTRIES_ON_A_PAGE = 30;

/** The page of the log that an address asks for; `organisationId` null: of the whole portal. */
export async function readAuditPage({ portal, url }: Visit, organisationId: string | null) {
  const search = auditSearchForm.parse(Object.fromEntries(url.searchParams));
  const { person, act, subject, from, to, before } = search;
  const { entries, next } = await auditEntries(portal.db, {
    organisationId,
    person,
    act: act || null,
    subject,
    since: from ? addMs(endOfShanghaiDay(from), -DAY_MS) : null,
    until: to ? endOfShanghaiDay(to) : null,
    before: before || null,
    limit: ENTRIES_ON_A_PAGE,
  });
  return { entries, search, next: next && addressOf(search, next) };
}

function addressOf(search: Readonly<Record<string, string>>, before: string): string {
  const asked = Object.entries({ ...search, before }).filter(([, value]) => value !== "");
  return `?${new URLSearchParams(asked)}`;
}
