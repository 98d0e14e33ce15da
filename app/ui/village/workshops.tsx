import { useTranslations } from "use-intl";
import type { VillagePage } from "~/modules/alliance/index.server";
import { Card, Section } from "~/ui/primitives/layout";
import { Mark } from "~/ui/primitives/notice";
import { Picture } from "~/ui/primitives/picture";

/** 共富工坊: what is made there, with whom, and how many people it gives work. */
export function Workshops({ workshops }: { workshops: VillagePage["workshops"] }) {
  const words = useTranslations("shop");
  if (workshops.length === 0) return null;
  return (
    <Section title={words("village.workshops")}>
      <ul className="grid gap-3 md:grid-cols-2">
        {workshops.map((workshop) => (
          <li key={workshop.slug}>
            <Card className="overflow-hidden">
              {workshop.image && (
                <Picture
                  of={workshop.image}
                  sizes="(min-width: 52rem) 34rem, 100vw"
                  className="aspect-[4/3] object-cover"
                />
              )}
              <div className="p-4">
                <Mark tone="good">{words(`workshopKinds.${workshop.kind}`)}</Mark>
                <h3 className="mt-2 text-17">{workshop.name}</h3>
                <p className="mt-1 text-15 text-ink-2">{workshop.sentence}</p>
                <p className="mt-2 text-13 text-ink-3">
                  {[
                    workshop.fixedPosts > 0 && words("village.posts", { count: workshop.fixedPosts }),
                    workshop.localJobs > 0 && words("village.jobs", { count: workshop.localJobs }),
                    workshop.partnerFirm,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  );
}
