import type { ComponentProps, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { PageHead } from "~/ui/primitives/page-head";
import { AuditList } from "./audit-list";
import { AuditSearch } from "./audit-search";

type AuditPageProps = ComponentProps<typeof AuditList> &
  ComponentProps<typeof AuditSearch> & {
    /** whose log this is: a cooperative's own, or everybody's */
    readonly lead: "lead" | "leadAll";
    /** what is said before the search */
    readonly children?: ReactNode;
  };

/** The log of changes, searched and read page by page. */
export function AuditPage({ entries, search, next, lead, children }: AuditPageProps) {
  const words = useTranslations("audit");
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead title={words("title")} lead={words(lead)} />
      {children}
      <AuditSearch search={search} />
      <AuditList entries={entries} next={next} />
    </div>
  );
}
