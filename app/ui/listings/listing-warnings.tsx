import { useTranslations } from "use-intl";
import type { ListingWarning } from "~/modules/catalog/listing/readiness";
import { Notice } from "~/ui/primitives/notice";

interface ListingWarningsProps {
  readonly title: string;
  readonly warnings: readonly ListingWarning[];
}

/** What would be better, and stops nobody. */
export function ListingWarnings({ title, warnings }: ListingWarningsProps) {
  const words = useTranslations("listings.warning");
  if (warnings.length === 0) return null;
  return (
    <Notice title={title}>
      <ul className="list-disc pl-5">
        {warnings.map((warning) => (
          <li key={warning}>{words(warning)}</li>
        ))}
      </ul>
    </Notice>
  );
}
