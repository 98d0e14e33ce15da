import { useTranslations } from "use-intl";
import type { ListingWarning } from "~/modules/catalog/listing/readiness";
import { Notice } from "~/ui/primitives/notice";

/** What would be better, and stops nobody. */
export function ListingWarnings({ warnings }: { warnings: readonly ListingWarning[] }) {
  const words = useTranslations("listings.warning");
  if (warnings.length === 0) return null;
  return (
    <Notice title={words("title")}>
      <ul className="list-disc pl-5">
        {warnings.map((warning) => (
          <li key={warning}>{words(warning)}</li>
        ))}
      </ul>
    </Notice>
  );
}
