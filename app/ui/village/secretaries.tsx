import { useTranslations } from "use-intl";
import type { VillagePage } from "~/modules/alliance/index.server";
import { Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";

/** Who was posted here, by whom and since when. */
export function Secretaries({ secretaries }: { secretaries: VillagePage["firstSecretaries"] }) {
  const words = useTranslations("shop.village");
  if (secretaries.length === 0) return null;
  return (
    <Section title={words("secretary")}>
      <ul className="divide-y divide-line border-y border-line">
        {secretaries.map((secretary) => (
          <li key={secretary.name} className="py-3">
            <p className="text-17">{secretary.name}</p>
            <p className="text-15 text-ink-2">
              {words.rich("postedFrom", {
                unit: secretary.unit,
                day: () => <Moment at={secretary.postedFrom} shape="day" />,
              })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
