import { Link } from "@remix-run/react";
import type { HomeVillage } from "~/modules/catalog/index.server";
import { Picture } from "~/ui/primitives/picture";

/** One level below the heading that the villages stand under. */
type Heading = "h2" | "h3";

/** A village with its skyline; the whole card leads to its page. */
export function VillageCard({ village, heading: Heading }: { village: HomeVillage; heading: Heading }) {
  return (
    <article className="relative overflow-hidden rounded-card border border-line bg-card transition-colors duration-150 hover:border-ink-3">
      {village.image && (
        <Picture
          of={village.image}
          sizes="(min-width: 52rem) 22rem, 100vw"
          className="aspect-[8/3] object-cover"
        />
      )}
      <div className="p-3">
        <Heading className="text-17">
          <Link to={`/villages/${village.slug}`} prefetch="intent" className="after:absolute after:inset-0">
            {village.name}
          </Link>
        </Heading>
        <p className="text-13 text-ink-3">{village.place}</p>
        <p className="mt-1 text-15 text-ink-2">{village.sentence}</p>
      </div>
    </article>
  );
}

interface VillageGridProps {
  readonly villages: readonly HomeVillage[];
  readonly heading?: Heading;
}

export function VillageGrid({ villages, heading = "h3" }: VillageGridProps) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 md:gap-4 lg:grid-cols-3">
      {villages.map((village) => (
        <li key={village.slug} className="grid">
          <VillageCard village={village} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
