import type { ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { AuditList } from "./audit-list";
import { AuditSearch } from "./audit-search";

type AuditPageProps = ComponentProps<typeof AuditList> &
  ComponentProps<typeof AuditSearch> & {
    /** whose log this is: a cooperative's own, or everybody's */
    readonly lead: "lead" | "leadAll";
  };

/** The log of changes, searched and read page by page. */
export function AuditPage({ entries, search, next, lead }: AuditPageProps) {
  const words = useTranslations("audit");
  return (
    <div className="page pt-5 md:pt-8">
      <h1 className="text-26">{words("title")}</h1>
      <p className="mt-1 max-w-reading text-15 text-ink-2">{words(lead)}</p>
      <AuditSearch search={search} />
      <AuditList entries={entries} next={next} />
    </div>
  );
}
